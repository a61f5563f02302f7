import {
    type GraphRequestLogLine,
    GraphTransport,
    type GraphTransportOptions,
} from "../../../provider/src/graph/GraphTransport";
import { isGraphError, type GraphError } from "../../../provider/src/graph/GraphError";
import { isTransportError, type TransportError } from "../../../provider/src/graph/TransportError";

export const PHONE_NUMBER_ID = "106540352242922";
export const TOKEN = "EAA-fake-token";
export const APP_SECRET = "fake-app-secret";
export const PIN = "012345";

/** Far longer than a loopback answer takes, and different from every pause between reads. */
export const REQUEST_TIMEOUT_MS = 7_777;

/** A transport, and everything that it reported. */
export interface GraphFixture {
    readonly transport: GraphTransport;
    readonly lines: GraphRequestLogLine[];
    readonly warnings: string[];
}

export function graphFixture(
    graphUrl: string,
    options: Partial<GraphTransportOptions> = {},
): GraphFixture {
    const lines: GraphRequestLogLine[] = [];
    const warnings: string[] = [];
    const transport = new GraphTransport({
        graphUrl,
        graphApiVersion: "v24.0",
        accessToken: TOKEN,
        requestTimeoutMs: REQUEST_TIMEOUT_MS,
        log: (line) => lines.push(line),
        warn: (warning) => warnings.push(warning),
        ...options,
    });
    return { transport, lines, warnings };
}

/** The error of a rejected promise. */
export async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
    try {
        await promise;
    } catch (thrown) {
        return thrown;
    }
    throw new Error("nothing was thrown");
}

export async function graphErrorOf(promise: Promise<unknown>): Promise<GraphError> {
    const thrown = await thrownBy(promise);
    if (!isGraphError(thrown)) {
        throw new Error(`not a Graph error: ${String(thrown)}`);
    }
    return thrown;
}

export async function transportErrorOf(promise: Promise<unknown>): Promise<TransportError> {
    const thrown = await thrownBy(promise);
    if (!isTransportError(thrown)) {
        throw new Error(`not a transport error: ${String(thrown)}`);
    }
    return thrown;
}
