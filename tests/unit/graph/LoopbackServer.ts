import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it arrived. */
export interface ReceivedRequest {
    readonly method: string;
    readonly path: string;
    readonly query: URLSearchParams;
    readonly headers: IncomingMessage["headers"];
    readonly body: string;
}

/** The server's reaction to one request. */
export type Reaction = (response: ServerResponse, request: ReceivedRequest) => void;

/** A server on loopback. It remembers what it received and reacts as it was told. */
export class LoopbackServer {
    readonly received: ReceivedRequest[] = [];
    readonly #server: Server;
    #reactions: readonly Reaction[] = [];

    private constructor() {
        this.#server = createServer((request, response) => {
            this.#take(request, response);
        });
    }

    static async start(): Promise<LoopbackServer> {
        const loopback = new LoopbackServer();
        await new Promise<void>((resolve) => {
            loopback.#server.listen(0, "127.0.0.1", resolve);
        });
        return loopback;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    }

    /** The reactions to the next requests. The last one also answers all later requests. */
    react(...reactions: readonly Reaction[]): void {
        this.#reactions = reactions;
        this.received.length = 0;
    }

    async stop(): Promise<void> {
        this.#server.closeAllConnections();
        await new Promise<void>((resolve) => {
            this.#server.close(() => {
                resolve();
            });
        });
    }

    #take(request: IncomingMessage, response: ServerResponse): void {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
            const url = new URL(request.url ?? "", "http://loopback");
            const received = {
                method: request.method ?? "",
                path: url.pathname,
                query: url.searchParams,
                headers: request.headers,
                body: Buffer.concat(chunks).toString(),
            };
            const position = Math.min(this.received.length, this.#reactions.length - 1);
            this.received.push(received);
            this.#reactions[position]?.(response, received);
        });
    }
}

/** Answers with JSON. */
export function json(
    body: unknown,
    httpStatus = 200,
    headers: Record<string, string> = {},
): Reaction {
    return text(JSON.stringify(body), httpStatus, {
        "content-type": "application/json",
        ...headers,
    });
}

/** Answers with a text, unchanged. */
export function text(
    body: string,
    httpStatus = 200,
    headers: Record<string, string> = {},
): Reaction {
    return (response) => {
        response.writeHead(httpStatus, headers).end(body);
    };
}

/** Answers with a Graph error. */
export function graphError(
    error: Record<string, unknown>,
    httpStatus = 400,
    headers: Record<string, string> = {},
): Reaction {
    const shape = { message: `(#${String(error["code"])}) Refused`, type: "OAuthException" };
    return json({ error: { ...shape, fbtrace_id: "AbC1dEf2", ...error } }, httpStatus, headers);
}

/** Ends the connection without an answer, after the request was received. */
export const reset: Reaction = (response) => {
    response.socket?.destroy();
};

/** Promises more bytes than it sends, then ends the connection. */
export const cut: Reaction = (response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write('{"success":', () => response.socket?.destroy());
};

/** Never answers. */
export const silence: Reaction = () => undefined;

/** Begins an answer and never ends it. */
export const trickle: Reaction = (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"success":');
};
