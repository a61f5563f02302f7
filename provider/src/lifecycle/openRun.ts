import { tokenAdvice } from "../configuration/accessTokenFor";
import { type Knowledge, knowledgeOf } from "../decisions/Knowledge";
import type { RegistrationInputs, RegistrationState } from "../decisions/RegistrationState";
import { CoalescedReads } from "../graph/CoalescedReads";
import type { GraphCalls } from "../graph/GraphCalls";
import { GraphTransport, type GraphRequestLogLine } from "../graph/GraphTransport";
import { withoutUndefined } from "../graph/jsonObject";
import { markWith, pinMarkWith } from "./attemptMark";
import type { RequestJournal } from "../journal/RequestJournal";
import { NumberRun } from "./NumberRun";
import type { Operation, Subject } from "./Operation";

/** The two ways to the Graph API with one token. */
interface Ways {
    /** Each call is a request. */
    readonly single: GraphTransport;
    /** Joins the reads of many numbers of one account into a few requests. */
    readonly coalesced: CoalescedReads;
}

// One pair per token for a whole operation. It remembers which fields Meta does not answer, and
// says each thing that a person should know only once.
const ways = new WeakMap<Operation, Map<string, Ways>>();

/** What a run begins with. */
export interface Opening {
    readonly subject: Subject;
    readonly journal: RequestJournal;
    /** The outputs of the number, if there are any. */
    readonly state: RegistrationState | undefined;
    /** What the program declares for the number, if it declares something. */
    readonly inputs?: RegistrationInputs;
    /** The run writes nothing, so a reading of the whole account may answer for the number. */
    readonly onlyReads?: boolean;
    /** Removes knowledge that this run must not rely on. */
    readonly start?: (known: Knowledge) => Knowledge;
}

/** Starts a run with one number: the only place where the lifecycle meets the Graph API. */
export function openRun(
    operation: Operation,
    { subject, journal, state, inputs, onlyReads = false, start = (known) => known }: Opening,
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
    const { single, coalesced } = waysFor(operation, token.accessToken);
    const { data, password } = inputs?.backup ?? {};
    const secrets = [state?.pin, inputs?.pin, data, password];
    single.keepSecret(
        phoneNumberId,
        secrets.filter((secret) => secret !== undefined),
    );
    coalesced.expect(phoneNumberId, state?.wabaId);
    // If an earlier run left something open, the number needs a new reading, not one from an older list.
    const mayCoalesce = onlyReads && state?.__unfinished !== true && !known().isUnseen;
    const calls = mayCoalesce ? coalesced : single;
    return new NumberRun({ operation, subject, calls, journal, telling, markOf, pinMarkOf }, known);
}

/** The calls of a token for requests that are not about a number of a stack. */
export function callsWith(operation: Operation, tokenName: string | undefined): GraphCalls {
    return waysFor(operation, operation.accessToken(tokenName).accessToken).single;
}

function waysFor(operation: Operation, accessToken: string): Ways {
    const ofOperation = ways.get(operation) ?? new Map<string, Ways>();
    ways.set(operation, ofOperation);
    const known = ofOperation.get(accessToken) ?? newWays(operation, accessToken);
    ofOperation.set(accessToken, known);
    return known;
}

function newWays(operation: Operation, accessToken: string): Ways {
    const single = newTransport(operation, accessToken);
    const coalesced = new CoalescedReads(single, {
        mode: operation.configuration.coalesceReads,
        isWritten: (phoneNumberId) => operation.memory.isWritten(phoneNumberId),
        say: (text) => void operation.log("debug", text, undefined),
    });
    return { single, coalesced };
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
