import type { Attempt } from "../../provider/src/decisions/refusalMemory";
import type { CountedOperation } from "../../provider/src/decisions/spentRequests";
import type { Answer, ReadStep, WriteStep } from "../../provider/src/decisions/Step";
import type { Truth } from "./Meta";
import type { Run } from "./Run";
import type { LastRefusal, World } from "./World";

/** Facts that the properties check, besides the knowledge, which may be wrong. */
export interface Facts {
    /** A write left. */
    readonly hasSent: boolean;
    /** A request that counts left after the last reading of the number. */
    readonly hasSentSinceReading: boolean;
    readonly isLastReadingLate: boolean;
    readonly isLastStorageReadingLate: boolean;
    /** Meta took a PIN, or a reading showed that there is none. */
    readonly isPinProved: boolean;
    /** A deregistration took a registered number down. */
    readonly hasTakenDown: boolean;
    /** A deregistration left, and may have taken a registered number down. */
    readonly mayHaveTakenDown: boolean;
    readonly registrations: number;
    /** Requests that count. */
    readonly counted: number;
    /** The last attempts that Meta refused, or did not answer. */
    readonly refused: readonly Attempt[];
    /** The last refusal, if nothing has succeeded since. */
    readonly lastRefusal: LastRefusal | undefined;
    readonly toldBlocksMs: World["toldBlocksMs"];
    /** Meta asked for a pause before the next registration. */
    readonly isPauseTold: boolean;
    /** An incomplete deregistration was finished. */
    readonly hasFinished: boolean;
}

/** The facts of a run that has done nothing. */
export function factsOf({ refused, toldBlocksMs, lastRefusal }: World): Facts {
    return {
        hasSent: false,
        hasSentSinceReading: false,
        isLastReadingLate: false,
        isLastStorageReadingLate: false,
        isPinProved: false,
        hasTakenDown: false,
        mayHaveTakenDown: false,
        registrations: 0,
        counted: 0,
        refused,
        lastRefusal,
        toldBlocksMs,
        isPauseTold: false,
        hasFinished: false,
    };
}

/** The facts after a reading. */
export function factsOfReading({ facts, truth }: Run, step: ReadStep, isLate: boolean): Facts {
    if (step.kind === "readStorage") return { ...facts, isLastStorageReadingLate: isLate };
    return {
        ...facts,
        hasSentSinceReading: false,
        isLastReadingLate: isLate,
        isPinProved: facts.isPinProved || !truth.hasPin,
    };
}

/** The effect of a write, and the answer that the run got. No answer if the process was killed. */
export interface Written {
    readonly truth: Truth;
    readonly answer: Answer | undefined;
}

/** The facts after a write. */
export function factsOfWrite(run: Run, step: WriteStep, { truth, answer }: Written): Facts {
    const { facts, truth: before, goal } = run;
    const isSent = answer?.kind !== "notSent";
    const operation = countedOf(step);
    const isAccepted = answer?.kind === "accepted";
    const isTaken = isAccepted && (step.kind === "setPin" || step.kind === "register");
    const isMove = goal.kind === "registered" && step.kind === "deregister" && before.registered;
    const isDown = isMove && !truth.registered;
    const code = answer?.kind === "refused" ? answer.error.graphCode : undefined;
    const isRefused = isSent && !isAccepted;
    const attempt = isRefused ? attemptOf(run, step, code !== undefined) : undefined;
    return {
        ...facts,
        hasSent: facts.hasSent || isSent,
        hasSentSinceReading: facts.hasSentSinceReading || (isSent && operation !== undefined),
        isPinProved: facts.isPinProved || isTaken,
        hasTakenDown: facts.hasTakenDown || isDown,
        mayHaveTakenDown: facts.mayHaveTakenDown || (isMove && isSent),
        registrations: facts.registrations + (isSent && step.kind === "register" ? 1 : 0),
        counted: facts.counted + (isSent && operation !== undefined ? 1 : 0),
        refused: attempt === undefined ? facts.refused : [...facts.refused.slice(-2), attempt],
        lastRefusal: lastRefusalAfter(run, step, { truth, answer }),
        toldBlocksMs:
            code === 133016 && operation !== undefined
                ? { ...facts.toldBlocksMs, [operation]: truth.blockedUntilMs[operation] }
                : facts.toldBlocksMs,
        isPauseTold: facts.isPauseTold || code === 133015,
        hasFinished:
            facts.hasFinished || (isAccepted && step.kind === "deregister" && before.isIncomplete),
    };
}

function countedOf({ kind }: WriteStep): CountedOperation | undefined {
    return kind === "register" || kind === "deregister" ? kind : undefined;
}

/** The attempt of a write that was not accepted. The settings of a storage can be refused, too. */
function attemptOf(
    { goal, world: { recipe } }: Run,
    step: WriteStep,
    isAnswered: boolean,
): Attempt | undefined {
    if (step.kind === "register" && step.storage !== undefined) {
        return { pin: step.pin, storage: step.storage, recipe, backupMark: step.backupMark };
    }
    if (step.kind !== "writeStorage" || !isAnswered || goal.kind !== "registered") return undefined;
    return { pin: goal.pin, storage: step.storage, recipe };
}

function lastRefusalAfter(
    run: Run,
    step: WriteStep,
    { truth, answer }: Written,
): LastRefusal | undefined {
    const { lastRefusal } = run.facts;
    const operation = countedOf(step);
    const isWayBack = step.kind === "register" && run.known.run.givenUp !== undefined;
    if (operation === undefined || answer?.kind === "notSent" || isWayBack) return lastRefusal;
    if (answer?.kind !== "refused" || answer.error.entry.retry.kind === "atOnce") return undefined;
    // If the request changed how the number reads, the next try is a new one.
    if (truth.elsewhere !== run.truth.elsewhere) return undefined;
    const attempt = attemptOf(run, step, true) ?? declaredOf(run);
    return { operation, at: new Date(run.nowMs).toISOString(), attempt };
}

/** The attempt of a move, and of a registration for a display name, is what is declared. */
function declaredOf({ goal, world: { recipe } }: Run): Attempt | undefined {
    if (goal.kind !== "registered") return undefined;
    return { pin: goal.pin, storage: goal.storage, recipe };
}
