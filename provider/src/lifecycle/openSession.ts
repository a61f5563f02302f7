import { tokenAdvice } from "../configuration/tokenAdvice";
import type { SpentRequest } from "../decisions/spentRequests";
import { GraphTransport, type GraphRequestLogLine } from "../graph/GraphTransport";
import { NumberSession } from "./NumberSession";
import { type Operation, stackOf, type Subject } from "./Operation";
import { SpentLedger } from "./SpentLedger";

// One transport a token for a whole operation: it remembers which fields Meta does not answer, and
// says once what a person should know.
const transports = new WeakMap<Operation, Map<string, GraphTransport>>();

/** Starts a session with one number: the only place where the lifecycle meets the Graph API. */
export function openSession(
    operation: Operation,
    subject: Subject,
    known: readonly SpentRequest[],
): NumberSession {
    const { configuration, host, journal } = operation;
    const { phoneNumberId, urn } = subject;
    const token = operation.accessToken(subject.tokenName);
    operation.memory.noteUrn(phoneNumberId, urn);
    const warn = (message: string): Promise<void> => operation.log("warning", message, urn);
    const { now, sleep } = host;
    const stack = stackOf(urn);
    return new NumberSession({
        phoneNumberId,
        transport: transportFor(operation, token.accessToken),
        ledger: new SpentLedger({ phoneNumberId, stack, journal, now, warn, known }),
        now,
        sleep,
        settleTimeoutMs: configuration.settleTimeoutMs,
        progress: (message) => operation.log("progress", message, urn),
        tokenAdvice: tokenAdvice(token),
    });
}

function transportFor(operation: Operation, accessToken: string): GraphTransport {
    const ofOperation = transports.get(operation) ?? new Map<string, GraphTransport>();
    transports.set(operation, ofOperation);
    const transport = ofOperation.get(accessToken) ?? newTransport(operation, accessToken);
    ofOperation.set(accessToken, transport);
    return transport;
}

function newTransport(operation: Operation, accessToken: string): GraphTransport {
    return new GraphTransport({
        ...operation.configuration,
        accessToken,
        log: (line) => void operation.log("debug", requestLine(line), urnOf(operation, line)),
        warn: (message) => void operation.log("warning", message, undefined),
    });
}

/** `GET /v24.0/106540352242922: 200 in 118 ms, trace AbC1dEf2`. */
function requestLine(line: GraphRequestLogLine): string {
    const attempt = line.attempt > 1 ? ` (attempt ${line.attempt})` : "";
    const trace = line.fbtraceId === undefined ? "" : `, trace ${line.fbtraceId}`;
    const status = line.httpStatus ?? "no answer";
    return `${line.method} ${line.path}${attempt}: ${status} in ${Math.round(line.durationMs)} ms${trace}`;
}

function urnOf({ memory }: Operation, { path }: GraphRequestLogLine): string | undefined {
    return path
        .split("/")
        .map((part) => memory.urnOf(part))
        .find((urn) => urn !== undefined);
}
