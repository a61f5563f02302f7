import type { ReadFailure, Step, Stop } from "./Step";
import { COUNTED_HOURS, REQUESTS_PER_WINDOW, type CountedOperation } from "./spentRequests";
import { type Knowledge, mayBeDown } from "./Knowledge";
import { timeAndDistance } from "./budget";
import { describeRefusals } from "./refusals";
import { describeNumber } from "./registrationStatus";
import { describeStorage, describeWanted } from "./storage";

/** What a message about a number needs, besides the knowledge about the number. */
export interface Telling {
    readonly phoneNumberId: string;
    readonly now: Date;
    readonly settleTimeoutMs: number;
    /** What to do if Meta does not accept the token. */
    readonly tokenAdvice: string;
    /** The run wants the number down, so the message does not mention that it is down. */
    readonly isToGo?: boolean;
}

// Meta's page on migrating from On-Premises, read 2026-11-22.
const MIGRATION_NOTE =
    "A migration that fails may leave the number down on the On-Premises API too; the next try " +
    "sends the backup again";

const LOOKS_FIRST =
    "It may still take effect. Run again: the next run reads the number before it sends anything";

/**
 * Says why the run stops, for the person who runs it: what failed, why in Meta's words, and what to
 * do next. If the number may be down, the message begins with that.
 */
export function describeStop(stop: Stop, known: Knowledge, telling: Telling): string {
    const { givenUp } = known.run;
    const first = stop.kind === "refused" ? (stop.after ?? givenUp) : givenUp;
    const text = textOf(stop, known, telling);
    const isComposed = first !== undefined && stop.kind !== "cameBack" && first !== stop;
    const reason = isComposed
        ? `${textOf(first, known, telling)} The way back failed too: ${text}`
        : text;
    if (!mayBeDown(known) || telling.isToGo === true) return reason;
    const { phoneNumberId } = telling;
    return known.registered !== "no"
        ? `Phone number ${phoneNumberId} may be OFFLINE: its deregistration was sent, and the ` +
              `result is not known. The next \`pulumi up\` reads the number first. ${reason}`
        : `Phone number ${phoneNumberId} is OFFLINE: it was deregistered to be moved, and is not ` +
              `registered again. The next \`pulumi up\` goes on from here. ${reason}`;
}

function textOf(stop: Stop, known: Knowledge, telling: Telling): string {
    const tell = sayer(known, telling);
    switch (stop.kind) {
        case "answered":
            return answered(stop, known, telling);
        case "unseen":
            return tell(stop.operation, unseen(stop, known, telling), stop.operation);
        case "pinUnknown":
            return tell(
                "set the PIN of",
                `${stop.error.message}, so the number has the old or the new PIN. Run again: ` +
                    "the PIN is written once more, which costs no registration",
            );
        case "storageUnseen": {
            const { storage, lost } = stop;
            const read =
                lost === undefined
                    ? describeStorage(known.storage.reading ?? known.storage.settings)
                    : "they could not be read back";
            return tell(
                verbOf({ kind: "writeStorage", storage }),
                `the settings were sent, and then ${read}. Nothing was registered with them. Run ` +
                    `again: the next run reads the settings first${lastReading(lost, telling)}`,
            );
        }
        case "storageUnproved":
            return tell(`prove ${describeWanted(stop.storage)} of`, unproved(stop, known, telling));
        case "nameUnseen":
            return tell(
                "register",
                `no answer came, and the display name still waits. ${LOOKS_FIRST}`,
                "register",
            );
        case "cameBack":
            return (
                `Phone number ${telling.phoneNumberId} is registered again, with ` +
                `${describeWanted(stop.storage)} as before: ${describeStorage(known.storage.reading)}. ` +
                textOf(stop.first, known, telling)
            );
        case "refused":
            return tell(stop.verb, describeRefusals(stop.reasons));
        case "remembered":
            return rememberedText(stop, telling);
    }
}

type Tell = (verb: string, cause: string, counted?: CountedOperation) => string;

function sayer(known: Knowledge, { phoneNumberId }: Telling): Tell {
    return (verb, cause, counted) => {
        const notes = counted === undefined ? [] : notesOf(counted, known);
        return sentence({ verb, phoneNumberId, notes }, cause);
    };
}

/** The requests spent from one budget, and a note about a failed migration. */
function notesOf(operation: CountedOperation, known: Knowledge): readonly string[] {
    const spent = known.spent.filter((request) => request.operation === operation);
    const count = `Known to be spent: ${spent.length} of ${REQUESTS_PER_WINDOW} ${operation} requests in ${COUNTED_HOURS} hours`;
    return known.run.lastTry?.backup === undefined ? [count] : [MIGRATION_NOTE, count];
}

function answered(
    { step, why }: Extract<Stop, { kind: "answered" }>,
    known: Knowledge,
    telling: Telling,
): string {
    const { phoneNumberId } = telling;
    const isCounted = step.kind === "register" || step.kind === "deregister";
    const notes = isCounted ? notesOf(step.kind, known) : [];
    return failureText({ verb: verbOf(step), phoneNumberId, notes }, why, telling.tokenAdvice);
}

// Meta's code for a token that it does not accept (error code page, read 2026-11-22).
const TOKEN_UNUSABLE = 190;

/** Says that Meta refused or could not be reached: what failed, why in Meta's words, what to do next. */
function failureText(attempt: Attempted, why: ReadFailure, tokenAdvice: string): string {
    const { error } = why;
    if (why.kind !== "refused") {
        const next =
            why.kind === "notSent"
                ? "Nothing was sent. Check the network and whatsapp:graphUrl, then run again"
                : "Run again: the next run reads the number before it sends anything";
        return sentence(attempt, `${error.message}. ${next}`);
    }
    const { graphCode, entry, fbtraceId, message } = why.error;
    const trace = fbtraceId === undefined ? [] : [`Trace ${fbtraceId}`];
    const nextStep = graphCode === TOKEN_UNUSABLE ? tokenAdvice : entry.nextStep;
    const notes = [...(attempt.notes ?? []), ...trace];
    return sentence({ ...attempt, notes }, `${message}. ${nextStep}`);
}

function unseen(
    { unanswered, lost }: Extract<Stop, { kind: "unseen" }>,
    known: Knowledge,
    telling: Telling,
): string {
    const seconds = telling.settleTimeoutMs / 1000;
    const what = unanswered === undefined ? "Meta accepted it" : unanswered.message;
    const read =
        lost === undefined
            ? `within ${seconds} seconds the number still reads ${describeNumber(known.reading)}`
            : `for ${seconds} seconds the number could not be read`;
    return `${what}, and ${read}. ${LOOKS_FIRST}${lastReading(lost, telling)}`;
}

function unproved(
    { lost }: Extract<Stop, { kind: "storageUnproved" }>,
    known: Knowledge,
    telling: Telling,
): string {
    return lost === undefined
        ? `the number is registered, but ${describeStorage(known.storage.reading)}. Run ` +
              "`pulumi preview` to see what it takes to move it; until then its data is not where " +
              "it is declared"
        : "the number is registered, and its storage could not be read. Run again: the next run " +
              `only reads${lastReading(lost, telling)}`;
}

/** The last failed reading, for the end of a message. Empty if no reading failed. */
function lastReading(lost: ReadFailure | undefined, telling: Telling): string {
    if (lost === undefined) return "";
    const attempt = { verb: "read", phoneNumberId: telling.phoneNumberId };
    return `. The last reading: ${failureText(attempt, lost, telling.tokenAdvice)}`;
}

function rememberedText(
    { verb, refusal }: Extract<Stop, { kind: "remembered" }>,
    { phoneNumberId, now }: Telling,
): string {
    const when = timeAndDistance(refusal.nextTryAt, now);
    const force = `WHATSAPP_FORCE=${phoneNumberId} to try once now`;
    if (verb === "deregister") {
        const cause = `${refusal.message}, and it is tried again at ${when}. Nothing was sent`;
        return sentence({ verb, phoneNumberId }, `${cause}. Set ${force}`);
    }
    const isWhole = refusal.message.includes(phoneNumberId);
    const message = isWhole
        ? refusal.message
        : sentence({ verb: "register", phoneNumberId }, refusal.message);
    return (
        `${message} Already refused at ${refusal.at}, next try at ${when}; nothing was sent. ` +
        `Change what is wrong, or set ${force}.`
    );
}

function verbOf(step: Step): string {
    switch (step.kind) {
        case "readNumber":
            return "read";
        case "readStorage":
            return "read the storage settings of";
        case "writeStorage":
            return step.storage.kind === "off"
                ? "switch off local storage of"
                : `set ${describeWanted(step.storage)} of`;
        case "setPin":
            return "set the PIN of";
        case "register":
        case "deregister":
            return step.kind;
        case "wait":
            return "wait for";
    }
}

/** What the run tried, for the beginning of a message: "register phone number 106540352242922". */
interface Attempted {
    readonly verb: string;
    readonly phoneNumberId: string;
    /** Notes to add, such as the spent requests. */
    readonly notes?: readonly string[];
}

/** `Cannot <verb> phone number <id>: <cause>. <notes>.` */
export function sentence({ verb, phoneNumberId, notes = [] }: Attempted, cause: string): string {
    const parts = [cause, ...notes].map((part) => part.replace(/[.\s]+$/, ""));
    const text = `Cannot ${verb} phone number ${phoneNumberId}: ${parts.join(". ")}.`;
    return text.replaceAll("<phone number id>", phoneNumberId);
}
