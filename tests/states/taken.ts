import { describeStop } from "../../provider/src/decisions/describeStop";
import type { JournalEntry } from "../../provider/src/decisions/JournalEntry";
import type { Knowledge } from "../../provider/src/decisions/Knowledge";
import type { Attempt } from "../../provider/src/decisions/refusalMemory";
import { learn } from "../../provider/src/decisions/learn";
import { next } from "../../provider/src/decisions/next";
import { readingText } from "../../provider/src/decisions/registrationStatus";
import type {
    Answer,
    ReadStep,
    Step,
    WaitStep,
    WriteStep,
} from "../../provider/src/decisions/Step";
import type { Fault } from "./Fault";
import { letterOf } from "./letters";
import { answered, arrived, blocked, numberReading, storageReading, type Truth } from "./Meta";
import { NO_ANSWER, NOT_SENT, refusalBy } from "./refusalBy";
import { circumstancesOf, type End, type Facts, markOf, type Run, SETTLE_MS } from "./Run";
import { STACK } from "./World";

/** How long a request takes. */
const REQUEST_MS = 10;

/** The next thing that a run does, or its end. */
export type Coming =
    { readonly kind: "step"; readonly step: Step } | { readonly kind: "end"; readonly end: End };

/** Asks what comes next. */
export function comingOf(run: Run): Coming {
    const decision = next(run.known, run.goal, circumstancesOf(run));
    switch (decision.kind) {
        case "step":
            return { kind: "step", step: decision.step };
        case "done":
            return { kind: "end", end: decision };
        case "stop": {
            const { stop } = decision;
            return { kind: "end", end: { kind: "stop", stop, message: messageOf(run, stop) } };
        }
    }
}

function messageOf(run: Run, stop: Parameters<typeof describeStop>[0]): string {
    return describeStop(stop, run.known, {
        phoneNumberId: "106540352242922",
        now: new Date(run.nowMs),
        settleTimeoutMs: SETTLE_MS,
        tokenAdvice: "",
    });
}

/** The run after a step, or undefined where the fault changes nothing that another one does not. */
export function taken(run: Run, step: Step, fault: Fault | undefined): Run | undefined {
    const noted = {
        ...run,
        letters: `${run.letters} ${letterOf(step, fault)}`,
        steps: run.steps + 1,
        faults: run.faults + (fault === undefined ? 0 : 1),
    };
    switch (step.kind) {
        case "wait":
            return waited(noted, step);
        case "readNumber":
        case "readStorage":
            return read(noted, step, fault);
        case "writeStorage":
        case "setPin":
        case "deregister":
        case "register":
            return written(noted, step, fault);
    }
}

function waited(run: Run, step: WaitStep): Run {
    const known = learn(run.known, { kind: "waited", step });
    return { ...run, known, nowMs: run.nowMs + step.ms, letters: `${run.letters}` };
}

// --- Readings

function read(run: Run, step: ReadStep, fault: Fault | undefined): Run | undefined {
    const atMs = run.nowMs + REQUEST_MS;
    const later = { ...run, nowMs: atMs };
    const isLasting = (fault?.kind === "late" || fault?.kind === "cut") && fault.isLasting;
    const lasting = isLasting ? fault.kind : run.lasting;
    const kind = fault?.kind ?? lasting;
    if (kind === "cut") {
        const why = { kind: "unanswered", error: NO_ANSWER } as const;
        const known = learn(run.known, { kind: "readFailed", step, why, atMs });
        return { ...later, known, lasting };
    }
    if (fault?.kind === "refused") {
        const why = { kind: "refused", error: fault.error } as const;
        return { ...later, known: learn(run.known, { kind: "readFailed", step, why, atMs }) };
    }
    const isLate = kind === "late";
    // Nothing was written yet that a reading could be older than.
    if (isLate && !run.facts.hasSent) return undefined;
    const seen = isLate ? run.truth.before : run.truth;
    const known = shown(run.known, step, { seen, atMs });
    return { ...later, known, lasting, facts: factsOfReading(run, step, isLate) };
}

function shown(
    known: Knowledge,
    step: ReadStep,
    { seen, atMs }: { readonly seen: Truth["before"]; readonly atMs: number },
): Knowledge {
    return step.kind === "readNumber"
        ? learn(known, { kind: "number", reading: numberReading(seen), atMs })
        : learn(known, { kind: "storage", reading: storageReading(seen), atMs });
}

function factsOfReading({ facts, truth }: Run, step: ReadStep, isLate: boolean): Facts {
    if (step.kind === "readStorage") return { ...facts, isLastStorageReadingLate: isLate };
    return {
        ...facts,
        hasSentSinceReading: false,
        isLastReadingLate: isLate,
        isPinProved: facts.isPinProved || !truth.hasPin,
    };
}

// --- Writes

function written(run: Run, step: WriteStep, fault: Fault | undefined): Run {
    const at = new Date(run.nowMs).toISOString();
    const answeredAtMs = run.nowMs + REQUEST_MS;
    const { truth, answer } = sent(run, step, fault);
    const isNatural = fault === undefined && answer.kind === "refused";
    const letters = isNatural ? `${run.letters}=${answer.error.graphCode}` : run.letters;
    const begun = { ...run, letters, truth, nowMs: answeredAtMs, lasting: undefined };
    const entry = entryOf(run, step, at);
    if (fault?.kind === "killed") {
        const facts = factsOfWrite(run, step, { truth, answer: undefined });
        return { ...begun, facts, journal: [...run.journal, entry] };
    }
    const journal =
        answer.kind === "notSent" ? run.journal : [...run.journal, completed(run, entry, answer)];
    const answeredAt = new Date(answeredAtMs).toISOString();
    const known = learn(run.known, { kind: "answer", step, answer, at, answeredAt });
    const facts = factsOfWrite(run, step, { truth, answer });
    return { ...begun, journal, known, facts };
}

interface Sent {
    readonly truth: Truth;
    readonly answer: Answer;
}

function sent(run: Run, step: WriteStep, fault: Fault | undefined): Sent {
    if (fault?.kind === "notSent") {
        return { truth: run.truth, answer: { kind: "notSent", error: NOT_SENT } };
    }
    const there = arrived(run.truth, step, run.nowMs);
    const natural = answered(there, step, run.nowMs);
    switch (fault?.kind) {
        case "refused":
            return refused(run, step, { fault, there, natural: natural.truth });
        case "silent":
        case "killed": {
            const truth = fault.hasEffect ? natural.truth : there;
            return { truth, answer: { kind: "unanswered", error: NO_ANSWER } };
        }
        default: {
            const { truth, code } = natural;
            if (code === undefined) return { truth, answer: { kind: "accepted" } };
            return { truth, answer: { kind: "refused", error: refusalBy(code) } };
        }
    }
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
    if (error.entry.finishesByDeregistering) {
        const isDown = step.kind === "deregister" && hasEffect;
        const registered = there.registered && !isDown;
        // An incomplete deregistration is one of a number that is not registered any more, or of
        // one that this request was to take down.
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

function entryOf({ world }: Run, step: WriteStep, at: string): JournalEntry {
    const isMarked = step.kind === "register" && step.storage !== undefined;
    const mark = isMarked
        ? markOf({ pin: step.pin, storage: step.storage, recipe: world.recipe })
        : undefined;
    return {
        operation: JOURNALLED[step.kind],
        at,
        stack: STACK,
        outcome: "unanswered",
        ...(mark === undefined ? {} : { mark }),
    };
}

function completed(run: Run, entry: JournalEntry, answer: Answer): JournalEntry {
    if (answer.kind === "accepted") return { ...entry, outcome: "accepted" };
    if (answer.kind !== "refused") return entry;
    const { graphCode } = answer.error;
    const reading = readingText(run.known.reading ?? {});
    return { ...entry, outcome: "refused", graphCode, reading };
}

function factsOfWrite(
    run: Run,
    step: WriteStep,
    { truth, answer }: { readonly truth: Truth; readonly answer: Answer | undefined },
): Facts {
    const { facts, truth: before, goal } = run;
    const isSent = answer?.kind !== "notSent";
    const isCounted = step.kind === "register" || step.kind === "deregister";
    const code = answer?.kind === "refused" ? answer.error.graphCode : undefined;
    const isAccepted = answer?.kind === "accepted";
    const isTaken = isAccepted && (step.kind === "setPin" || step.kind === "register");
    const isDown = before.registered && !truth.registered && goal.kind === "registered";
    const isRefused = answer?.kind !== "accepted" && isSent;
    const attempt = isRefused ? attemptOf(run, step, code !== undefined) : undefined;
    return {
        ...facts,
        hasSent: facts.hasSent || isSent,
        hasSentSinceReading: facts.hasSentSinceReading || (isSent && isCounted),
        isPinProved: facts.isPinProved || isTaken,
        hasTakenDown: facts.hasTakenDown || isDown,
        registrations: facts.registrations + (isSent && step.kind === "register" ? 1 : 0),
        refused: attempt === undefined ? facts.refused : [...facts.refused.slice(-2), attempt],
        toldBlocksMs:
            code === 133016 && isCounted
                ? { ...facts.toldBlocksMs, [step.kind]: truth.blockedUntilMs[step.kind] }
                : facts.toldBlocksMs,
        hasFinished:
            facts.hasFinished || (isAccepted && step.kind === "deregister" && before.isIncomplete),
    };
}

/** What was tried with a write that was not accepted; a storage is refused by its settings too. */
function attemptOf(
    { goal, world: { recipe } }: Run,
    step: WriteStep,
    isAnswered: boolean,
): Attempt | undefined {
    if (step.kind === "register" && step.storage !== undefined) {
        return { pin: step.pin, storage: step.storage, recipe };
    }
    if (step.kind !== "writeStorage" || !isAnswered || goal.kind !== "registered") return undefined;
    return { pin: goal.pin, storage: step.storage, recipe };
}
