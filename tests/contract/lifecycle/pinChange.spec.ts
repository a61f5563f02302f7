import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

const newPin = { pin: "543210" };

throughBothDoors("a new PIN", (door) => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);
    const deregisteredOutside = async (): Promise<Record<string, unknown>> => {
        const state = await rig.create();
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        const drifted = await rig.refresh(state);
        rig.simulator.clearRequests();
        return drifted;
    };

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("waits, on a number that is down, for the proved old one to register it", async () => {
        const state = await rig.up(await deregisteredOutside(), newPin);
        assert.equal(rig.letters(), "N S R N P");
        assert.equal(number().pin, "543210");
        assert.equal(state["pin"], "543210");
        assert.equal(number().attempts.register, 2);
    });

    it("registers itself where the old one is refused", async () => {
        const drifted = await deregisteredOutside();
        rig.simulator.changeNumber(phoneNumberId, { pin: "543210" });
        const state = await rig.up(drifted, newPin);
        assert.equal(rig.letters(), "N S R R N");
        assert.equal(state["registered"], true);
    });

    it("registers itself where the old one was never proved", async () => {
        const { pinProvedAt, ...drifted } = await deregisteredOutside();
        assert.equal(typeof pinProvedAt, "string");
        rig.simulator.changeNumber(phoneNumberId, { pin: "543210" });
        await rig.up(drifted, newPin);
        assert.equal(rig.letters(), "N S R N");
    });

    it("does not try the old one more often than the schedule allows", async () => {
        const drifted = await deregisteredOutside();
        const fault = { kind: "graphError", code: 131000 } as const;
        rig.simulator.addFault({ endpoint: "register", times: 100, fault });
        const { properties } = await failureOf(rig.up(drifted, newPin));
        assert.ok(properties);
        assert.equal(rig.letters(), "N S R");
        rig.simulator.clock.advance({ minutes: 4 });
        await failureOf(rig.up(properties, newPin));
        assert.equal(rig.letters(), "N");
    });

    it("registers at once where the old one was refused in an earlier run", async () => {
        const drifted = await deregisteredOutside();
        rig.simulator.changeNumber(phoneNumberId, { pin: "543210" });
        const { properties } = await failureOf(rig.up(drifted));
        assert.ok(properties);
        assert.equal(properties["pinProvedAt"], undefined, "refused, it is proved no more");
        rig.simulator.clearRequests();
        const state = await rig.up(properties, newPin);
        assert.equal(rig.letters(), "N S R N");
        assert.equal(state["registered"], true);
    });

    it("registers at once where a move proved the old one and Meta refused it all the same", async () => {
        const CH = { dataLocalizationRegion: "CH" };
        const state = await rig.create();
        rig.simulator.clock.advance({ minutes: 1 });
        const fault = { kind: "graphError", code: 133005 } as const;
        rig.simulator.addFault({ endpoint: "register", fault });
        const { properties } = await failureOf(rig.up(state, CH));
        assert.ok(properties);
        assert.equal(properties["pinProvedAt"], undefined);
        rig.simulator.changeNumber(phoneNumberId, { pin: "543210" });
        rig.simulator.clearRequests();
        await rig.up(properties, { ...CH, ...newPin });
        assert.equal(rig.letters(), "N S R N S");
    });

    it("is written again when no answer came to it", async () => {
        const state = await rig.create();
        rig.simulator.addFault({ endpoint: "setPin", fault: { kind: "cut", when: "after" } });
        const { properties } = await failureOf(rig.up(state, newPin));
        assert.ok(properties);
        assert.equal("pin" in properties, false, "it is not known which one the number has");
        rig.simulator.clearRequests();
        const news = await rig.up(properties, newPin);
        assert.equal(rig.letters(), "N P");
        assert.equal(news["pin"], "543210");
    });

    it("waits for the proved old one also where the region changes with it", async () => {
        const CH = { dataLocalizationRegion: "CH" };
        const created = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        const drifted = await rig.refresh(created);
        rig.simulator.clearRequests();
        const state = await rig.up(drifted, { ...newPin, dataLocalizationRegion: "DE" });
        assert.equal(rig.letters(), "N S W S R N S P");
        assert.equal(number().pin, "543210");
        assert.equal(number().storage.dataLocalizationRegion, "DE");
        assert.equal(state["pin"], "543210");
    });

    it("is set after a move that comes with it, so that a stop leaves a PIN that the state knows", async () => {
        const created = await rig.create({ dataLocalizationRegion: "CH" });
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        const state = await rig.up(created, { ...newPin, dataLocalizationRegion: "DE" });
        assert.equal(rig.letters(), "N S P D N W S R N S P");
        assert.equal(number().pin, "543210");
        assert.equal(state["pin"], "543210");
    });
});
