import { tokenAdvice } from "../configuration/accessTokenFor";
import { type Knowledge, knowledgeOf } from "../decisions/Knowledge";
import type { RegistrationInputs, RegistrationState } from "../decisions/RegistrationState";
import { GraphTransport, type GraphRequestLogLine } from "../graph/GraphTransport";
import { withoutUndefined } from "../graph/jsonObject";
import { markWith, pinMarkWith } from "./attemptMark";
import type { RequestJournal } from "../journal/RequestJournal";
import { NumberRun } from "./NumberRun";
import type { Operation, Subject } from "./Operation";

// One transport a token for a whole operation: it remembers which fields Meta does not answer, and
// says once what a person should know.
const transports = new WeakMap<Operation, Map<string, GraphTransport>>();

/** What a run begins with. */
export interface Opening {
    readonly subject: Subject;
    readonly journal: RequestJournal;
    /** The outputs of the number, where there are any. */
    readonly state: RegistrationState | undefined;
    /** What is declared of it, where something is. */
    readonly inputs?: RegistrationInputs;
    /** Takes away what must not be relied on in this run. */
    readonly start?: (known: Knowledge) => Knowledge;
}

/** Starts a run with one number: the only place where the lifecycle meets the Graph API. */
export function openRun(
    operation: Operation,
    { subject, journal, state, inputs, start = (known) => known }: Opening,
): NumberRun {
    const { configuration, host, memory } = operation;
    const { phoneNumberId, urn, tokenName } = subject;
    const token = operation.accessToken(tokenName);
    memory.noteUrn(phoneNumberId, urn);
    const markOf = markWith(token.accessToken);
    const pinMarkOf = pinMarkWith(token.accessToken);
    const declared = inputs === undefined ? {} : { pin: inputs.pin };
    const known = (): Knowledge => {
        const read = journal.read(phoneNumberId);
        return start(knowledgeOf({ state, ...read, now: host.now(), pinMarkOf, ...declared }));
    };
    const telling = {
        phoneNumberId,
        settleTimeoutMs: configuration.settleTimeoutMs,
        tokenAdvice: tokenAdvice(token),
    };
    const calls = transportFor(operation, token.accessToken);
    const { data, password } = inputs?.backup ?? {};
    const secrets = [state?.pin, inputs?.pin, data, password];
    calls.keepSecret(
        phoneNumberId,
        secrets.filter((secret) => secret !== undefined),
    );
    return new NumberRun({ operation, subject, calls, journal, telling, markOf, pinMarkOf }, known);
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
        ...withoutUndefined({ met: operation.met }),
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
