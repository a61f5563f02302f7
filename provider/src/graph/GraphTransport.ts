import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, { type AxiosInstance } from "axios";
import { appSecretProof } from "./appSecretProof";
import { connectionFailure } from "./connectionFailure";
import type { HttpAnswer } from "./Exchange";
import { ExchangeReader } from "./ExchangeReader";
import type { GraphAnswer } from "./GraphAnswer";
import type { GraphCalls, GraphMemory } from "./GraphCalls";
import type { GraphTransportOptions } from "./GraphTransportOptions";
import { parseGraphUrl } from "./GraphUrl";
import { type JsonObject, memberOf, textOf } from "./jsonObject";
import { readPauseMs } from "./readRetry";
import { SecretMask } from "./SecretMask";
import type { TransportError } from "./TransportError";
import { type WriteOutcome, writeOutcome } from "./WriteOutcome";

export type { GraphRequestLogLine, GraphTransportOptions } from "./GraphTransportOptions";

/** A page of a hundred numbers stays far below; more is not Meta's answer and is not kept. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * A connection of its own for every write: the other side may close one that lay idle at the moment
 * of sending, and the outcome would be unknown.
 */
const OWN_CONNECTION = {
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
};

/** One request on the wire. */
interface GraphRequest {
    readonly method: "GET" | "POST";
    readonly path: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly body?: JsonObject | undefined;
    readonly timeoutMs: number;
    readonly attempt: number;
}

/**
 * Sends the requests of the provider to the Graph API.
 *
 * Reads are repeated where that may help, writes never. Every request carries the token, has its
 * own time-out, follows no redirect, and leaves one log line without secrets.
 */
export class GraphTransport implements GraphCalls {
    /** What was learned from earlier answers. */
    readonly memory: GraphMemory = { isShortFieldListNeeded: false };
    readonly #options: GraphTransportOptions;
    readonly #baseUrl: string;
    /** Parameters of every address: with an app secret the proof that the app is asking. */
    readonly #proof: Readonly<Record<string, string>>;
    readonly #reader: ExchangeReader;
    readonly #client: AxiosInstance;

    /** @throws Error that names `whatsapp:graphUrl` where that address is not allowed. */
    constructor(options: GraphTransportOptions) {
        const { base, isLoopback } = parseGraphUrl(options.graphUrl);
        this.#options = options;
        this.#baseUrl = `${base}/${options.graphApiVersion}`;
        this.#proof = appSecretProof(options.accessToken, options.appSecret);
        this.#reader = new ExchangeReader(options);
        this.#client = axios.create({
            adapter: "http",
            baseURL: this.#baseUrl,
            headers: { Authorization: `Bearer ${options.accessToken}` },
            responseType: "text",
            transformResponse: [],
            validateStatus: () => true,
            maxRedirects: 0,
            maxContentLength: MAX_ANSWER_BYTES,
            // To everywhere else axios and Node find the proxy in the environment.
            ...(isLoopback ? { proxy: false as const } : {}),
        });
    }

    /** Reads, and repeats the read where that may help; see {@link GraphCalls.get}. */
    async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<JsonObject> {
        const timeoutMs = this.#options.requestTimeoutMs;
        for (let attempt = 1; ; attempt += 1) {
            const answer = await this.#send({ method: "GET", path, query, timeoutMs, attempt });
            if (answer.kind === "value") {
                return answer.value;
            }
            const pauseMs = readPauseMs(answer.error, attempt);
            if (pauseMs === undefined) {
                throw answer.error;
            }
            await sleep(pauseMs);
        }
    }

    /** Writes with exactly one request; see {@link GraphCalls.post}. */
    async post(path: string, body?: JsonObject, leastTimeoutMs = 0): Promise<WriteOutcome> {
        const timeoutMs = Math.max(this.#options.requestTimeoutMs, leastTimeoutMs);
        const answer = await this.#send({ method: "POST", path, body, timeoutMs, attempt: 1 });
        return writeOutcome(answer, new Date(Date.now()).toISOString());
    }

    async #send(request: GraphRequest): Promise<GraphAnswer> {
        const { method, path, attempt } = request;
        const startedAtMs = Date.now();
        const received = await this.#receive(request);
        const exchange = {
            method,
            path: new URL(this.#baseUrl + path).pathname,
            attempt,
            durationMs: Date.now() - startedAtMs,
            received,
        };
        return this.#reader.read(exchange, this.#maskOf(request));
    }

    /** Sends one request through axios, and stops it when its time is over. */
    async #receive(request: GraphRequest): Promise<HttpAnswer | TransportError> {
        const { method, path, query, body, timeoutMs } = request;
        // Axios's own time-out starts anew with every byte; this one covers the whole request.
        const stop = new AbortController();
        const timer = setTimeout(() => {
            stop.abort();
        }, timeoutMs);
        try {
            const { status, data, headers } = await this.#client.request<string>({
                method,
                url: path,
                params: { ...query, ...this.#proof },
                data: body,
                // Without this axios would name a form as the type of a body that is not there.
                headers: body === undefined ? { "Content-Type": false } : {},
                signal: stop.signal,
                ...(method === "POST" ? OWN_CONNECTION : {}),
            });
            return { httpStatus: status, body: data, header: (name) => textOf(headers, name) };
        } catch (thrown) {
            // An error of axios holds the token: nothing of it goes on from here but its word.
            return connectionFailure(thrown, stop.signal.aborted ? timeoutMs : undefined);
        } finally {
            clearTimeout(timer);
        }
    }

    /** Knows everything in a request that nothing may repeat. */
    #maskOf({ body }: GraphRequest): SecretMask {
        const { accessToken, appSecret } = this.#options;
        const backup = memberOf(body, "backup");
        const secrets = [
            ...[accessToken, appSecret, ...Object.values(this.#proof)],
            ...[textOf(body, "pin"), textOf(backup, "data"), textOf(backup, "password")],
        ];
        return new SecretMask(secrets.filter((secret) => secret !== undefined));
    }
}

function sleep(durationMs: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, durationMs));
}
