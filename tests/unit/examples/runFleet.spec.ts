import assert from "node:assert/strict";

import type { NumberEntry } from "pulumi-whatsapp/numbers";

import type {
    Backend,
    StoredNumber,
    StoredStack,
    UpdateOutcome,
} from "../../../examples/fleet/Backend";
import { declarationOf } from "../../../examples/fleet/declarationOf";
import { type FleetStack, stacksOf } from "../../../examples/fleet/FleetStack";
import { type FleetOptions, runFleet } from "../../../examples/fleet/runFleet";
import { summaryOf } from "../../../examples/fleet/summaryOf";

const ids = (name: string, count: number): readonly NumberEntry[] =>
    Array.from({ length: count }, (_, index) => ({
        name: `${name}-${index}`,
        phoneNumberId: `${1065 + name.length}${name.charCodeAt(0)}${index}`,
        stack: name,
        pinFrom: { kind: "generated" },
        protect: false,
    }));
const fleetOf = (...names: readonly string[]): readonly FleetStack[] =>
    stacksOf(names.flatMap((name) => ids(name, 2)));

/** Stacks in memory, in place of Pulumi's. */
class FakeBackend implements Backend {
    readonly stored = new Map<string, StoredStack>();
    readonly updates: string[] = [];
    most = 0;
    #running = 0;

    constructor(
        readonly fleet: readonly FleetStack[],
        readonly outcomes: Readonly<Record<string, UpdateOutcome | Error>> = {},
    ) {}

    names(): Promise<readonly string[]> {
        return Promise.resolve([...this.stored.keys()]);
    }

    read(name: string): Promise<StoredStack> {
        return Promise.resolve(this.stored.get(name) ?? assert.fail(name));
    }

    async up(name: string): Promise<UpdateOutcome> {
        this.updates.push(name);
        this.#running += 1;
        this.most = Math.max(this.most, this.#running);
        await new Promise((resolve) => setImmediate(resolve));
        this.#running -= 1;
        const outcome = this.outcomes[name] ?? { kind: "succeeded" };
        if (outcome instanceof Error) throw outcome;
        if (outcome.kind === "succeeded") this.hold(name);
        return outcome;
    }

    /** Gives a stack what the fleet declares for it. */
    hold(name: string): void {
        const { entries = [] } = this.fleet.find((stack) => stack.name === name) ?? {};
        const numbers = entries.map(({ phoneNumberId, dataLocalizationRegion }) => ({
            phoneNumberId,
            dataLocalizationRegion,
            isWell: true,
        }));
        this.stored.set(name, { declaration: declarationOf(name, entries), numbers });
    }
}

async function run(
    fleet: readonly FleetStack[],
    backend: FakeBackend,
    options: Partial<FleetOptions> = {},
): Promise<readonly string[]> {
    const { signal } = new AbortController();
    const outcomes = await runFleet(fleet, backend, {
        parallel: 2,
        all: false,
        signal,
        progress: () => undefined,
        ...options,
    });
    return outcomes.map(({ name, kind }) => `${name} ${kind}`);
}

describe("the loop of the example fleet, over a fake backend", () => {
    it("updates every stack, and the next time none", async () => {
        const fleet = fleetOf("a", "b", "c");
        const backend = new FakeBackend(fleet);
        assert.deepEqual(await run(fleet, backend), ["a done", "b done", "c done"]);
        assert.deepEqual(await run(fleet, backend), ["a unchanged", "b unchanged", "c unchanged"]);
        assert.deepEqual(backend.updates, ["a", "b", "c"]);
        assert.deepEqual(await run(fleet, backend, { all: true }), ["a done", "b done", "c done"]);
    });

    it("updates only the stack whose entries changed", async () => {
        const before = fleetOf("a", "b");
        const backend = new FakeBackend(before);
        await run(before, backend);
        const [a, b] = before;
        assert.ok(a !== undefined && b !== undefined);
        const changed = { ...b, entries: b.entries.map((one) => ({ ...one, protect: true })) };
        assert.deepEqual(await run([a, changed], backend), ["a unchanged", "b done"]);
    });

    // A failed run leaves the earlier declaration in the state, and also what it did.
    const changes: Readonly<Record<string, (numbers: readonly StoredNumber[]) => StoredNumber[]>> =
        {
            "is stored elsewhere": ([first, ...others]) => [
                { ...(first ?? assert.fail()), dataLocalizationRegion: "DE" },
                ...others,
            ],
            "is stored as not registered": ([first, ...others]) => [
                { ...(first ?? assert.fail()), isWell: false },
                ...others,
            ],
            "is missing": ([, ...others]) => others,
            "is there and undeclared": (numbers) => [
                ...numbers,
                { phoneNumberId: "106540352242929", isWell: true },
            ],
        };

    for (const [title, change] of Object.entries(changes)) {
        it(`updates a stack in which a number ${title}, although its entries did not change`, async () => {
            const fleet = fleetOf("a", "b");
            const backend = new FakeBackend(fleet);
            await run(fleet, backend);
            const held = backend.stored.get("b") ?? assert.fail();
            backend.stored.set("b", { ...held, numbers: change(held.numbers) });
            assert.deepEqual(await run(fleet, backend), ["a unchanged", "b done"]);
        });
    }

    it("goes on where one fails or throws, and tries those again the next time", async () => {
        const fleet = fleetOf("a", "b", "c", "d");
        const outcomes = {
            a: new Error("the pulumi command is gone"),
            c: { kind: "failed", reason: "c-0: code 190" },
        } as const;
        const backend = new FakeBackend(fleet, outcomes);
        assert.deepEqual(await run(fleet, backend), ["a failed", "b done", "c failed", "d done"]);
        const mended = new FakeBackend(fleet);
        for (const name of ["b", "d"]) mended.hold(name);
        await run(fleet, mended);
        assert.deepEqual(mended.updates, ["a", "c"]);
    });

    it("updates so many at a time", async () => {
        const fleet = fleetOf("a", "b", "c", "d", "e", "f");
        for (const parallel of [1, 2, 4]) {
            const backend = new FakeBackend(fleet);
            await run(fleet, backend, { parallel });
            assert.equal(backend.most, parallel);
        }
    });

    it("begins no further stack once it is stopped, and the next run does the rest", async () => {
        const fleet = fleetOf("a", "b", "c");
        const backend = new FakeBackend(fleet);
        const stop = new AbortController();
        const progress = (line: string): void => {
            if (line.startsWith("1/3")) stop.abort();
        };
        const { signal } = stop;
        const outcomes = await run(fleet, backend, { parallel: 1, signal, progress });
        assert.deepEqual(outcomes, ["a done", "b not begun", "c not begun"]);
        assert.deepEqual(await run(fleet, backend), ["a unchanged", "b done", "c done"]);
    });

    it("updates neither stack of a number that only changed its stack", async () => {
        const fleet = fleetOf("a", "b", "c");
        const backend = new FakeBackend(fleet);
        await run(fleet, backend);
        backend.updates.length = 0;
        const entries = fleet.flatMap((stack) => stack.entries);
        const [first, ...others] = entries;
        assert.ok(first !== undefined);
        const moved = stacksOf([{ ...first, stack: "b" }, ...others]);
        const outcomes = await run(moved, backend, { all: true });
        assert.deepEqual(outcomes.toSorted(), ["a refused", "b refused", "c done"]);
        assert.deepEqual(backend.updates, ["c"]);
    });

    it("leaves the stack of a customer who is gone as it is, and says so", async () => {
        const fleet = fleetOf("a", "b");
        const backend = new FakeBackend(fleet);
        await run(fleet, backend);
        backend.updates.length = 0;
        assert.deepEqual(await run(fleet.slice(0, 1), backend), ["a unchanged", "b left over"]);
        assert.deepEqual(backend.updates, []);
    });

    it("refuses a stack of more than 250 numbers, and takes one of 250", async () => {
        const fleet = stacksOf([...ids("a", 251), ...ids("b", 250)]);
        assert.deepEqual(await run(fleet, new FakeBackend(fleet)), ["a refused", "b done"]);
    });

    it("names entries that belong to no stack", () => {
        const [entry] = ids("a", 1);
        assert.ok(entry !== undefined);
        const { name, phoneNumberId, pinFrom, protect } = entry;
        const homeless = { name, phoneNumberId, pinFrom, protect };
        assert.throws(() => stacksOf([homeless]), /belong to no stack: a-0\./);
    });
});

describe("the summary of the example fleet", () => {
    const kinds = ["done", "unchanged", "failed", "refused", "left over", "not begun"] as const;

    for (const kind of kinds) {
        const isWell = kind === "done" || kind === "unchanged";
        it(`exits with ${isWell ? 0 : 1} for a stack that is ${kind}`, () => {
            const outcome = { name: "a", numbers: 2, kind, reason: "", durationMs: 0 };
            const done = { ...outcome, name: "b", kind: "done" as const };
            assert.equal(summaryOf([done, outcome]).exitCode, isWell ? 0 : 1);
        });
    }
});
