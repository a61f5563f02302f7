import type { JournalEntry } from "../../provider/src/decisions/JournalEntry";
import { learn } from "../../provider/src/decisions/learn";
import { readingText } from "../../provider/src/decisions/registrationStatus";
import type { Answer, WriteStep } from "../../provider/src/decisions/Step";
import { factsOfWrite } from "./Facts";
import type { Fault } from "./Fault";
import { answered, arrived, blocked, paused, type Truth } from "./Meta";
import { NO_ANSWER, NOT_SENT, refusalBy } from "./refusalBy";
import { markOf, type Run } from "./Run";
import { STACK } from "./World";

/** How long a request takes. */
export const REQUEST_MS = 10;
/** How long a slow request takes, or one whose answer is given up. */
const SLOW_MS = 30_000;
// From this duration on, the journal notes when the answer came.
const NOTED_FROM_MS = 1_000;

interface Sent {
    readonly truth: Truth;
    readonly answer: Answer;
}

/**
 * The run after a write: it is noted in the journal and sent, and its answer is noted and learned.
 */
export function written(run: Run, step: WriteStep, fault: Fault | undefined): Run {
    const at = new Date(run.nowMs).toISOString();
    const isSlow = fault?.kind === "slow" || fault?.kind === "silent";
    const answeredAtMs = run.nowMs + (isSlow ? SLOW_MS : REQUEST_MS);
    // Meta may count a slow request at the time of its answer.
    const { truth, answer } = sent(run, step, { fault, atMs: isSlow ? answeredAtMs : run.nowMs });
    const isNatural = fault === undefined && answer.kind === "refused";
    const letters = isNatural ? `${run.letters}=${answer.error.graphCode}` : run.letters;
    const begun = { ...run, letters, truth, nowMs: answeredAtMs, lasting: undefined };
    const entry = entryOf(run, step, at);
    if (fault?.kind === "killed") {
        const facts = factsOfWrite(run, step, { truth, answer: undefined });
        return { ...begun, facts, journal: [...run.journal, entry] };
    }
    const answeredAt = new Date(answeredAtMs).toISOString();
    const slowness = answeredAtMs - run.nowMs >= NOTED_FROM_MS ? { answeredAt } : {};
    const completed = { ...entry, ...outcomeOf(run, answer), ...slowness };
    const journal = answer.kind === "notSent" ? run.journal : [...run.journal, completed];
    const known = learn(run.known, { kind: "answer", step, answer, at, answeredAt });
    return { ...begun, journal, known, facts: factsOfWrite(run, step, { truth, answer }) };
}

interface Sending {
    readonly fault: Fault | undefined;
    /** When it reaches Meta. */
    readonly atMs: number;
}

function sent(run: Run, step: WriteStep, { fault, atMs }: Sending): Sent {
    if (fault?.kind === "notSent") {
        return { truth: run.truth, answer: { kind: "notSent", error: NOT_SENT } };
    }
    const there = arrived(run.truth, step, atMs);
    const natural = answered(there, step, atMs);
    if (fault?.kind === "refused") {
        return refused(run, step, { fault, there, natural: natural.truth });
    }
    if (fault?.kind === "silent" || fault?.kind === "killed") {
        const truth = fault.hasEffect ? natural.truth : there;
        return { truth, answer: { kind: "unanswered", error: NO_ANSWER } };
    }
    const { truth, code } = natural;
    if (code === undefined) return { truth, answer: { kind: "accepted" } };
    return { truth, answer: { kind: "refused", error: refusalBy(code) } };
}

interface Refused {
    readonly fault: Extract<Fault, { kind: "refused" }>;
    readonly there: Truth;
    readonly natural: Truth;
}

function refused(run: Run, step: WriteStep, { fault, there, natural }: Refused): Sent {
    const { error, hasEffect } = fault;
    const answer = { kind: "refused", error } as const;
    const isCounted = step.kind === "register" || step.kind === "deregister";
    if (error.entry.blocks && isCounted) {
        return { truth: blocked(there, step.kind, run.nowMs), answer };
    }
    if (error.entry.onceMoreAfterMs !== undefined) {
        return { truth: paused(there, run.nowMs), answer };
    }
    if (error.entry.finishesByDeregistering) {
        const isDown = step.kind === "deregister" && hasEffect;
        const registered = there.registered && !isDown;
        // A deregistration can be incomplete only if the number is no longer registered, or if this
        // request was to take it down.
        const isIncomplete = step.kind === "deregister" || !there.registered;
        return { truth: { ...there, registered, isIncomplete }, answer };
    }
    return { truth: hasEffect ? natural : there, answer };
}

const JOURNALLED = {
    writeStorage: "storage",
    setPin: "pin",
    deregister: "deregister",
    register: "register",
} as const;

function entryOf({ world: { recipe }, goal }: Run, step: WriteStep, at: string): JournalEntry {
    const isMoved = step.kind === "deregister" && goal.kind === "registered";
    const attempt = isMoved
        ? goal
        : step.kind === "register" && step.storage !== undefined
          ? { ...step, storage: step.storage }
          : undefined;
    const mark = attempt === undefined ? undefined : markOf({ ...attempt, recipe });
    const migrates = step.kind === "register" && step.backup !== undefined;
    return {
        operation: JOURNALLED[step.kind],
        at,
        stack: STACK,
        outcome: "unanswered",
        ...(mark === undefined ? {} : { mark }),
        ...("pin" in step ? { pinMark: step.pin } : {}),
        ...(migrates ? { migrates } : {}),
    };
}

function outcomeOf(run: Run, answer: Answer): Partial<JournalEntry> {
    if (answer.kind === "accepted") return { outcome: "accepted" };
    if (answer.kind !== "refused") return {};
    const { graphCode } = answer.error;
    return { outcome: "refused", graphCode, reading: readingText(run.known.reading ?? {}) };
}
