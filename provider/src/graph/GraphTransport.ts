import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, { AxiosError } from "axios";
import type {
    AxiosInstance,
    AxiosRequestConfig,
    AxiosResponse,
    InternalAxiosRequestConfig,
} from "axios";
import axiosRetry, { exponentialDelay } from "axios-retry";
import { appSecretProof } from "./appSecretProof";
import { connectionFailure } from "./connectionFailure";
import type { HttpAnswer } from "./Exchange";
import { ExchangeReader } from "./ExchangeReader";
import type { GraphAnswer } from "./GraphAnswer";
import type { GraphCalls, GraphMemory } from "./GraphCalls";
import type { GraphError } from "./GraphError";
import type { GraphTransportOptions } from "./GraphTransportOptions";
import { type GraphUrl, parseGraphUrl } from "./GraphUrl";
import { type JsonObject, memberOf, textOf } from "./jsonObject";
import { MAX_READ_RETRIES, readRetriesFor } from "./readRetry";
import { SecretMask } from "./SecretMask";
import type { TransportError } from "./TransportError";
import { type WriteOutcome, writeOutcome } from "./WriteOutcome";

export type { GraphRequestLogLine, GraphTransportOptions } from "./GraphTransportOptions";

/** Half of the first pause, 100 ms, as axios-retry doubles it before it is used first. */
const PAUSE_FACTOR_MS = 50;

/** A page of a hundred numbers stays far below; more is not Meta's answer and is not kept. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** A failed attempt on its way through axios-retry; it never leaves this file. */
class FailedAttempt extends AxiosError {
    constructor(
        readonly reason: GraphError | TransportError,
        config: InternalAxiosRequestConfig,
    ) {
        super("the attempt failed", undefined, config);
    }
}

/** How one request is made. */
interface AttemptOptions {
    readonly mask: SecretMask;
    readonly timeoutMs: number;
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
    readonly #url: GraphUrl;
    /** Parameters of every address: with an app secret the proof that the app is asking. */
    readonly #proof: Readonly<Record<string, string>>;
    readonly #reader: ExchangeReader;
    readonly #reads: AxiosInstance;
    readonly #writes: AxiosInstance;

    /** @throws Error that names `whatsapp:graphUrl` where that address is not allowed. */
    constructor(options: GraphTransportOptions) {
        this.#options = options;
        this.#url = parseGraphUrl(options.graphUrl);
        this.#proof = appSecretProof(options.accessToken, options.appSecret);
        this.#reader = new ExchangeReader(options);
        this.#reads = axios.create(this.#defaults());
        this.#writes = axios.create({
            ...this.#defaults(),
            // A connection of its own for every write: the other side may close one that lay
            // idle at the moment of sending, and the outcome would be unknown.
            httpAgent: new HttpAgent({ keepAlive: false }),
            httpsAgent: new HttpsAgent({ keepAlive: false }),
        });
        axiosRetry(this.#reads, {
            retries: MAX_READ_RETRIES,
            retryCondition: isWorthRepeating,
            retryDelay: pauseMs,
        });
    }

    /** Reads, and repeats the read where that may help; see {@link GraphCalls.get}. */
    async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<JsonObject> {
        const request = { method: "GET", url: path, params: { ...query, ...this.#proof } };
        const answer = await this.#send(this.#reads, request, {
            mask: this.#maskFor(),
            timeoutMs: this.#options.requestTimeoutMs,
        });
        if (answer.kind === "error") {
            throw answer.error;
        }
        return answer.value;
    }

    /** Writes with exactly one request; see {@link GraphCalls.post}. */
    async post(path: string, body?: JsonObject, leastTimeoutMs = 0): Promise<WriteOutcome> {
        // Without this axios would name a form as the type of a body that is not there.
        const headers = body === undefined ? { "Content-Type": false } : {};
        const request = { method: "POST", url: path, params: this.#proof, data: body, headers };
        const answer = await this.#send(this.#writes, request, {
            mask: this.#maskFor(secretsIn(body)),
            timeoutMs: Math.max(this.#options.requestTimeoutMs, leastTimeoutMs),
        });
        return writeOutcome(answer, new Date(Date.now()).toISOString());
    }

    #defaults(): AxiosRequestConfig {
        return {
            baseURL: `${this.#url.base}/${this.#options.graphApiVersion}`,
            headers: { Authorization: `Bearer ${this.#options.accessToken}` },
            responseType: "text",
            transformResponse: [],
            validateStatus: () => true,
            maxRedirects: 0,
            maxContentLength: MAX_ANSWER_BYTES,
            // To everywhere else axios and Node find the proxy in the environment.
            ...(this.#url.isLoopback ? { proxy: false as const } : {}),
        };
    }

    #maskFor(secrets: readonly string[] = []): SecretMask {
        const { accessToken, appSecret = "" } = this.#options;
        return new SecretMask([accessToken, appSecret, ...Object.values(this.#proof), ...secrets]);
    }

    async #send(
        client: AxiosInstance,
        request: AxiosRequestConfig,
        attempt: AttemptOptions,
    ): Promise<GraphAnswer> {
        try {
            const adapter = (config: InternalAxiosRequestConfig) => this.#attempt(config, attempt);
            return (await client.request<GraphAnswer>({ ...request, adapter })).data;
        } catch (thrown) {
            // An error of axios holds the token: nothing but the answer goes on from here.
            const error =
                thrown instanceof FailedAttempt ? thrown.reason : connectionFailure(thrown);
            return { kind: "error", error };
        }
    }

    /** One request on the wire. */
    async #attempt(
        config: InternalAxiosRequestConfig,
        { mask, timeoutMs }: AttemptOptions,
    ): Promise<AxiosResponse<GraphAnswer>> {
        const startedAtMs = Date.now();
        const received = await receive(config, timeoutMs);
        const exchange = {
            method: (config.method ?? "").toUpperCase(),
            path: new URL(`${config.baseURL ?? ""}${config.url ?? ""}`).pathname,
            attempt: retriesSoFar(config) + 1,
            durationMs: Date.now() - startedAtMs,
            received,
        };
        const answer = this.#reader.read(exchange, mask);
        if (answer.kind === "error") {
            throw new FailedAttempt(answer.error, config);
        }
        return { data: answer, status: 200, statusText: "", headers: {}, config };
    }
}

/** The texts of a request that nothing may repeat. */
function secretsIn(body: JsonObject | undefined): readonly string[] {
    const backup = memberOf(body, "backup");
    const texts = [textOf(body, "pin"), textOf(backup, "data"), textOf(backup, "password")];
    return texts.filter((text) => text !== undefined);
}

/** Sends one request through axios, and stops it when its time is over. */
async function receive(
    config: InternalAxiosRequestConfig,
    timeoutMs: number,
): Promise<HttpAnswer | TransportError> {
    // Axios's own time-out starts anew with every byte; this one covers the whole request.
    const stop = new AbortController();
    const timer = setTimeout(() => {
        stop.abort();
    }, timeoutMs);
    try {
        const request = { ...config, signal: stop.signal };
        const response = (await axios.getAdapter("http")(request)) as AxiosResponse<string>;
        return httpAnswer(response);
    } catch (thrown) {
        return connectionFailure(thrown, stop.signal.aborted ? timeoutMs : undefined);
    } finally {
        clearTimeout(timer);
    }
}

function httpAnswer(response: AxiosResponse<string>): HttpAnswer {
    const header = (name: string) => textOf(response.headers, name);
    return { httpStatus: response.status, body: response.data, header };
}

function retriesSoFar(config: AxiosRequestConfig | undefined): number {
    return config?.["axios-retry"]?.retryCount ?? 0;
}

function isWorthRepeating(failure: AxiosError): boolean {
    return (
        failure instanceof FailedAttempt &&
        retriesSoFar(failure.config) < readRetriesFor(failure.reason)
    );
}

/** Twice as long with every retry, and never shorter than the answer asks for. */
function pauseMs(retry: number, failure: AxiosError): number {
    const asked = failure instanceof FailedAttempt ? failure.reason.retryAfterMs : undefined;
    return Math.max(exponentialDelay(retry, undefined, PAUSE_FACTOR_MS), asked ?? 0);
}
