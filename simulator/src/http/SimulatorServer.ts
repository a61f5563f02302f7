import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { GraphRequest } from "../graph/GraphCall";
import type { GraphReply } from "../graph/GraphReply";
import type { AdminReply } from "./AdminReply";
import { accessProblem, type AdminAccess } from "./accessProblem";
import { identityHeaders, type Identity } from "./identity";
import { isLoopback } from "./loopback";
import { readBody, type Body } from "./readBody";
import { selfSigned } from "./selfSigned";

/** A request to the admin interface. */
export interface AdminRequest {
    /** The HTTP method. */
    readonly method: string;
    /** The path after `/_simulator/`. */
    readonly path: string;
    /** The body. */
    readonly body: Body;
}

/** The functions that answer requests. */
export interface Handlers {
    /** Answers a Graph request. */
    readonly graph: (request: GraphRequest) => GraphReply;
    /** Answers an admin request. */
    readonly admin: (request: AdminRequest) => AdminReply;
    /** The identity of the simulator at this moment. */
    readonly identity: () => Identity;
}

/** Where a server listens, and who may change its world. */
export interface Listening {
    /** The port; 0 for any free port. */
    readonly port: number;
    /** The name or address of this machine to listen on, in the form of a URL. */
    readonly host: string;
    /** Whether it speaks HTTPS, with a certificate of its own. */
    readonly tls: boolean;
    /** More names under which the admin interface may be called, besides loopback. */
    readonly allowedHosts: readonly string[];
}

const ADMIN_PREFIX = "/_simulator/";

/** An HTTP or HTTPS server, on loopback by default. */
export class SimulatorServer {
    /** Its address, such as `http://127.0.0.1:40123`. */
    readonly url: string;
    /** Its self-signed certificate, PEM; undefined without TLS. */
    readonly certificate: string | undefined;
    readonly #server: Server;

    private constructor(server: Server, url: string, certificate: string | undefined) {
        this.#server = server;
        this.url = url;
        this.certificate = certificate;
    }

    /**
     * Starts to listen.
     *
     * @param listening - where to listen
     * @param handlers - the functions that answer requests
     */
    static async listen(listening: Listening, handlers: Handlers): Promise<SimulatorServer> {
        const { port, host, tls } = listening;
        const allowedHosts = [...listening.allowedHosts, host].map((name) => name.toLowerCase());
        const scheme = tls ? "https" : "http";
        const access = { scheme, allowedHosts, anyAddress: !isLoopback(host) };
        const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
            respond(request, response, { handlers, access }).catch((error: unknown) => {
                sendFailure(response, error);
            });
        };
        const keyPair = tls ? await selfSigned(allowedHosts) : undefined;
        const server =
            keyPair === undefined ? createServer(onRequest) : createTlsServer(keyPair, onRequest);
        // Idle connections stay open, so that no connection closes just before a caller uses it.
        server.keepAliveTimeout = 0;
        await new Promise<void>((resolve, reject) => {
            server.once("error", reject);
            server.listen(port, host.replace(/^\[(.*)\]$/, "$1"), resolve);
        });
        const url = `${scheme}://${reachedBy(host)}:${portOf(server)}`;
        return new SimulatorServer(server, url, keyPair?.cert);
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

/** An address that means "every address of this machine" cannot be called. */
function reachedBy(host: string): string {
    if (host === "0.0.0.0") return "127.0.0.1";
    return host === "[::]" ? "[::1]" : host;
}

function portOf(server: Server): number {
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
}

interface ServerContext {
    readonly handlers: Handlers;
    readonly access: AdminAccess;
}

async function respond(
    request: IncomingMessage,
    response: ServerResponse,
    { handlers, access }: ServerContext,
): Promise<void> {
    setIdentity(response, handlers);
    const address = addressOf(request, access.scheme);
    const { origin } = address;
    const method = request.method ?? "GET";
    const path = address.pathname;
    const isAdmin = path.startsWith(ADMIN_PREFIX);
    if (method === "GET" && path === "/" && address.search === "") {
        // No Graph call has this address. A client that asks for the identity sends no token.
        sendAdmin(response, { httpStatus: 200, body: handlers.identity() });
        return;
    }
    const problem = isAdmin ? accessProblem(request.headers, access) : undefined;
    if (problem !== undefined) {
        request.resume();
        sendAdmin(response, problem);
        return;
    }
    const read = await readBody(request, request.headers["content-type"]).catch(
        () => "gone" as const,
    );
    // If a caller goes away in the middle of its body, it never made the request.
    if (read === "gone") return;
    if (isAdmin) {
        const rest = path.slice(ADMIN_PREFIX.length);
        const reply = handlers.admin({ method, path: rest, body: read });
        // The answer to a reset has the id of the new world.
        setIdentity(response, handlers);
        sendAdmin(response, reply);
        return;
    }
    const query = Object.fromEntries(address.searchParams);
    const { authorization } = request.headers;
    sendGraph(response, handlers.graph({ method, path, query, body: read, authorization, origin }));
}

/** The address of a request, as its caller sees it; the root if the address cannot be parsed. */
function addressOf({ headers, url = "/" }: IncomingMessage, scheme: string): URL {
    const named = `${scheme}://${headers.host ?? "127.0.0.1"}`;
    const origin = URL.canParse(named) ? named : `${scheme}://127.0.0.1`;
    return URL.canParse(url, origin) ? new URL(url, origin) : new URL(origin);
}

function setIdentity(response: ServerResponse, handlers: Handlers): void {
    for (const [name, value] of Object.entries(identityHeaders(handlers.identity()))) {
        response.setHeader(name, value);
    }
}

/** An error of the simulator itself, in a form that no answer of Meta has. */
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
