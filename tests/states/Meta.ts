import type { WriteStep } from "../../provider/src/decisions/Step";
import type { CountedOperation } from "../../provider/src/decisions/spentRequests";
import type { WantedStorage } from "../../provider/src/graph/settings";

/*
 * A small model of Meta, written from its documentation and not from the provider: the truth about
 * one number, and the effect of a write.
 */

const HOUR_MS = 3_600_000;
/** Requests count this long, and a block lasts this long (registration guide, "Limitations"). */
export const WINDOW_MS = 72 * HOUR_MS;
const MOST_IN_WINDOW = 10;
/** How long Meta asks to wait while a deletion is running (error code page, 133015). */
const PAUSE_MS = 300_000;

/** What a reading can show. */
export interface Seen {
    readonly registered: boolean;
    readonly storage: WantedStorage;
    readonly isNameWaiting: boolean;
    readonly hasPin: boolean;
    /** Where else it is in use: in the app besides Cloud API, or on the On-Premises API. */
    readonly elsewhere?: "coexistence" | "onPremises" | undefined;
}

/** The truth about the number. */
export interface Truth extends Seen {
    readonly pin: string | undefined;
    /**
     * A deregistration stopped half-way. Registering is refused until another deregistration
     * finishes it.
     */
    readonly isIncomplete: boolean;
    /** A migration stopped half-way. The number is down, and only its backup brings it over. */
    readonly isMigrating?: boolean;
    /** Registering is refused until then, because a deletion is running. */
    readonly pausedUntilMs: number;
    /** Meta's two guides disagree: deregistering switches local storage off, or leaves it. */
    readonly keepsStorage: boolean;
    /** The times of the requests that count. */
    readonly counted: Readonly<Record<CountedOperation, readonly number[]>>;
    readonly blockedUntilMs: Readonly<Record<CountedOperation, number>>;
    /** What a reading shows that is older than the last write. */
    readonly before: Seen;
}

/** Meta's answer without a fault: accepted, or one of its codes. */
export interface Answered {
    readonly truth: Truth;
    readonly code: number | undefined;
}

/** How many requests of a kind count now. */
export function countedNow(truth: Truth, operation: CountedOperation, nowMs: number): number {
    return truth.counted[operation].filter((atMs) => atMs + WINDOW_MS > nowMs).length;
}

/** A request arrives and counts, whatever the answer. */
export function arrived(truth: Truth, step: WriteStep, nowMs: number): Truth {
    const before: Seen = {
        registered: truth.registered,
        storage: truth.storage,
        isNameWaiting: truth.isNameWaiting,
        hasPin: truth.hasPin,
        elsewhere: truth.elsewhere,
    };
    const next = { ...truth, before, ...migrating(truth, step) };
    if (step.kind !== "register" && step.kind !== "deregister") return next;
    const counted = { ...truth.counted, [step.kind]: [...truth.counted[step.kind], nowMs] };
    return { ...next, counted };
}

/** A migration takes the number down on the On-Premises API, whatever the answer. */
function migrating({ elsewhere, isMigrating }: Truth, step: WriteStep): Partial<Truth> {
    const isBegun =
        step.kind === "register" && step.backup !== undefined && elsewhere === "onPremises";
    return isBegun || isMigrating === true ? { isMigrating: true, elsewhere: undefined } : {};
}

/** The effect of a request that has arrived, and the answer. */
export function answered(truth: Truth, step: WriteStep, nowMs: number): Answered {
    if (step.kind === "register" || step.kind === "deregister") {
        if (truth.blockedUntilMs[step.kind] > nowMs) return { truth, code: 133016 };
        if (countedNow(truth, step.kind, nowMs) > MOST_IN_WINDOW) {
            return { truth: blocked(truth, step.kind, nowMs), code: 133016 };
        }
    }
    switch (step.kind) {
        case "register":
            return registering(truth, step, nowMs);
        case "deregister":
            return truth.registered || truth.isIncomplete
                ? { truth: deregistered(truth), code: undefined }
                : { truth, code: 133010 };
        case "setPin":
            return truth.registered
                ? { truth: { ...truth, pin: step.pin, hasPin: true }, code: undefined }
                : { truth, code: 133010 };
        case "writeStorage":
            return truth.registered
                ? { truth, code: 100 }
                : { truth: { ...truth, storage: step.storage }, code: undefined };
    }
}

/** Starts the pause of a running deletion. Registering has to wait. */
export function paused(truth: Truth, nowMs: number): Truth {
    return { ...truth, pausedUntilMs: nowMs + PAUSE_MS };
}

/** Blocks the number for an operation, for the next 72 hours. */
export function blocked(truth: Truth, operation: CountedOperation, nowMs: number): Truth {
    const blockedUntilMs = { ...truth.blockedUntilMs, [operation]: nowMs + WINDOW_MS };
    return { ...truth, blockedUntilMs };
}

function registering(
    truth: Truth,
    step: Extract<WriteStep, { kind: "register" }>,
    nowMs: number,
): Answered {
    if (truth.pausedUntilMs > nowMs) return { truth, code: 133015 };
    // A region in the body is refused, because v21.0 removed it.
    if (step.isStorageInBody && step.storage?.kind !== "off") return { truth, code: 12 };
    if (truth.isIncomplete) return { truth, code: 133000 };
    if (truth.pin !== undefined && truth.pin !== step.pin) return { truth, code: 133005 };
    const pin = truth.pin ?? step.pin;
    const up = { ...truth, registered: true, pin, hasPin: true, isNameWaiting: false };
    if (truth.isMigrating === true)
        return { truth: { ...up, isMigrating: false }, code: undefined };
    return { truth: up, code: undefined };
}

function deregistered(truth: Truth): Truth {
    const storage = truth.keepsStorage ? truth.storage : ({ kind: "off" } as const);
    return { ...truth, registered: false, isIncomplete: false, storage };
}
