import type { Step } from "../../provider/src/decisions/Step";
import { countedNow } from "./Meta";
import { markOf, type Run } from "./Run";
import type { LastRefusal } from "./World";

/** A step that is about to be taken. */
export interface Taking {
    readonly run: Run;
    readonly step: Step;
    /** It waits for its turn to take a number down. */
    readonly takesDown: boolean;
}

/** A property of every request. Returns what is wrong. */
export type StepProperty = (taking: Taking) => string | undefined;

const MOST_STEPS = 60;
const LIMIT = 10;
/** A bit less than the shortest time before a refused request is tried again. */
const PAUSE_MS = 240_000;

/**
 * 1. An eleventh request that counts is never sent, and none during a reported block of its kind.
 */
export function fitsTheLimit({ run, step }: Taking): string | undefined {
    if (step.kind !== "register" && step.kind !== "deregister") return undefined;
    const { nowMs, truth, facts } = run;
    if (facts.toldBlocksMs[step.kind] > nowMs) return `${step.kind} is sent in a block`;
    const isEleventh = countedNow(truth, step.kind, nowMs) >= LIMIT;
    return isEleventh ? `an eleventh ${step.kind} is sent` : undefined;
}

/** 1. A run waits as long as Meta asks. It does not repeat a refused request for a while. */
export function waitsItsTime({ run, step }: Taking): string | undefined {
    const { nowMs, truth, facts } = run;
    if (step.kind === "register" && facts.isPauseTold && truth.pausedUntilMs > nowMs) {
        return "a registration is sent in the pause that Meta asked for";
    }
    const { lastRefusal } = run.world;
    if (lastRefusal === undefined || facts.counted > 0) return undefined;
    const left = LIMIT - countedNow(truth, "register", nowMs);
    if (step.kind === "register" && left < 2 && isSameTry(run, step, lastRefusal)) {
        return "the last registration is spent on what was refused";
    }
    if (nowMs - Date.parse(lastRefusal.at) > PAUSE_MS) return undefined;
    const isSame =
        run.goal.kind === "deregistered"
            ? step.kind === "deregister" && lastRefusal.operation === "deregister"
            : isSameTry(run, step, lastRefusal);
    return isSame ? "what was just refused is sent again" : undefined;
}

function isSameTry({ goal, truth, world }: Run, step: Step, last: LastRefusal): boolean {
    const { operation, attempt: refused } = last;
    if (goal.kind !== "registered" || refused === undefined) return false;
    const { recipe } = world;
    if (step.kind === "deregister" && truth.registered) {
        return markOf({ pin: goal.pin, storage: goal.storage, recipe }) === markOf(refused);
    }
    // If a request was refused while the number was up, this does not hold back its registration
    // when it is down.
    const isHeldBack = step.kind === "register" && operation === "register";
    if (!isHeldBack) return false;
    const { storage = goal.storage } = step;
    return markOf({ ...step, storage, recipe }) === markOf(refused);
}

/** 2. A number is taken down only if it is ours, its PIN is proved, and it can come back. */
export function mayBeTakenDown({ run, step, takesDown }: Taking): string | undefined {
    const { goal, truth, facts, nowMs } = run;
    if (step.kind !== "deregister" || !truth.registered || goal.kind !== "registered") return;
    if (!goal.isOurs) return "a number of somebody else is taken down";
    if (!goal.mayMove) return "an update takes a number down";
    if (!facts.isPinProved) return "a number is taken down with a PIN that was not proved";
    if (run.world.isAnotherDown) return "a second number is taken down";
    // A run keeps its turn until its end. It waits for it before the first number.
    if (!takesDown && !facts.mayHaveTakenDown) return "a number is taken down out of turn";
    if (facts.toldBlocksMs.register > nowMs) return "a number is taken down in a block";
    const left = LIMIT - countedNow(truth, "register", nowMs);
    return left < 2 ? "a number is taken down with nothing in reserve" : undefined;
}

/** 2. A run whose engine is gone brings a number back, and writes to no other. */
export function leavesAlone({ run, step }: Taking): string | undefined {
    const isWrite = step.kind !== "wait" && !step.kind.startsWith("read");
    if (!run.isEngineGone || !isWrite || run.facts.mayHaveTakenDown) return undefined;
    return `${step.kind} is sent after the engine is gone`;
}

/** 2. A run does not write to a number that is out of reach or must be left alone. */
export function staysWithinReach({ run, step }: Taking): string | undefined {
    const { truth, goal, inputs, facts } = run;
    if (step.kind === "wait" || step.kind.startsWith("read")) return undefined;
    const hasBackup = step.kind === "register" && step.backup !== undefined;
    const isMissing = step.kind === "register" && !hasBackup;
    if (truth.isMigrating === true && isMissing) return "a migration goes on without its backup";
    if (truth.elsewhere === "coexistence") return `${step.kind} of a number in the app`;
    if (truth.elsewhere === "onPremises" && inputs?.backup === undefined) {
        return `${step.kind} of a number on the On-Premises API`;
    }
    const isIgnored = inputs?.registered === false && goal.kind === "registered" && !goal.mayMove;
    const isDrift = isIgnored && !truth.registered && facts.counted === 0;
    return isDrift ? "drift that the program ignores is mended" : undefined;
}

/** 7. A run ends. */
export function ends({ run }: Taking): string | undefined {
    return run.steps > MOST_STEPS ? `no end after ${MOST_STEPS} steps` : undefined;
}

/** All properties of a step. */
export const STEP_PROPERTIES: readonly StepProperty[] = [
    fitsTheLimit,
    waitsItsTime,
    mayBeTakenDown,
    leavesAlone,
    staysWithinReach,
    ends,
];
