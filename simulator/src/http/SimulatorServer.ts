import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { GraphRequest } from "../graph/GraphCall";
import type { GraphReply } from "../graph/GraphReply";
import { readBody, type Body } from "./readBody";

/** An answer of the admin interface. */
export interface AdminReply {
    /** HTTP status. */
    readonly httpStatus: number;
    /** The JSON body. */
    readonly body: unknown;
}

/** A request to the admin interface. */
export interface AdminRequest {
    /** The HTTP method. */
    readonly method: string;
    /** The path behind `/_simulator/`. */
    readonly path: string;
    /** The body. */
    readonly body: Body;
}

/** What the server hands requests to. */
export interface Handlers {
    /** Answers a Graph request. */
    readonly graph: (request: GraphRequest) => GraphReply;
    /** Answers an admin request. */
    readonly admin: (request: AdminRequest) => AdminReply;
}

const ADMIN_PREFIX = "/_simulator/";

const NAME = "pulumi-whatsapp-simulator";

/** What every answer says of the simulator: what it is, and which world it has. */
function identityHeaders(): Readonly<Record<string, string>> {
    const { version } = createRequire(__filename)("../../package.json") as { version: string };
    return {
        "x-simulated-by": `${NAME}/${version}`,
        "x-simulated-world": randomBytes(8).toString("hex"),
    };
}

/** HTTP on loopback, and nothing but HTTP. */
export class SimulatorServer {
    /** Where it is reached, such as `http://127.0.0.1:40123`. */
    readonly url: string;
    readonly #server: Server;

    private constructor(server: Server, port: number) {
        this.#server = server;
        this.url = `http://127.0.0.1:${port}`;
    }

    /**
     * Starts to listen.
     *
     * @param port - the port; 0 for any that is free
     * @param handlers - what requests are handed to
     */
    static async listen(port: number, handlers: Handlers): Promise<SimulatorServer> {
        const headers = identityHeaders();
        const server = createServer((request, response) => {
            response.setHeaders(new Map(Object.entries(headers)));
            respond(request, response, handlers).catch((error: unknown) => {
                sendFailure(response, error);
            });
        });
        // Idle connections stay open, so that no caller meets the end of one that it is about to use.
        server.keepAliveTimeout = 0;
        await new Promise<void>((resolve, reject) => {
            server.once("error", reject);
            server.listen(port, "127.0.0.1", resolve);
        });
        const address = server.address();
        return new SimulatorServer(
            server,
            typeof address === "object" ? (address?.port ?? port) : port,
        );
    }

    /** Stops listening and ends all connections, also those that wait for an answer. */
    close(): Promise<void> {
        return new Promise((resolve) => {
            this.#server.close(() => {
                resolve();
            });
            this.#server.closeAllConnections();
        });
    }
}

async function respond(
    request: IncomingMessage,
    response: ServerResponse,
    handlers: Handlers,
): Promise<void> {
    const origin = `http://${request.headers.host ?? "127.0.0.1"}`;
    const address = URL.canParse(request.url ?? "/", origin)
        ? new URL(request.url ?? "/", origin)
        : new URL(origin);
    const method = request.method ?? "GET";
    const path = address.pathname;
    if (method === "GET" && path === "/") {
        sendAdmin(response, { httpStatus: 200, body: { name: NAME } });
        return;
    }
    const isAdmin = path.startsWith(ADMIN_PREFIX);
    // Admin bodies are JSON whatever they say, because curl calls every body a form.
    const contentType = isAdmin ? undefined : request.headers["content-type"];
    const read = await readBody(request, contentType).catch(() => "gone" as const);
    // A caller that goes away in the middle of its body never made the request.
    if (read === "gone") return;
    if (isAdmin) {
        const rest = path.slice(ADMIN_PREFIX.length);
        sendAdmin(response, handlers.admin({ method, path: rest, body: read }));
        return;
    }
    const query = Object.fromEntries(address.searchParams);
    const { authorization } = request.headers;
    sendGraph(response, handlers.graph({ method, path, query, body: read, authorization, origin }));
}

/** An error of the simulator's own, told apart from every answer of Meta's. */
function sendFailure(response: ServerResponse, error: unknown): void {
    const reason = error instanceof Error ? error.message : "unknown reason";
    sendAdmin(response, { httpStatus: 500, body: { error: `The simulator failed: ${reason}.` } });
}

function sendAdmin(response: ServerResponse, { httpStatus, body }: AdminReply): void {
    response.writeHead(httpStatus, { "Content-Type": "application/json; charset=UTF-8" });
    response.end(`${JSON.stringify(body, undefined, 2)}\n`);
}

function sendGraph(response: ServerResponse, reply: GraphReply): void {
    switch (reply.kind) {
        case "cut":
            response.socket?.destroy();
            return;
        case "silence":
            return;
        case "answer": {
            const { httpStatus, headers, text, delayMs } = reply;
            const send = (): void => {
                response.writeHead(httpStatus, headers);
                response.end(text);
            };
            if (delayMs === 0) send();
            else setTimeout(send, delayMs).unref();
        }
    }
}
