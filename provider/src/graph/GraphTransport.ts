import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, { type AxiosInstance } from "axios";
import { type BatchAnswers, batchAnswers, batchForm, type Readable } from "./batch";
import { connectionFailure } from "./connectionFailure";
import { Connections } from "./Connections";
import { type GraphAnswer, graphAnswer, type HttpAnswer } from "./GraphAnswer";
import type { GraphError } from "./GraphError";
import { type GraphCalls, type GraphMemory, type WriteOutcome, writeOutcome } from "./GraphCalls";
import { appSecretProof, parseGraphUrl } from "./GraphUrl";
import { HeaderWarnings, versionIn } from "./HeaderWarnings";
import { type JsonObject, memberOf, textOf, withoutUndefined } from "./jsonObject";
import type { Pace } from "./Pace";
import { readPauseMs } from "./readRetry";
import { SecretForms } from "./SecretForms";
import { isTransportError, TransportError } from "./TransportError";
import type { WitnessedAnswer } from "./WitnessedAnswer";
import { worldIn } from "./worldIn";

/** One line for each request, without the token, the PIN and the parameters of the address. */
export interface GraphRequestLogLine {
    /** `GET` or `POST`. */
    readonly method: string;
    /** The path with the version, for example `/v24.0/106540352242922/register`. */
    readonly path: string;
    /** The HTTP status; absent if no answer came. */
    readonly httpStatus?: number;
    /** From the start of the request to the end of the answer, in milliseconds. */
    readonly durationMs: number;
    /** Meta's trace id, if the answer has one. */
    readonly fbtraceId?: string;
    /** 1 for the first request, 2 for the first repetition of a read. */
    readonly attempt: number;
}

/** What a transport needs to know. */
export interface GraphTransportOptions {
    /** Base address, for example `https://graph.facebook.com`; plain http only to loopback. */
    readonly graphUrl: string;
    /** Version in the path, for example `v24.0`. */
    readonly graphApiVersion: string;
    /** The access token; sent in the `Authorization` header. Secret. */
    readonly accessToken: string;
    /** The app secret: with it, every request proves that it comes from the app. Secret. */
    readonly appSecret?: string;
    /** Time for one request from connecting to the end of the answer, in milliseconds. */
    readonly requestTimeoutMs: number;
    /** Receives one line for each request, repetitions included. */
    readonly log: (line: GraphRequestLogLine) => void;
    /** Receives what a person should know, each line at most once for a transport. */
    readonly warn: (text: string) => void;
    /** Receives the world of the simulator that answers; undefined for any other server. */
    readonly met?: (world: string | undefined) => void;
    /** Receives every unchanged answer, to show later what Meta answered. */
    readonly witness?: (answer: WitnessedAnswer) => void;
}

/** A page of a hundred numbers is far smaller; a larger answer is not Meta's and is not kept. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * Every write has its own connection: the other side may close an idle one at the moment of
 * sending, and then the outcome would be unknown.
 */
const OWN_CONNECTION = {
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
};

/** An answer with its body as it came. */
interface ReceivedAnswer extends HttpAnswer {
    readonly bytes: Uint8Array;
}

/**
 * How many requests run at a time. Pulumi's `--parallel` may be unlimited, and proxies refuse
 * hundreds of connections at once.
 */
const MOST_CONNECTIONS = 16;

/** The connections of the whole process, whatever the number of tokens. */
const connections = new Connections(MOST_CONNECTIONS);

/** The answer to a batch is a list of the same length. */
const NO_LIST = new TransportError({
    kind: "badAnswer",
    reason: "the answer was not a list of answers",
});

/** One request on the wire. */
interface GraphRequest {
    readonly method: "GET" | "POST";
    readonly path: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly body?: JsonObject | undefined;
    /** Instead of a body: a batch, which only reads. */
    readonly batch?: URLSearchParams;
    readonly timeoutMs: number;
    readonly attempt: number;
}

/** The result of one request: unchanged, and understood. */
interface Exchange {
    readonly received: HttpAnswer | TransportError;
    readonly answer: GraphAnswer;
}

/** A successful exchange. */
interface ValueExchange {
    readonly received: HttpAnswer;
    readonly answer: Extract<GraphAnswer, { readonly kind: "value" }>;
}

/**
 * Sends the requests of the provider to the Graph API.
 *
 * It repeats reads if that may help, and never writes. Every request carries the token, has its own
 * time-out, follows no redirect, and leaves one log line without secrets.
 */
export class GraphTransport implements GraphCalls {
    /** What was learned from earlier answers. */
    readonly memory: GraphMemory = { isShortFieldListNeeded: false };
    readonly #options: GraphTransportOptions;
    readonly #baseUrl: string;
    /** Parameters of every address: with an app secret, the proof that the app is asking. */
    readonly #proof: Readonly<Record<string, string>>;
    readonly #warnings: HeaderWarnings;
    readonly #client: AxiosInstance;
    /** What is known to be secret, by the object that it belongs to. */
    readonly #secrets = new Map<string, KnownSecrets>();

    /** @throws Error that names `whatsapp:graphUrl` if that address is not allowed. */
    constructor(options: GraphTransportOptions) {
        const { base, isLoopback } = parseGraphUrl(options.graphUrl);
        this.#options = options;
        this.#baseUrl = `${base}/${options.graphApiVersion}`;
        this.#proof = appSecretProof(options.accessToken, options.appSecret);
        this.#warnings = new HeaderWarnings(options.graphApiVersion, options.warn);
        this.#client = axios.create({
            adapter: "http",
            baseURL: this.#baseUrl,
            headers: { Authorization: `Bearer ${options.accessToken}` },
            responseType: "arraybuffer",
            transformResponse: [],
            validateStatus: () => true,
            maxRedirects: 0,
            maxContentLength: MAX_ANSWER_BYTES,
            // For all other hosts axios and Node find the proxy in the environment.
            ...(isLoopback ? { proxy: false as const } : {}),
        });
    }

    /**
     * Reads, and repeats the read where that may help; see {@link GraphCalls.get}.
     *
     * @param pace - what the reads of an account wait for together.
     */
    async get(
        path: string,
        query: Readonly<Record<string, string>> = {},
        pace?: Pace,
    ): Promise<JsonObject> {
        const { answer } = await this.#read({ path, query }, pace);
        return answer.value;
    }

    /**
     * Reads in the same way what is about many objects, and gives it as it came: {@link answerAbout}
     * then reads the part about each with the secrets of that object.
     */
    async getWhole(readable: Readable, pace?: Pace): Promise<HttpAnswer> {
        const { received } = await this.#read(readable, pace);
        return received;
    }

    /**
     * Reads many things with one request, `POST /` with a batch, which is not repeated.
     *
     * @returns an answer for each, in their order, as it came: see {@link answerAbout}.
     * @throws GraphError or TransportError where the batch brought nothing.
     */
    async getMany(readables: readonly Readable[], pace?: Pace): Promise<BatchAnswers> {
        await pace?.turn();
        const batch = batchForm(readables, this.#proof);
        const timeoutMs = this.#options.requestTimeoutMs;
        const request = { method: "POST", path: "/", batch, timeoutMs, attempt: 1 } as const;
        const { received, answer } = await this.#send(request);
        const answers = isTransportError(received)
            ? undefined
            : batchAnswers(received.body, readables.length);
        if (answers !== undefined) return answers;
        const error = errorIn({ received, answer });
        pace?.hold(error);
        throw error;
    }

    /**
     * What an answer, or a part of one, says about the object in that path; no text goes on that
     * repeats a secret of this object.
     */
    answerAbout(path: string, received: HttpAnswer): GraphAnswer {
        return this.#understood(received, this.#secretsOf(objectIn(path)).forms);
    }

    /** Writes with exactly one request; see {@link GraphCalls.post}. */
    async post(path: string, body?: JsonObject, leastTimeoutMs = 0): Promise<WriteOutcome> {
        const timeoutMs = Math.max(this.#options.requestTimeoutMs, leastTimeoutMs);
        const { answer } = await this.#send({ method: "POST", path, body, timeoutMs, attempt: 1 });
        return writeOutcome(answer);
    }

    /**
     * From now on leaves out every text about that object that repeats one of these. What a request
     * carries is known by itself; the PIN of earlier requests is not.
     *
     * @param object - the id in the path, such as a phone number id.
     */
    keepSecret(object: string, secrets: readonly string[]): void {
        const { all } = this.#secretsOf(object);
        const added = secrets.filter((secret) => !all.includes(secret));
        if (added.length === 0) return;
        const more = [...all, ...added];
        this.#secrets.set(object, { all: more, forms: new SecretForms(more) });
    }

    async #read({ path, query = {} }: Readable, pace?: Pace): Promise<ValueExchange> {
        const timeoutMs = this.#options.requestTimeoutMs;
        for (let attempt = 1; ; attempt += 1) {
            await pace?.turn();
            const request = { method: "GET", path, query, timeoutMs, attempt } as const;
            const exchange = await this.#send(request);
            if (hasValue(exchange)) return exchange;
            const error = errorIn(exchange);
            pace?.hold(error);
            const pauseMs = readPauseMs(error, attempt);
            if (pauseMs === undefined) throw error;
            await sleep(pauseMs);
        }
    }

    async #send(request: GraphRequest): Promise<Exchange> {
        const { method, path, body, attempt } = request;
        this.keepSecret(objectIn(path), secretsIn(body));
        const kind = isWrite(request) ? "write" : "read";
        const { received, durationMs } = await connections.use(kind, async () => {
            const startedAtMs = Date.now();
            return { received: await this.#receive(request), durationMs: Date.now() - startedAtMs };
        });
        const secrets = this.#secretsOf(objectIn(path)).forms;
        const answer = this.#understood(received, secrets);
        const pathname = new URL(this.#baseUrl + path).pathname;
        if (!isTransportError(received)) {
            this.#options.met?.(worldIn(received.header));
            this.#witness({ path: pathname, received, secrets, fbtraceId: answer.fbtraceId });
        }
        const line = {
            method,
            path: pathname,
            httpStatus: received.httpStatus,
            durationMs,
            fbtraceId: answer.fbtraceId,
            attempt,
        };
        this.#options.log(withoutUndefined(line));
        return { received, answer };
    }

    /** Sends one request through axios, and stops it when its time is over. */
    async #receive(request: GraphRequest): Promise<ReceivedAnswer | TransportError> {
        const { method, path, query, body, batch, timeoutMs } = request;
        const content = batch ?? body;
        // Axios's own time-out starts anew with every byte; this one covers the whole request.
        const stop = new AbortController();
        const timer = setTimeout(() => {
            stop.abort();
        }, timeoutMs);
        try {
            const { status, data, headers } = await this.#client.request<Uint8Array>({
                method,
                url: path,
                params: { ...query, ...this.#proof },
                data: content,
                // Without this axios would name a form as the type of a body that is not there.
                headers: content === undefined ? { "Content-Type": false } : {},
                signal: stop.signal,
                ...(isWrite(request) ? OWN_CONNECTION : {}),
            });
            const header = (name: string): string | undefined => textOf(headers, name);
            return { httpStatus: status, body: textIn(data), bytes: data, header };
        } catch (thrown) {
            // An error of axios holds the token: nothing of it goes on from here but its word.
            return connectionFailure(thrown, stop.signal.aborted ? timeoutMs : undefined);
        } finally {
            clearTimeout(timer);
        }
    }

    #witness({ path, received, secrets, fbtraceId }: Witnessed): void {
        const { witness } = this.#options;
        if (witness === undefined) return;
        const { httpStatus, bytes, body, header } = received;
        const servedVersion = versionIn(header("facebook-api-version"));
        const repeatsSecret = secrets.areIn(body);
        const facts = { path, httpStatus, bytes, fbtraceId, servedVersion, repeatsSecret };
        witness(withoutUndefined(facts));
    }

    #understood(received: HttpAnswer | TransportError, secrets: SecretForms): GraphAnswer {
        if (isTransportError(received)) {
            return { kind: "error", error: received };
        }
        this.#warnings.look(received.header);
        return graphAnswer(received, secrets);
    }

    /** Everything that no text of an answer about this object may repeat. */
    #secretsOf(object: string): KnownSecrets {
        const known = this.#secrets.get(object);
        if (known !== undefined) return known;
        const { accessToken, appSecret = "" } = this.#options;
        const all = [accessToken, appSecret, ...Object.values(this.#proof)];
        const own = { all, forms: new SecretForms(all) };
        this.#secrets.set(object, own);
        return own;
    }
}

/** Secrets, and what finds them. */
interface KnownSecrets {
    readonly all: readonly string[];
    readonly forms: SecretForms;
}

function isWrite({ method, batch }: GraphRequest): boolean {
    return method === "POST" && batch === undefined;
}

function hasValue(exchange: Exchange): exchange is ValueExchange {
    return exchange.answer.kind === "value";
}

function errorIn({ answer }: Exchange): GraphError | TransportError {
    return answer.kind === "error" ? answer.error : NO_LIST;
}

/** The object that a path is about: its id. */
function objectIn(path: string): string {
    return path.split("/")[1] ?? "";
}

/** The members of a body that are secret. */
function secretsIn(body: JsonObject | undefined): readonly string[] {
    const backup = memberOf(body, "backup");
    const secrets = [
        ...[textOf(body, "pin"), textOf(body, "code")],
        ...[textOf(backup, "data"), textOf(backup, "password")],
    ];
    return secrets.filter((secret) => secret !== undefined);
}

/** What an answer is witnessed from. */
interface Witnessed {
    readonly path: string;
    readonly received: ReceivedAnswer;
    readonly secrets: SecretForms;
    readonly fbtraceId: string | undefined;
}

/** Meta answers in UTF-8; a mark of that at the beginning is no part of the JSON. */
function textIn(bytes: Uint8Array): string {
    return new TextDecoder().decode(bytes);
}

function sleep(durationMs: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, durationMs));
}
