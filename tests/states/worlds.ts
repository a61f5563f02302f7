import { RULES } from "../../provider/src/decisions/next";
import type { CountedOperation, SpentRequest } from "../../provider/src/decisions/spentRequests";
import type { ConfiguredRecipe } from "../../provider/src/decisions/storage";
import { begin } from "./begin";
import { comingOf } from "./comingOf";
import type { Fault } from "./Fault";
import { type Truth, WINDOW_MS } from "./Meta";
import { refusalBy } from "./refusalBy";
import type { Run } from "./Run";
import { taken } from "./taken";
import type { Action, Declaration, World } from "./World";
import { later, worldAfter } from "./worldAfter";

/*
 * Worlds to start from. The provider's own decisions make them, so that state and journal are real.
 */

const START_MS = Date.parse("2026-11-24T00:00:00.000Z");
const HOUR_MS = 3_600_000;
/** The PIN of the number, and another one. */
export const OLD_PIN = "012345";
export const NEW_PIN = "543210";

const DOWN: Truth = {
    registered: false,
    storage: { kind: "off" },
    pin: undefined,
    hasPin: false,
    isNameWaiting: false,
    isIncomplete: false,
    pausedUntilMs: 0,
    keepsStorage: false,
    counted: { register: [], deregister: [] },
    blockedUntilMs: { register: 0, deregister: 0 },
    before: { registered: false, storage: { kind: "off" }, isNameWaiting: false, hasPin: false },
};

/** A number in its account, without anything of ours. */
export const EMPTY: World = {
    nowMs: START_MS,
    truth: DOWN,
    saved: undefined,
    hasFailed: false,
    journal: [],
    declared: undefined,
    earlier: [],
    recipe: "auto",
    isOpen: false,
    toldBlocksMs: { register: 0, deregister: 0 },
    refused: [],
    lastRefusal: undefined,
    isAnotherDown: false,
    isPinForeign: false,
};

/** A region as Meta stores it. */
export const region = (name: string): Truth["storage"] => ({ kind: "region", region: name });

/** Data in Switzerland. */
export const CH: Declaration = { pin: OLD_PIN, region: "CH" };
/** Data in Germany. */
export const DE: Declaration = { pin: OLD_PIN, region: "DE" };
/** Registered in Switzerland by somebody else. */
export const UP_CH: Partial<Truth> = {
    registered: true,
    pin: OLD_PIN,
    hasPin: true,
    storage: region("CH"),
};
/** No region. */
export const PLAIN: Declaration = { pin: OLD_PIN };
/** No region, and a backup of the On-Premises API. */
export const MIGRATED: Declaration = { pin: OLD_PIN, hasBackup: true };

/** `pulumi up` with a declaration. */
export const up = (declaration: Declaration): Action => ({ kind: "up", declaration });

/** A finished run, and the world after it. */
interface Played {
    readonly run: Run;
    readonly world: World;
}

/** Plays a run to its end, without a fault or with one at the first registration. */
export function played(world: World, action: Action, fault?: Fault): Played {
    const beginning = begin(world, action, RULES);
    if (beginning.kind !== "run") throw new Error(`${action.kind} does not run`);
    let { run }: { run: Run } = beginning;
    for (;;) {
        const coming = comingOf(run);
        if (coming.kind === "end") return { run, world: worldAfter(run, coming.end) };
        const isMet = coming.step.kind === "register" && run.faults === 0;
        const next = taken(run, coming.step, isMet ? fault : undefined);
        if (next === undefined) throw new Error("a step without a fault is not taken");
        run = next;
    }
}

/** A world whose truth somebody else changed. */
export function changed(world: World, truth: Partial<Truth>): World {
    return { ...world, truth: { ...world.truth, ...truth } };
}

/** Adds known requests of a kind, sent an hour ago. */
export function spent(world: World, operation: CountedOperation, count: number): World {
    const { saved, truth } = world;
    const times = Array.from({ length: count }, (_, one) => world.nowMs - HOUR_MS + one * 1000);
    const requests = times.map((ms): SpentRequest => ({
        operation,
        at: new Date(ms).toISOString(),
        outcome: "accepted",
    }));
    const counted = { ...truth.counted, [operation]: [...truth.counted[operation], ...times] };
    const known = saved && { ...saved, spentRequests: [...saved.spentRequests, ...requests] };
    return { ...world, truth: { ...truth, counted }, saved: known };
}

/** We created it some days ago. */
export function created(declaration: Declaration, truth: Partial<Truth> = {}): World {
    return later(played(changed(EMPTY, truth), up(declaration)).world, 100 * HOUR_MS);
}

/** Created, then deregistered by somebody else, then refreshed. */
export function drifted(declaration: Declaration): World {
    const down = changed(created(declaration), { registered: false, storage: { kind: "off" } });
    return played(down, { kind: "refresh" }).world;
}

/** Created. A refresh saw an approved display name. */
export function withNameWaiting(declaration: Declaration): World {
    const waiting = changed(created(declaration), { isNameWaiting: true });
    return played(waiting, { kind: "refresh" }).world;
}

/** Meta refused its migration from the On-Premises API half-way. */
export function halfMigrated(declaration: Declaration): World {
    const onPremises = changed(EMPTY, { elsewhere: "onPremises" });
    const fault = { kind: "refused", error: refusalBy(133001), hasEffect: false } as const;
    return played(onPremises, up(declaration), fault).world;
}

/** Meta blocks it, and did not report it. */
export function blockedBy(world: World, operation: CountedOperation): World {
    const untilMs = world.nowMs + 71 * HOUR_MS;
    const { truth } = world;
    return changed(world, { blockedUntilMs: { ...truth.blockedUntilMs, [operation]: untilMs } });
}

/** With a configured recipe. */
export function withRecipe(world: World, recipe: ConfiguredRecipe): World {
    return { ...world, recipe };
}

/**
 * By its sending time the oldest request has left the window. By the time of its answer it has not.
 */
export function withSlowRequestLeaving(world: World): World {
    const { saved, truth, nowMs } = world;
    const sentMs = nowMs - WINDOW_MS - 1000;
    const answeredMs = sentMs + 30_000;
    const request: SpentRequest = {
        operation: "register",
        at: new Date(sentMs).toISOString(),
        answeredAt: new Date(answeredMs).toISOString(),
        outcome: "accepted",
    };
    const counted = { ...truth.counted, register: [answeredMs, ...truth.counted.register] };
    const known = saved && { ...saved, spentRequests: [request, ...saved.spentRequests] };
    return { ...world, truth: { ...truth, counted }, saved: known };
}
