import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };
const other = "106540352242923";

throughBothDoors("a number of this stack under another resource", (door) => {
    let rig: Rig;
    const number = (id = phoneNumberId) => rig.simulator.number(id);

    beforeEach(async () => {
        rig = await Rig.start({}, door);
        rig.simulator.changeWorld({ numbers: [{ id: other }] });
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("gets the new PIN where its resource is replaced or renamed together with it", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        const provider = rig.operation();
        const news = await rig.check({ ...CH, pin: "543210" }, provider);
        await provider.diff(phoneNumberId, state, news);
        const { outs } = await provider.create(news);
        await provider.delete(phoneNumberId, state);
        assert.equal(rig.letters(), "N S P");
        assert.equal(number().pin, "543210");
        assert.equal(outs?.["pin"], "543210");
        assert.equal(typeof outs["pinProvedAt"], "string");
    });

    it("gets it also where nothing but the journal says whose the number is", async () => {
        await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        const state = await rig.create({ ...CH, pin: "543210", __name: "renamed" });
        assert.equal(rig.letters(), "N S P");
        assert.equal(state["pin"], number().pin);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        await rig.create({ ...CH, pin: "543210", __name: "again" });
        assert.equal(rig.letters(), "N S", "the journal tells that it has that PIN");
    });

    it("is adopted without a request where the journal knows its PIN", async () => {
        await rig.create(CH);
        rig.simulator.clearRequests();
        await rig.create({ ...CH, __name: "renamed" });
        assert.equal(rig.letters(), "N S");
    });

    it("keeps its PIN where a foreign number is adopted", async () => {
        rig.simulator.changeNumber(phoneNumberId, { registered: true, pin: "999999" });
        await rig.create({ pin: "543210" });
        assert.equal(rig.letters(phoneNumberId), "N S");
        assert.equal(number().pin, "999999");
    });

    for (const isShownFirst of [true, false]) {
        const when = isShownFirst ? "before" : "after";
        it(`gets the PIN of its new resource in a swap that is shown ${when} it`, async () => {
            const one = await rig.create({ pin: "111112" });
            const two = await rig.create({ phoneNumberId: other, pin: "222223", __name: "two" });
            rig.simulator.clock.advance({ minutes: 1 });
            // Without the journal only the outputs say who registered a number.
            rig.env["WHATSAPP_JOURNAL_DIR"] = `${rig.journalFolder}/elsewhere`;
            const provider = rig.operation();
            const newsOne = await rig.check({ phoneNumberId: other, pin: "111112" }, provider);
            await provider.diff(phoneNumberId, one, newsOne);
            const newsTwo = await rig.check({ pin: "222223", __name: "two" }, provider);
            if (isShownFirst) await provider.diff(other, two, newsTwo);
            const created = await provider.create(newsOne);
            if (!isShownFirst) await provider.diff(other, two, newsTwo);
            await provider.create(newsTwo);
            await provider.delete(phoneNumberId, one);
            await provider.delete(other, two);
            assert.equal(number(other).pin, "111112");
            assert.equal(number().pin, "222223");
            assert.equal(created.outs?.["pin"], "111112");
            assert.equal(number().registered && number(other).registered, true);
        });
    }

    it("is refused a twin, also where that has a provider of its own", async () => {
        await rig.check({}, rig.operation());
        await rig.check({}, rig.secondProcess());
        await assert.rejects(rig.check({ __name: "twin" }, rig.secondProcess()), {
            message: /is declared twice in this program: the other resource is "main"/,
        });
        await rig.check({ __name: "twin" }, rig.operation());
    });

    it("is not held to be deregistered by a swap, whatever its budget", async () => {
        const spentRequests = Array.from({ length: 10 }, (_, minute) => ({
            operation: "deregister",
            at: new Date(Date.parse("2026-11-22T10:00:00.000Z") + minute * 60_000).toISOString(),
            outcome: "accepted",
        }));
        const one = { ...(await rig.create({})), spentRequests };
        const provider = rig.operation();
        const news = await rig.check({ phoneNumberId: other }, provider);
        const { replaces } = await provider.diff(phoneNumberId, one, news);
        assert.deepEqual(replaces, ["phoneNumberId"]);
        const said = rig.lines.map(({ message }) => message);
        assert.ok(
            said.some((text) => /unless something else in the program declares it/.test(text)),
        );
        assert.ok(said.some((text) => /would stay registered until then/.test(text)));
    });

    it("says where the number that goes is declared by another resource already", async () => {
        const one = await rig.create({});
        const provider = rig.operation();
        await rig.check({ __name: "two" }, provider);
        const news = await rig.check({ phoneNumberId: other }, provider);
        await provider.diff(phoneNumberId, one, news);
        assert.ok(rig.lines.some(({ message }) => /still declares it/.test(message)));
    });
});

throughBothDoors("the registration that is kept in reserve", (door) => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);
    const spent = (count: number) =>
        Array.from({ length: count }, (_, minute) => ({
            operation: "register",
            at: new Date(Date.parse("2026-11-22T10:00:00.000Z") + minute * 60_000).toISOString(),
            outcome: "accepted",
        }));
    const inSwitzerland = async (count: number): Promise<Record<string, unknown>> => {
        const state = await rig.create(CH);
        const own = state["spentRequests"] as object[];
        rig.simulator.clock.advance({ minutes: 1 });
        return { ...state, spentRequests: [...spent(count - 1), ...own] };
    };

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    for (const code of [133015, 133004]) {
        it(`brings a number back after Meta's pause (${code})`, async () => {
            const state = await inSwitzerland(8);
            rig.simulator.addFault({ endpoint: "register", fault: { kind: "graphError", code } });
            const moved = await rig.up(state, DE);
            assert.equal(number().registered, true);
            assert.equal(moved["regionVerified"], true);
            assert.equal(
                (moved["spentRequests"] as object[]).length,
                11,
                "ten and a deregistration",
            );
        });
    }

    it("brings a number back to its old storage", async () => {
        const state = await inSwitzerland(8);
        rig.simulator.addFault({ endpoint: "register", fault: { kind: "graphError", code: 12 } });
        const { message } = await failureOf(rig.up(state, DE));
        assert.match(message, /registered again, with region CH as before/);
        assert.equal(number().registered, true);
    });

    it("serves a corrected declaration, and not the attempt that was refused", async () => {
        const state = await inSwitzerland(8);
        const fault = { kind: "graphError", code: 133005 } as const;
        rig.simulator.addFault({ endpoint: "register", fault });
        const { properties } = await failureOf(rig.up(state, DE));
        assert.equal(number().registered, false);
        rig.simulator.clock.advance({ hours: 25 });
        await assert.rejects(rig.up({ ...properties }, DE), { message: /kept in reserve/ });
        const back = await rig.up({ ...properties }, CH);
        assert.equal(number().registered, true);
        assert.equal(back["dataLocalizationRegion"], "CH");
    });
});
