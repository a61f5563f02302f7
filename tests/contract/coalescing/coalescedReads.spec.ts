import assert from "node:assert/strict";
import { rmSync } from "node:fs";

import { inParallel } from "../../faults/inParallel";
import {
    Fleet,
    type FleetOptions,
    type FleetRefresh,
    onboardedOneByOne,
    swissNumbers,
} from "./Fleet";

describe("a refresh of many numbers of one account", () => {
    let fleet: Fleet | undefined;
    const started = async (options: FleetOptions): Promise<Fleet> => {
        return (fleet = await Fleet.start(options));
    };
    afterEach(async () => {
        await fleet?.stop();
        fleet = undefined;
    });

    for (const [order, numbers] of [
        ["that were onboarded together", swissNumbers(1_000)],
        ["of which the last is listed first", onboardedOneByOne(swissNumbers(1_000), "last")],
        ["of which the first is listed first", onboardedOneByOne(swissNumbers(1_000), "first")],
    ] as const) {
        for (const parallel of [1, 8, 64, 1_000]) {
            it(`reads 1,000 ${order} with at most 30 requests, 1,020 counted, with --parallel ${parallel}`, async () => {
                const open = await started({ numbers });
                const { onWire, counted, requests, states } = await open.refresh({ parallel });
                assert.ok(onWire <= 30, `${onWire} on the wire`);
                assert.ok(counted <= 1_020, `${counted} counted`);
                assert.ok(requests.every(({ httpStatus }) => httpStatus === 200));
                assertVerified(states);
            });
        }
    }

    it("reads 1,000 with few requests more in the order in which Pulumi's state has them", async () => {
        const numbers = onboardedOneByOne(swissNumbers(1_000), "last");
        // The engine stores resources in the order of the answers. A number was seen hundreds of
        // places late.
        const ids = numbers.map(({ id }) => id).toSorted(byPlace(200));
        const { onWire, counted } = await (await started({ numbers, ids })).refresh();
        assert.ok(onWire <= 35, `${onWire} on the wire`);
        assert.ok(counted <= 1_020, `${counted} counted`);
    });

    it("reads as the setting says through the native plugin, too", async () => {
        const open = await started({ numbers: swissNumbers(100), door: "native" });
        const auto = await open.refresh();
        assert.ok(auto.onWire <= 12, `${auto.onWire} on the wire`);
        const off = await open.refresh({ mode: "off" });
        assert.equal(off.onWire, 200);
    });

    it("reads the list from its other end where the first page shows none of the numbers", async () => {
        const numbers = onboardedOneByOne(swissNumbers(150), "last");
        const { refresh } = bound(await started({ numbers }));
        const { requests } = await refresh({ parallel: 1 });
        const lists = requests.filter(({ letter }) => letter === "L");
        assert.deepEqual(
            lists.slice(0, 2).map(({ query }) => query["sort"]),
            [undefined, "last_onboarded_time.asc"],
        );
        assert.equal(requests.filter(({ letter }) => letter === "N").length, 3);
    });

    it("reads on in Meta's order where Meta cannot sort the list", async () => {
        const numbers = onboardedOneByOne(swissNumbers(150), "last");
        const open = await started({ numbers });
        const fault = { kind: "graphError", code: 100, message: "(#100) Invalid sort" } as const;
        open.rig.simulator.addFault({ endpoint: "listPhoneNumbers", call: 2, fault });
        const { requests, lines, states } = await open.refresh({ parallel: 1 });
        const lists = requests.filter(({ letter }) => letter === "L");
        assert.deepEqual(
            lists.map(({ query }) => query["sort"]),
            [undefined, "last_onboarded_time.asc", undefined],
        );
        const said = lines.filter(({ message }) => message.includes("with the oldest first"));
        assert.deepEqual(
            said.map(({ severity }) => severity),
            ["debug"],
        );
        assertVerified(states);
    });

    it("reads three numbers one by one, and then the list, a page of a hundred", async () => {
        const { refresh } = bound(await started({ numbers: swissNumbers(5) }));
        const { requests, onWire } = await refresh({ parallel: 1 });
        assert.equal(letters(requests), "N S N S N S L M S S");
        assert.equal(onWire, 8);
        const list = requests.find(({ letter }) => letter === "L");
        assert.equal(list?.query["limit"], "100");
        assert.doesNotMatch(list.query["fields"] ?? "", /health_status/);
    });

    it("reads the storage in batches of at most fifty, each with the proof of the app", async () => {
        const app = { secret: "fake-app-secret" };
        const env = { WHATSAPP_APP_SECRET: "fake-app-secret" };
        const open = await started({ numbers: swissNumbers(120), world: { app }, env });
        const { requests, states } = await open.refresh({ parallel: 16 });
        const batches = requests.filter(({ endpoint }) => endpoint === "batch");
        const sizes = batches.map(
            ({ sequence }) => requests.filter(({ batch }) => batch === sequence).length,
        );
        assert.ok(sizes.length > 2 && Math.max(...sizes) === 50, sizes.join(" "));
        assert.ok(requests.every(({ httpStatus }) => httpStatus === 200));
        assertVerified(states);
    });

    it("keeps a single read a single read, and three of them, too", async () => {
        for (const count of [1, 3]) {
            const { refresh } = bound(await started({ numbers: swissNumbers(count) }));
            const { requests } = await refresh({ parallel: 1 });
            assert.equal(letters(requests), Array(count).fill("N S").join(" "));
            await fleet?.stop();
        }
    });

    it("uses no batch with `list`, and neither with `off`", async () => {
        const { refresh } = bound(await started({ numbers: swissNumbers(40) }));
        const list = await refresh({ mode: "list" });
        assert.deepEqual(
            [list.counted, list.onWire],
            [44 + 40, 44 + 40].map((each) => each - 40),
        );
        const off = await refresh({ mode: "off" });
        assert.match(letters(off.requests), /^(?:[NS] )+S$/);
        assert.equal(off.onWire, 80);
    });

    it("reads no storage of numbers that manage none", async () => {
        const numbers = swissNumbers(30).map(({ id }) => ({ id, registered: true, pin: "012345" }));
        const open = await started({ numbers, declared: {} });
        const { requests } = await open.refresh({ parallel: 1 });
        assert.equal(letters(requests), "N N N L");
    });

    describe("where others have numbers, too", () => {
        const all = swissNumbers(1_000);
        for (const [declared, every] of [
            [50, 20],
            [100, 10],
            [250, 4],
        ] as const) {
            it(`costs no more than single reads for ${declared} scattered over 1,000`, async () => {
                const ids = all.filter((_, index) => index % every === 0).map(({ id }) => id);
                const { refresh } = bound(await started({ numbers: all, ids }));
                for (const parallel of [1, 16]) {
                    const { counted } = await refresh({ parallel });
                    assert.ok(counted <= 2 * declared, `${counted} counted`);
                }
            });
        }

        for (const declared of [5, 10, 20, 100]) {
            it(`costs at most a page and eight settings more for ${declared} next to each other`, async () => {
                const ids = all.slice(0, declared).map(({ id }) => id);
                const { refresh } = bound(await started({ numbers: all, ids }));
                for (const parallel of [1, 8, 64]) {
                    const { counted, onWire } = await refresh({ parallel });
                    assert.ok(counted <= 2 * declared + 9, `${counted} counted`);
                    assert.ok(onWire <= 12, `${onWire} on the wire`);
                }
            });
        }

        it("reads at most eleven pages in vain, and says so at debug level", async () => {
            // The first pages have none of the declared numbers.
            const ids = all.slice(-60).map(({ id }) => id);
            const others = swissNumbers(1_500, 50_000_000_000);
            const { refresh } = bound(await started({ numbers: [...others, ...all], ids }));
            const { counted, requests, lines } = await refresh({ parallel: 1 });
            assert.ok(counted <= 2 * ids.length + 11, `${counted} counted`);
            assert.ok(requests.filter(({ letter }) => letter === "L").length <= 11);
            const said = lines.filter(({ message }) => message.includes("one by one"));
            assert.deepEqual(
                said.map(({ severity }) => severity),
                ["debug"],
            );
        });

        it("stops to read storage ahead that nobody asks for, and says so at debug level", async () => {
            const ids = all.filter((_, index) => index % 10 === 0).map(({ id }) => id);
            const { refresh } = bound(await started({ numbers: all, ids }));
            const { lines } = await refresh({ parallel: 16 });
            const said = lines.filter(({ message }) => message.includes("read ahead"));
            assert.deepEqual(
                said.map(({ severity }) => severity),
                ["debug"],
            );
        });
    });

    it("reads each account's list by itself", async () => {
        const second = swissNumbers(20, 200_000_000_000).map((number) => ({
            ...number,
            wabaId: "102290129340399",
        }));
        const { refresh } = bound(await started({ numbers: [...swissNumbers(20), ...second] }));
        const { requests, states } = await refresh();
        const lists = requests.filter(({ letter }) => letter === "L").map(({ path }) => path);
        assert.deepEqual(lists.toSorted(), [
            "/v24.0/102290129340398/phone_numbers",
            "/v24.0/102290129340399/phone_numbers",
        ]);
        assert.match(states["200000000005"] ?? "", /"wabaId":"102290129340399"/);
    });

    describe("after a write", () => {
        for (const isJournalLost of [false, true]) {
            const where = isJournalLost ? ", also where its journal is gone" : "";
            it(`reads a number anew that this operation has written to${where}`, async () => {
                const { rig, ids, stateOf } = bound(await started({ numbers: swissNumbers(40) }));
                const provider = rig.operation();
                const read = (id: string) => provider.read(id, stateOf(id));
                for (const id of ids.slice(0, 10)) await read(id);
                const [written = ""] = ids.slice(12);
                await provider.delete(written, stateOf(written));
                if (isJournalLost) rmSync(rig.journalFolder, { recursive: true });
                rig.letters();
                const { props } = await read(written);
                assert.equal(rig.letters(), "N S");
                assert.equal(props?.["registered"], false);
            });
        }

        it("reads a number anew that another process has written to meanwhile", async () => {
            const { rig, ids, stateOf } = bound(await started({ numbers: swissNumbers(40) }));
            const provider = rig.operation();
            for (const id of ids.slice(0, 10)) await provider.read(id, stateOf(id));
            const [written = ""] = ids.slice(12);
            rig.simulator.clock.advance({ seconds: 1 });
            await rig.secondProcess().delete(written, stateOf(written));
            rig.letters();
            const { props } = await provider.read(written, stateOf(written));
            assert.equal(rig.letters(), "N S");
            assert.equal(props?.["registered"], false);
        });

        it("reads a number anew that is read a second time", async () => {
            const { rig, ids, stateOf } = bound(await started({ numbers: swissNumbers(20) }));
            const provider = rig.operation();
            await inParallel(ids, 8, (id) => provider.read(id, stateOf(id)));
            const [last = ""] = ids.slice(-1);
            rig.simulator.changeNumber(last, { registered: false });
            rig.letters();
            const { props } = await provider.read(last, stateOf(last));
            assert.equal(rig.letters(), "N S");
            assert.equal(props?.["registered"], false);
        });
    });
});

function bound(fleet: Fleet) {
    return {
        rig: fleet.rig,
        ids: fleet.ids,
        stateOf: (id: string) => fleet.stateOf(id),
        refresh: (options?: Parameters<Fleet["refresh"]>[0]) => fleet.refresh(options),
    };
}

/** The region of every number was read as declared. */
function assertVerified(states: FleetRefresh["states"]): void {
    assert.ok(Object.values(states).every((text) => text.includes('"regionVerified":true')));
}

/** Sorts ids as if each came up to `latest` places late. The order is the same in every run. */
function byPlace(latest: number): (left: string, right: string) => number {
    const place = (id: string): number =>
        Number(id) + ((Math.imul(Number(id), 2_654_435_761) >>> 0) % latest);
    return (left, right) => place(left) - place(right);
}

function letters(requests: FleetRefresh["requests"]): string {
    return requests.map(({ letter }) => letter).join(" ");
}
