import type { Stop } from "../../provider/src/decisions/Step";
import { isSameStorage, wantedStorage } from "../../provider/src/decisions/storage";
import { countedNow } from "./Meta";
import type { End, Run } from "./Run";
import type { World } from "./World";

/** A run that ended, and the world after it. */
export interface Ended {
    readonly run: Run;
    readonly end: End;
    readonly after: World;
}

/** A property of the end of a run. Returns what is wrong. */
export type EndProperty = (ended: Ended) => string | undefined;

const LIMIT = 10;
/** How much longer a request counts for us, because the clocks of two machines differ. */
const CLOCKS_DIFFER_MS = 3_600_000;

/** 3. What is saved is true, as far as Meta told the truth. */
export function savesTheTruth({ run, after }: Ended): string | undefined {
    const { saved, truth } = after;
    if (saved === undefined || saved === run.world.saved) return undefined;
    const { facts } = run;
    const isTold = facts.hasSentSinceReading || !facts.isLastReadingLate;
    if (saved.registered === true && !truth.registered && isTold) {
        return "registered is saved, and the number is down";
    }
    const isRight = truth.registered && isSameStorage(truth.storage, wantedStorage(saved));
    if (saved.regionVerified === true && !isRight && !facts.isLastStorageReadingLate && isTold) {
        return "a verified region is saved, and the data is not there";
    }
    const isPinWrong = saved.pin !== undefined && truth.hasPin && saved.pin !== truth.pin;
    const isSure = saved.pinProvedAt !== undefined && !after.isPinForeign;
    return isPinWrong && isSure ? "a proved PIN is saved that is not the number's" : undefined;
}

/** 3. The message says OFFLINE if a run took the number down, failed, and left it down. */
export function saysOffline({ run, end }: Ended): string | undefined {
    if (end.kind !== "stop" || !run.facts.hasTakenDown || run.truth.registered) return undefined;
    return end.message.includes("OFFLINE") ? undefined : "the number is down, and nobody is told";
}

/**
 * 3. After a stopped run no program is "unchanged" before the number was read. If only names
 * change, the stopped run may have read it itself. Then what it saved must be true.
 */
export function looksFirst(world: World, onlyNames: boolean): string | undefined {
    if (!world.isOpen || (onlyNames && isSavedTrue(world))) return undefined;
    return "nothing is looked at after a run that was stopped";
}

function isSavedTrue({ saved, truth }: World): boolean {
    return (
        saved?.registered === true &&
        saved.__unfinished !== true &&
        truth.registered &&
        isSameStorage(wantedStorage(saved), truth.storage) &&
        (saved.pin === truth.pin || saved.pinProvedAt === undefined)
    );
}

/** 4. Done means that the number is as the goal says. */
export function doneMeansDone({ run, end, after }: Ended): string | undefined {
    if (end.kind !== "done" || end.how !== "asWanted") return undefined;
    const { goal, truth } = run;
    switch (goal.kind) {
        case "registered": {
            if (!truth.registered) return "done, and the number is down";
            if (!isSameStorage(truth.storage, goal.storage))
                return "done, and the data is elsewhere";
            const isPinSet =
                truth.pin === goal.pin || !truth.hasPin || !goal.isOurs || after.isPinForeign;
            return isPinSet ? undefined : "done, and the number has another PIN";
        }
        case "deregistered":
            return truth.registered ? "done, and the number is registered" : undefined;
        case "pin":
            return truth.pin === goal.pin ? undefined : "done, and the number has another PIN";
        case "known":
            return undefined;
    }
}

/**
 * 5. We make no dead end. If our number is down, the run tries to register it, or names the time of
 * the next try.
 */
export function noDeadEnd({ run, end, after }: Ended): string | undefined {
    const { goal, truth, nowMs } = run;
    if (end.kind !== "stop" && end.kind !== "refusedByPreview") return undefined;
    if (goal.kind !== "registered" || !goal.isOurs || truth.registered) return undefined;
    const { stop } = end;
    // If the number was down before, the next run handles it.
    if (run.isEngineGone && !run.facts.hasTakenDown) return undefined;
    if (truth.elsewhere !== undefined || isWithoutBackup(run)) return undefined;
    if (stop.kind === "refused") {
        const left = LIMIT - countedNow(truth, "register", nowMs - CLOCKS_DIFFER_MS);
        const isBlocked = after.toldBlocksMs.register > nowMs || left <= 0;
        if (isBlocked || isForDeregistering(run, stop) || isRefusedAttempt(run)) return undefined;
        return `the number is down, ${left} registrations are left, and none is tried`;
    }
    if (stop.kind !== "remembered") return undefined;
    if (Date.parse(stop.refusal.nextTryAt) <= nowMs) return "the time of the next try is over";
    return isRefusedAttempt(run) ? undefined : "another attempt than the refused one is held back";
}

function isWithoutBackup({ truth, inputs }: Run): boolean {
    return truth.isMigrating === true && inputs?.backup === undefined;
}

function isForDeregistering(run: Run, { reasons }: Extract<Stop, { kind: "refused" }>): boolean {
    const left = LIMIT - countedNow(run.truth, "deregister", run.nowMs);
    const isSpent = left <= 0 || run.facts.toldBlocksMs.deregister > run.nowMs;
    return isSpent && reasons.some(({ cause }) => cause.includes(" deregister requests"));
}

/** Whether the next registration repeats the one that Meta refused. */
function isRefusedAttempt({ goal, known, facts: { refused } }: Run): boolean {
    if (goal.kind !== "registered") return false;
    const pins = [goal.pin, known.pin.value];
    return refused.some(
        ({ pin, storage }) => pins.includes(pin) && isSameStorage(storage, goal.storage),
    );
}

/** All properties of the end of a run. */
export const END_PROPERTIES: readonly EndProperty[] = [
    savesTheTruth,
    saysOffline,
    doneMeansDone,
    noDeadEnd,
];
