import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

throughBothDoors("a new display name", (door) => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);
    const ask = (newStatus: "PENDING_REVIEW" | "APPROVED"): void => {
        const newApprovedAt =
            newStatus === "APPROVED" ? rig.simulator.clock.now().toISOString() : null;
        rig.simulator.changeNumber(phoneNumberId, {
            name: { newStatus, newDisplayName: "New Shop", newApprovedAt },
        });
    };

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("sends nothing before Meta approves it", async () => {
        const state = await rig.create();
        ask("PENDING_REVIEW");
        const read = await rig.refresh(state);
        assert.equal(read["newNameStatus"], "PENDING_REVIEW");
        rig.simulator.clearRequests();
        assert.deepEqual(await rig.up(read), read);
        assert.equal(rig.letters(), "");
    });

    it("shows as drift once it is approved, and one registration takes it", async () => {
        const state = await rig.create({ dataLocalizationRegion: "CH" });
        rig.simulator.clock.advance({ minutes: 1 });
        ask("APPROVED");
        const read = await rig.refresh(state);
        assert.equal(read["displayNameRegistered"], false);
        assert.equal(read["registerDisplayNameBy"], "2026-12-06T12:01:00.000Z");
        assert.ok(rig.lines.some(({ message }) => message.includes("2026-12-06T12:01:00.000Z")));
        rig.simulator.clearRequests();
        const news = await rig.up(read, { dataLocalizationRegion: "CH" });
        assert.equal(rig.letters(), "N R N");
        assert.equal(news["displayNameRegistered"], true);
        assert.equal(news["registerDisplayNameBy"], undefined);
        assert.equal(news["verifiedName"], "New Shop");
        assert.equal(number().attempts.deregister, 0, "it never went down");
        assert.equal(number().storage.dataLocalizationRegion, "CH");
        const again = await rig.refresh(news);
        rig.simulator.clearRequests();
        assert.deepEqual(await rig.up(again, { dataLocalizationRegion: "CH" }), again);
        assert.equal(rig.letters(), "");
    });

    it("proves a PIN that nothing proved before it registers with it", async () => {
        rig.simulator.changeNumber(phoneNumberId, { registered: true, pin: "999999" });
        const adopted = await rig.create();
        ask("APPROVED");
        const read = await rig.refresh(adopted);
        rig.simulator.clearRequests();
        await rig.up(read);
        assert.equal(rig.letters(), "N P R N");
        assert.equal(number().pin, "012345");
    });

    it("can be left to others", async () => {
        const state = await rig.create();
        ask("APPROVED");
        const read = await rig.refresh(state);
        rig.simulator.clearRequests();
        const ignored = { displayNameRegistered: false };
        assert.deepEqual(await rig.up(read, ignored), read);
        assert.equal(rig.letters(), "");
    });

    it("keeps the reserve: it is no emergency", async () => {
        const state = await rig.create();
        const times = Array.from({ length: 9 }, (_, hour) => `2026-11-21T0${hour}:00:00.000Z`);
        const spentRequests = times.map((at) => ({
            operation: "register",
            at,
            outcome: "accepted",
        }));
        ask("APPROVED");
        const read = { ...(await rig.refresh(state)), spentRequests };
        await assert.rejects(rig.up(read), { message: /10 of 10 register requests/ });
    });

    it("still waits where its registration was lost on the way", async () => {
        const state = await rig.create();
        rig.simulator.clock.advance({ minutes: 1 });
        ask("APPROVED");
        const read = await rig.refresh(state);
        rig.simulator.clock.advance({ minutes: 5 });
        rig.simulator.addFault({ endpoint: "register", fault: { kind: "cut", when: "before" } });
        const { message, properties } = await failureOf(rig.up(read));
        assert.match(message, /no answer came, and the display name still waits/);
        assert.equal(properties?.["displayNameRegistered"], false);
        rig.simulator.clearRequests();
        await failureOf(rig.up({ ...properties }));
        assert.equal(rig.letters(), "N", "not at once again");
        rig.simulator.clock.advance({ minutes: 6 });
        const news = await rig.up({ ...properties });
        assert.equal(news["verifiedName"], "New Shop");
        assert.equal(news["displayNameRegistered"], true);
    });

    it("is taken where only the answer was lost", async () => {
        const state = await rig.create();
        rig.simulator.clock.advance({ minutes: 1 });
        ask("APPROVED");
        const read = await rig.refresh(state);
        rig.simulator.addFault({ endpoint: "register", fault: { kind: "cut", when: "after" } });
        const news = await rig.up(read);
        assert.equal(news["displayNameRegistered"], true);
        assert.equal(number().attempts.register, 2);
    });
});
