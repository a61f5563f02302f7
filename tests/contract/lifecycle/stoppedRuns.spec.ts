import assert from "node:assert/strict";

import type { Fault } from "pulumi-whatsapp-simulator";

import { journalPlace } from "../../../provider/src/journal/journalPlace";
import { RequestJournal } from "../../../provider/src/journal/RequestJournal";
import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

type Properties = Record<string, unknown>;

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };
const other = "106540352242923";

// The run is killed before its outcome is in the state. Only the journal has what it sent.
throughBothDoors("a run that was stopped, and the program put back", (door) => {
    let rig: Rig;
    const number = (id = phoneNumberId) => rig.simulator.number(id);
    const place = (id = phoneNumberId) => number(id).storage.dataLocalizationRegion;
    const faultAtRegister = (fault: Fault): void => {
        rig.simulator.addFault({ endpoint: "register", fault });
    };
    /** A number in CH. One minute later a move ends without a saved state. */
    const killedMove = async (fault?: Fault): Promise<Properties> => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        if (fault !== undefined) faultAtRegister(fault);
        await rig.up(state, DE).catch(() => undefined);
        rig.simulator.clearFaults();
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        return state;
    };

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    for (const [name, fault] of [
        ["got no answer", { kind: "cut", when: "before" }],
        ["was refused", { kind: "graphError", code: 133006 }],
    ] as const) {
        it(`brings the number back where the registration ${name}`, async () => {
            const state = await killedMove(fault);
            assert.equal(number().registered, false);
            const provider = rig.operation();
            const news = await rig.check(CH, provider);
            const { changes } = await provider.diff(phoneNumberId, state, news);
            assert.equal(changes, true, "no empty preview of a number that is down");
            assert.ok(rig.lines.some(({ message }) => /an earlier run was stopped/.test(message)));
            const back = await rig.up(state, CH);
            assert.match(rig.letters(), /^N/);
            assert.equal(number().registered, true);
            assert.equal(place(), "CH");
            assert.deepEqual(await rig.up(back, CH), back);
            assert.equal(rig.letters(), "", "seen once, it is a difference no more");
        });
    }

    it("sees a move that was finished unseen, and moves the number back", async () => {
        const state = await killedMove();
        assert.equal(place(), "DE");
        const { message, properties } = await failureOf(rig.up(state, CH));
        assert.match(message, /local storage reads IN_COUNTRY_STORAGE_ENABLED in DE/);
        assert.equal(properties?.["dataLocalizationRegion"], "DE");
        rig.simulator.clock.advance({ minutes: 1 });
        const back = await rig.up({ ...properties }, CH);
        assert.equal(place(), "CH");
        assert.equal(back["regionVerified"], true);
    });

    it("sees it in a refresh as well, with its storage", async () => {
        const state = await killedMove();
        const read = await rig.refresh(state);
        assert.equal(rig.letters(), "N S");
        assert.equal(read["dataLocalizationRegion"], "DE");
    });

    it("sees storage that an unseen run gave to a number without a region", async () => {
        const state = await rig.create();
        rig.simulator.clock.advance({ minutes: 1 });
        await rig.up(state, CH);
        rig.simulator.clock.advance({ minutes: 1 });
        const read = await rig.refresh(state);
        assert.equal(read["dataLocalizationRegion"], "CH");
    });

    it("writes a PIN again that was set and never saved", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        await rig.up(state, { ...CH, pin: "543210" });
        assert.equal(number().pin, "543210");
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        const back = await rig.up(state, CH);
        assert.equal(rig.letters(), "N S P");
        assert.equal(number().pin, "012345");
        assert.equal(back["pin"], "012345");
    });

    it("writes a PIN again whose write was stopped before it arrived", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        await rig.up(state, { ...CH, pin: "543210" });
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.addFault({ endpoint: "setPin", fault: { kind: "cut", when: "before" } });
        await failureOf(rig.up(state, CH));
        assert.equal(number().pin, "543210");
        rig.simulator.clock.advance({ minutes: 1 });
        await rig.up(state, CH);
        assert.equal(number().pin, "012345");
    });

    for (const [which, pin] of [
        ["old", "012345"],
        ["new", "543210"],
    ] as const) {
        it(`brings a number back that was stopped in a move with a new PIN: the ${which} one declared`, async () => {
            const state = await rig.create(CH);
            rig.simulator.clock.advance({ minutes: 1 });
            faultAtRegister({ kind: "cut", when: "before" });
            await failureOf(rig.up(state, { ...DE, pin: "543210" }));
            assert.equal(number().registered, false);
            rig.simulator.clock.advance({ minutes: 1 });
            const back = await rig.up(state, { ...CH, pin });
            assert.equal(number().registered, true);
            assert.equal(number().pin, pin);
            assert.equal(back["pin"], pin);
            assert.equal(number().attempts.register, 2, "no registration with a wrong PIN");
        });
    }

    it("forgets a PIN in a refresh that an unseen run may have replaced", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        await rig.up(state, { ...CH, pin: "543210" });
        rig.simulator.clock.advance({ minutes: 1 });
        const read = await rig.refresh(state);
        assert.equal(read["pin"], undefined);
        await rig.up(read, CH);
        assert.equal(number().pin, "012345");
    });

    it("takes its own unanswered registration for its own", async () => {
        faultAtRegister({ kind: "cut", when: "after" });
        const endpoint = "getPhoneNumber";
        const fault = { kind: "graphError", code: 10 } as const;
        rig.simulator.addFault({ endpoint, call: 2, times: 9, fault });
        await failureOf(rig.create(CH));
        rig.simulator.clearFaults();
        assert.equal(number().registered, true);
        const state = await rig.create({ ...DE, pin: "543210" });
        assert.equal(state["dataLocalizationRegion"], "DE");
        assert.equal(number().pin, "543210");
    });

    it("brings a renamed number back with the registration in reserve", async () => {
        const state = await killedMove({ kind: "graphError", code: 133006 });
        const spentRequests = Array.from({ length: 7 }, (_, minute) => ({
            operation: "register" as const,
            at: new Date(Date.parse("2026-11-22T11:00:00.000Z") + minute * 60_000).toISOString(),
            outcome: "accepted",
        }));
        // Only the journal tells the new resource who registered the number.
        const journal = new RequestJournal((await journalPlace(rig.env, rig.simulator.url)).folder);
        journal.absorb(phoneNumberId, spentRequests as never);
        assert.equal(number().registered, false);
        const renamed = await rig.create({ ...CH, __name: "renamed" });
        assert.equal(number().registered, true);
        const budget = renamed["budget"] as { readonly register: { readonly left: number } };
        assert.equal(budget.register.left, 0);
        assert.equal(typeof state["pin"], "string");
    });

    describe("after an accepted deregistration that no reading followed", () => {
        const cutMove = async (): Promise<Awaited<ReturnType<typeof failureOf>>> => {
            const state = await rig.create(CH);
            rig.simulator.clock.advance({ minutes: 1 });
            const fault = { kind: "graphError", code: 10 } as const;
            rig.simulator.addFault({ endpoint: "getPhoneNumber", call: 2, times: 9, fault });
            const failure = await failureOf(rig.up(state, DE));
            rig.simulator.clearFaults();
            rig.simulator.clock.advance({ minutes: 6 });
            rig.simulator.clearRequests();
            return failure;
        };

        it("never stores that it is registered, and says OFFLINE", async () => {
            const { message, properties } = await cutMove();
            assert.match(message, /may be OFFLINE/);
            assert.equal(properties?.["registered"], false);
        });

        it("looks first, whatever else changes", async () => {
            const { properties } = await cutMove();
            const state = await rig.up({ ...properties }, { ...CH, wabaId: "102290129340398" });
            assert.match(rig.letters(), /^N S/);
            assert.equal(number().registered, true);
            assert.equal(state["registered"], true);
            assert.equal(place(), "CH");
        });

        it("takes no other number down in that run", async () => {
            rig.simulator.changeWorld({ numbers: [{ id: other }] });
            const first = await rig.create(CH);
            const second = await rig.create({ ...CH, phoneNumberId: other, __name: "other" });
            rig.simulator.clock.advance({ minutes: 1 });
            const fault = { kind: "graphError", code: 10 } as const;
            rig.simulator.addFault({ endpoint: "getPhoneNumber", call: 2, times: 9, fault });
            const provider = rig.operation();
            await failureOf(rig.up(first, DE, provider));
            rig.simulator.clearFaults();
            const moving = rig.up(
                second,
                { ...DE, phoneNumberId: other, __name: "other" },
                provider,
            );
            assert.match((await failureOf(moving)).message, /did not come back/);
            assert.equal(number(other).registered, true);
        });
    });

    it("does not hold a delete because of a lost answer in a move that went well", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.addFault({ endpoint: "deregister", fault: { kind: "cut", when: "after" } });
        const moved = await rig.up(state, DE);
        rig.simulator.clock.advance({ minutes: 1 });
        await rig.destroy(moved);
        assert.equal(number().registered, false);
    });

    it("takes no number down once the engine is gone, and says so in the journal", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        rig.isEngineGone = true;
        const { message } = await failureOf(rig.up(state, DE));
        assert.match(message, /engine is gone/);
        assert.equal(number().registered, true);
        assert.doesNotMatch(rig.letters(), /D/);
        assert.match(rig.journalText(), /the engine was gone/);
        await assert.rejects(rig.destroy(state), { message: /engine is gone/ });
        assert.equal(number().registered, true);
    });
});
