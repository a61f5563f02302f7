import {
    createServer,
    type IncomingMessage,
    request as httpRequest,
    type Server,
    type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** An answer of the Graph API, before it is passed on. */
export interface Answer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}

/** Changes an answer; `index` counts the requests from 0. */
export type Spoil = (answer: Answer, index: number) => Answer;

/** A proxy between provider and simulator that passes requests on and spoils answers. */
export class EchoingProxy {
    readonly #server: Server;
    #spoil: Spoil = (answer) => answer;
    #passed: string[] = [];

    private constructor(target: string) {
        this.#server = createServer((request, response) => {
            void this.#pass(target, request, response);
        });
    }

    static async start(target: string): Promise<EchoingProxy> {
        const proxy = new EchoingProxy(target);
        await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
        return proxy;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    }

    /** How many requests it has passed on since it was told how to spoil them. */
    get count(): number {
        return this.#passed.length;
    }

    /** Their methods and paths, such as `GET /v24.0/106540352242922`. */
    get passed(): readonly string[] {
        return this.#passed;
    }

    spoil(spoil: Spoil): void {
        this.#spoil = spoil;
        this.#passed = [];
    }

    async stop(): Promise<void> {
        this.#server.closeAllConnections();
        await new Promise((resolve) => this.#server.close(resolve));
    }

    async #pass(target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
        const received = await answerTo(target, request, await textOf(request));
        const { status, headers, body } = this.#spoil(received, this.count);
        this.#passed.push(
            `${request.method ?? ""} ${new URL(request.url ?? "/", target).pathname}`,
        );
        response.writeHead(status, { ...headers }).end(body);
    }
}

async function answerTo(target: string, asked: IncomingMessage, body: string): Promise<Answer> {
    const { method, headers } = asked;
    const url = new URL(asked.url ?? "", target);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
        // A connection for each request, so that the simulator has none left when it is closed.
        const sent = httpRequest(url, { method, headers, agent: false }, resolve);
        sent.on("error", reject).end(body);
    });
    return {
        status: response.statusCode ?? 0,
        headers: { "content-type": "application/json" },
        body: await textOf(response),
    };
}

async function textOf(message: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
}
