import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { changesBetween, isOnNamesOnly } from "../../../provider/src/decisions/changesBetween";
import type { Circumstances, Goal } from "../../../provider/src/decisions/Goal";
import { goalOfCreate, goalOfUpdate, startOfUpdate } from "../../../provider/src/decisions/goals";
import {
    type Knowledge,
    knowledgeOf,
    lookedAtAnew,
} from "../../../provider/src/decisions/Knowledge";
import { play } from "../../../provider/src/decisions/play";
import type {
    RegistrationInputs,
    RegistrationState,
} from "../../../provider/src/decisions/RegistrationState";

const now = new Date("2026-11-22T12:00:00.000Z");
const phoneNumberId = "106540352242922";
const main: RegistrationInputs = {
    phoneNumberId,
    pin: "012345",
    registered: true,
    displayNameRegistered: true,
    __provider: "",
};
const CH: RegistrationInputs = { ...main, dataLocalizationRegion: "CH" };
const DE: RegistrationInputs = { ...main, dataLocalizationRegion: "DE" };
const nowhere: RegistrationInputs = { ...main, noStorage: { retentionMinutes: 60 } };
const backup = { data: "fake-backup-data==", password: "fake-backup-password" };

const stateOf = (inputs: RegistrationInputs, rest: object = {}): RegistrationState => ({
    ...inputs,
    status: "CONNECTED",
    platformType: "CLOUD_API",
    pinProvedAt: "2026-11-22T10:00:00.000Z",
    spentRequests: [],
    ...rest,
});
const at = (rest: Partial<Circumstances> = {}): Circumstances => ({
    now,
    settleTimeoutMs: 1000,
    recipe: "auto",
    isForced: false,
    isEngineGone: false,
    markOf: () => "",
    ...rest,
});

interface Cost {
    readonly registers: number;
    readonly deregisters: number;
    readonly requests: number;
}

const FREE: Cost = { registers: 0, deregisters: 0, requests: 0 };

function costOf(known: Knowledge, goal: Goal, circumstances = at()): Cost {
    const { steps } = play(known, goal, circumstances);
    const count = (kind: string): number => steps.filter((step) => step.kind === kind).length;
    return {
        registers: count("register"),
        deregisters: count("deregister"),
        requests: steps.length - count("wait"),
    };
}

const DOWN = { registered: "no" as const, reading: { id: phoneNumberId, status: "PENDING" } };

function created(inputs: RegistrationInputs, known: Partial<Knowledge> = {}, isOurs = false): Cost {
    const start = knowledgeOf({ state: undefined, entries: [], now });
    return costOf({ ...start, ...known }, goalOfCreate(inputs, { isOurs, backupMark: undefined }));
}

function moved(from: RegistrationInputs, to: RegistrationInputs, isCheapest = false): Cost {
    const known = lookedAtAnew(knowledgeOf({ state: stateOf(from), entries: [], now }));
    const up = { id: phoneNumberId, status: "CONNECTED", platformType: "CLOUD_API" };
    const reading = isCheapest ? { ...up, isPinEnabled: false } : up;
    const goal = goalOfCreate(to, { isOurs: true, backupMark: undefined });
    return costOf({ ...known, reading }, goal, isCheapest ? at({ recipe: "register" }) : at());
}

function updated(state: RegistrationState, inputs: RegistrationInputs): Cost {
    const changes = changesBetween(state, inputs);
    assert.deepEqual(changes.replaces, []);
    if (changes.updates.length === 0 || isOnNamesOnly(changes)) return FREE;
    const known = startOfUpdate(knowledgeOf({ state, entries: [], now }), changes);
    return costOf(known, goalOfUpdate(inputs, undefined));
}

/** The journal has a deregistration and a registration that the outputs do not know. */
function looked(state: RegistrationState, inputs: RegistrationInputs): Cost {
    const entries = [
        { operation: "deregister", at: "2026-11-22T11:00:00.000Z", outcome: "accepted" },
        { operation: "storage", at: "2026-11-22T11:00:01.000Z", outcome: "accepted" },
    ] as const;
    const changes = changesBetween(state, inputs, true);
    const known = startOfUpdate(knowledgeOf({ state, entries, now }), changes);
    return costOf(known, goalOfUpdate(inputs, undefined));
}

/** Deregistering has switched off its local storage. */
function repairedFromOff(state: RegistrationState, inputs: RegistrationInputs): Cost {
    const known = knowledgeOf({ state, entries: [], now });
    const storage = { before: { kind: "off" } } as const;
    return costOf({ ...known, storage }, goalOfUpdate(inputs, undefined));
}

function deleted(state: RegistrationState): Cost {
    return costOf(knowledgeOf({ state, entries: [], now }), { kind: "deregistered" });
}

const isDown = { registered: false, status: "DISCONNECTED", platformType: "NOT_APPLICABLE" };
const isNamed = { displayNameRegistered: false };
const onPremises = { id: phoneNumberId, status: "PENDING", platformType: "ON_PREMISE" };

/** The ways to each row of the page. The cheapest and the most expensive are among them. */
const ROWS: Readonly<Record<string, readonly Cost[]>> = {
    nothing: [updated(stateOf(CH), CH)],
    "new, and the number is not registered": [created(main, DOWN), created(CH, DOWN)],
    "new, and it is registered as declared": [created(main)],
    "new, and it is registered with other storage": [created(CH)],
    "another `pin`": [updated(stateOf(CH), { ...CH, pin: "543210" })],
    "new, on the On-Premises API, with a `backup`": [
        created({ ...main, backup }, { registered: "no", reading: onPremises }),
        created({ ...CH, backup }, { registered: "no", reading: onPremises }),
    ],
    "another `dataLocalizationRegion`, or none any more": [moved(CH, DE), moved(CH, main, true)],
    "`noStorage` declared or taken away": [moved(CH, nowhere), moved(nowhere, main, true)],
    "`backup` changed or taken away": [updated(stateOf(CH), { ...CH, backup })],
    "another `wabaId` or `tokenName`": [
        updated(stateOf(CH), { ...CH, wabaId: "102290129340398", tokenName: "acme" }),
    ],
    "deregistered by somebody else, seen by a refresh": [
        updated(stateOf(main, isDown), main),
        repairedFromOff(stateOf(CH, isDown), CH),
    ],
    "a new display name was approved, seen by a refresh": [
        updated(stateOf(CH, isNamed), CH),
        updated({ ...stateOf(CH, isNamed), pinProvedAt: undefined } as never, CH),
    ],
    "another name in the program, with an alias or without": [
        updated(stateOf(CH), CH),
        created(main, { pin: knowledgeOf({ state: stateOf(main), entries: [], now }).pin }, true),
    ],
    "an earlier run was stopped before it saved": [
        updated(stateOf(CH, { __unfinished: true }), CH),
        looked(stateOf(CH), CH),
    ],
    "taken out of the program, or `pulumi destroy`": [deleted(stateOf(CH))],
};

// Registers one number as new and deletes another: the sum of two rows.
const NOT_ONE_NUMBER = "another `phoneNumberId`";

describe("the page of costs", () => {
    const page = readFileSync(join(__dirname, "..", "..", "..", "docs", "costs.md"), "utf8");
    const rows = page
        .split("\n")
        .filter((line) => /^\| (?!-|what happened)/.test(line))
        .map((line) => line.split("|").map((cell) => cell.trim()));

    it("has a row for every way to change a number, and no other", () => {
        const names = rows.map(([, name]) => name).filter((name) => name !== NOT_ONE_NUMBER);
        assert.deepEqual(names, Object.keys(ROWS));
    });

    for (const [, name = "", , counted = "", requests = ""] of rows) {
        const costs = ROWS[name];
        if (costs === undefined) continue;
        it(`is what the rules send: ${name}`, () => {
            const numbers = (requests.match(/\d+/g) ?? []).map(Number);
            const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
            const sent = costs.map((cost) => cost.requests);
            assert.ok(Math.min(...sent) >= least && Math.max(...sent) <= most, sent.join());
            assert.equal(Math.max(...sent), most, "the dearest way");
            for (const { registers, deregisters } of costs) {
                assert.equal(registers, /1 registration/.test(counted) ? 1 : 0);
                assert.equal(deregisters, /1 deregistration/.test(counted) ? 1 : 0);
            }
        });
    }
});
