import { RULES } from "../../provider/src/decisions/next";
import type { CountedOperation, SpentRequest } from "../../provider/src/decisions/spentRequests";
import type { ConfiguredRecipe } from "../../provider/src/decisions/storage";
import { comingOf, taken } from "./advance";
import { begin } from "./begin";
import type { Variety } from "./Fault";
import type { Truth } from "./Meta";
import type { Run } from "./Run";
import type { Declaration, Operation, World } from "./World";
import { later, worldAfter } from "./worldAfter";

/** A world to set out from, the first operation, and how much is tried. */
export interface Scenario {
    readonly name: string;
    readonly world: World;
    readonly operation: Operation;
    /** The faults of the first run, and of the run after a stopped one. */
    readonly faults: readonly [Variety, Variety];
    /** How many faults the first run may meet. */
    readonly most: 1 | 2;
}

const START_MS = Date.parse("2026-11-24T00:00:00.000Z");
const HOUR_MS = 3_600_000;
const OLD_PIN = "012345";
const NEW_PIN = "543210";

const DOWN: Truth = {
    registered: false,
    storage: { kind: "off" },
    pin: undefined,
    hasPin: false,
    isNameWaiting: false,
    isIncomplete: false,
    keepsStorage: false,
    counted: { register: [], deregister: [] },
    blockedUntilMs: { register: 0, deregister: 0 },
    before: { registered: false, storage: { kind: "off" }, isNameWaiting: false, hasPin: false },
};

const EMPTY: World = {
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
    isPinForeign: false,
};

const region = (name: string): Truth["storage"] => ({ kind: "region", region: name });
const CH: Declaration = { pin: OLD_PIN, region: "CH" };
const DE: Declaration = { pin: OLD_PIN, region: "DE" };
const PLAIN: Declaration = { pin: OLD_PIN };
const up = (declaration: Declaration): Operation => ({ kind: "up", declaration });

/** Runs without a fault, to its end. */
export function played(world: World, operation: Operation): World {
    const beginning = begin(world, operation, RULES);
    if (beginning.kind !== "run") throw new Error(`${operation.kind} does not run`);
    let { run }: { run: Run } = beginning;
    for (;;) {
        const coming = comingOf(run);
        if (coming.kind === "end") return worldAfter(run, coming.end);
        const next = taken(run, coming.step, undefined);
        if (next === undefined) throw new Error("a step without a fault is not taken");
        run = next;
    }
}

/** The truth of a world, changed by somebody else. */
export function changed(world: World, truth: Partial<Truth>): World {
    return { ...world, truth: { ...world.truth, ...truth } };
}

/** So many requests of a kind were spent an hour ago, as we know. */
function spent(world: World, operation: CountedOperation, count: number): World {
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

/** Created by us some days ago. */
function created(declaration: Declaration, truth: Partial<Truth> = {}): World {
    return later(played(changed(EMPTY, truth), up(declaration)), 100 * HOUR_MS);
}

function drifted(declaration: Declaration): World {
    const down = changed(created(declaration), { registered: false, storage: { kind: "off" } });
    return played(down, { kind: "refresh" });
}

function withNameWaiting(declaration: Declaration): World {
    return played(changed(created(declaration), { isNameWaiting: true }), { kind: "refresh" });
}

function blockedBy(world: World, operation: CountedOperation): World {
    const untilMs = world.nowMs + 71 * HOUR_MS;
    const { truth } = world;
    return changed(world, { blockedUntilMs: { ...truth.blockedUntilMs, [operation]: untilMs } });
}

function withRecipe(world: World, recipe: ConfiguredRecipe): World {
    return { ...world, recipe };
}

const ALL_FEW: readonly [Variety, Variety] = ["all", "few"];
const ALL_NONE: readonly [Variety, Variety] = ["all", "none"];
const FEW_NONE: readonly [Variety, Variety] = ["few", "none"];

function one(
    name: string,
    [world, operation]: readonly [World, Operation],
    faults = ALL_NONE,
): Scenario {
    return { name, world, operation, faults, most: 1 };
}

/** Everything that the walk sets out from. */
export function scenarios(): readonly Scenario[] {
    const all = [...creates(), ...moves(), ...updates(), ...ends()];
    const twice = all.map((one): Scenario => ({
        ...one,
        name: `${one.name}, two faults`,
        faults: ["few", "none"],
        most: 2,
    }));
    return [...all, ...budgets(), ...twice];
}

const UP_CH = { registered: true, pin: OLD_PIN, hasPin: true, storage: region("CH") } as const;

function creates(): readonly Scenario[] {
    return [
        one("create", [EMPTY, up(PLAIN)], ALL_FEW),
        one("create in CH", [EMPTY, up(CH)], ALL_FEW),
        one("create where storage is kept", [
            changed(EMPTY, { storage: region("DE"), keepsStorage: true }),
            up(CH),
        ]),
        one("adopt", [changed(EMPTY, UP_CH), up(CH)]),
        one("adopt elsewhere", [changed(EMPTY, UP_CH), up(DE)]),
        one("create with a wrong PIN", [
            { ...changed(EMPTY, { pin: NEW_PIN, hasPin: true }), isPinForeign: true },
            up(CH),
        ]),
        one("rename with another PIN", [
            created(CH),
            { kind: "rename", declaration: { ...CH, pin: NEW_PIN } },
        ]),
        one("rename", [created(CH), { kind: "rename", declaration: CH }]),
        one("PIN of an adopted number", [
            created(CH),
            { kind: "adoptedPin", declaration: { ...CH, pin: NEW_PIN } },
        ]),
    ];
}

function moves(): readonly Scenario[] {
    return [
        one("move", [created(CH), up(DE)], ALL_FEW),
        one("move where storage is kept", [created(CH, { keepsStorage: true }), up(DE)]),
        one("move to no region", [created(CH), up(PLAIN)], ALL_FEW),
        one("move to no region where storage is kept", [
            created(CH, { keepsStorage: true }),
            up(PLAIN),
        ]),
        one("move from no region", [created(PLAIN), up(CH)]),
        one("move with another PIN", [created(CH), up({ ...DE, pin: NEW_PIN })], ALL_FEW),
        one("move with the region in the body", [withRecipe(created(CH), "register"), up(DE)]),
        one("move of a number whose PIN was changed", [
            { ...changed(created(CH), { pin: "999999" }), isPinForeign: true },
            up(DE),
        ]),
        one("move of a number that has no PIN", [
            changed(created(CH), { pin: undefined, hasPin: false }),
            up(DE),
        ]),
    ];
}

function updates(): readonly Scenario[] {
    return [
        one("another PIN", [created(CH), up({ ...CH, pin: NEW_PIN })], ALL_FEW),
        one("repair", [drifted(PLAIN), up(PLAIN)]),
        one("repair in CH", [drifted(CH), up(CH)], ALL_FEW),
        one("repair with another PIN", [drifted(CH), up({ ...CH, pin: NEW_PIN })]),
        one("repair with another region", [drifted(CH), up(DE)]),
        one("a name waits", [withNameWaiting(CH), up(CH)], ALL_FEW),
        one("a name waits, and another PIN", [withNameWaiting(PLAIN), up({ pin: NEW_PIN })]),
    ];
}

function ends(): readonly Scenario[] {
    const destroy: Operation = { kind: "destroy" };
    const refresh: Operation = { kind: "refresh" };
    return [
        one("destroy", [created(CH), destroy], ALL_FEW),
        one("destroy what is gone", [drifted(CH), destroy]),
        one("destroy what was left incomplete", [
            changed(created(CH), { registered: true, isIncomplete: true }),
            destroy,
        ]),
        one("refresh", [created(CH), refresh]),
        one("refresh of a number that is down", [
            changed(created(CH), { registered: false }),
            refresh,
        ]),
    ];
}

function budgets(): readonly Scenario[] {
    const moved = [1, 2, 7, 8, 9, 10].flatMap((count) => [
        one(`move, ${count} registrations spent`, [spent(created(CH), "register", count), up(DE)]),
    ]);
    const repaired = [8, 9, 10].map((count) =>
        one(`repair, ${count} registrations spent`, [
            spent(drifted(CH), "register", count),
            up(CH),
        ]),
    );
    const named = [8, 9, 10].map((count) =>
        one(
            `a name waits, ${count} registrations spent`,
            [spent(withNameWaiting(CH), "register", count), up(CH)],
            FEW_NONE,
        ),
    );
    const deregistered = [8, 9, 10].flatMap((count) => [
        one(`move, ${count} deregistrations spent`, [
            spent(created(CH), "deregister", count),
            up(DE),
        ]),
        one(`destroy, ${count} deregistrations spent`, [
            spent(created(CH), "deregister", count),
            { kind: "destroy" },
        ]),
    ]);
    const blocks = (["register", "deregister"] as const).flatMap((operation) => [
        one(
            `move, ${operation} blocked unseen`,
            [blockedBy(created(CH), operation), up(DE)],
            FEW_NONE,
        ),
        one(
            `repair, ${operation} blocked unseen`,
            [blockedBy(drifted(CH), operation), up(CH)],
            FEW_NONE,
        ),
        one(
            `destroy, ${operation} blocked unseen`,
            [blockedBy(created(CH), operation), { kind: "destroy" }],
            FEW_NONE,
        ),
    ]);
    return [...moved, ...repaired, ...named, ...deregistered, ...blocks];
}
