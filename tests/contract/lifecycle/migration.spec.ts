import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, plain, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

const backup = { data: "fake-backup-data==", password: "fake-backup-password" };
const wrongBackup = { ...backup, password: "fake-wrong-password" };
const pin = "012345";

throughBothDoors("a migration from On-Premises", (door) => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);
    const registrations = () =>
        rig.simulator
            .requests()
            .filter(({ endpoint }) => endpoint === "register")
            .map(({ body }) => body as Record<string, unknown>);

    beforeEach(async () => {
        rig = await Rig.start({}, door);
        rig.simulator.changeNumber(phoneNumberId, { pin, onPremises: backup });
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("is refused without a backup before anything is sent, and says how", async () => {
        const { message } = await failureOf(rig.create());
        assert.match(message, /On-Premises API.*declare `backup`/);
        assert.equal(rig.letters(), "N");
    });

    it("registers with the backup, once, and says nothing of it in the state", async () => {
        const state = await rig.create({ backup });
        assert.deepEqual(Object.keys(registrations()[0] ?? {}).sort(), [
            "backup",
            "messaging_product",
            "pin",
        ]);
        assert.equal(rig.letters(), "N S R N");
        assert.equal(number().registered, true);
        assert.equal(state["platformType"], "CLOUD_API");
        assert.ok(!JSON.stringify(state).includes("fake-backup"), JSON.stringify(state));
        assert.ok(!rig.journalText().includes("fake-backup"));
        assert.ok(!JSON.stringify(rig.lines).includes("fake-backup"));
    });

    it("takes a region along, written before it", async () => {
        const state = await rig.create({ backup, dataLocalizationRegion: "CH" });
        assert.equal(rig.letters(), "N S W S R N S");
        assert.equal(state["regionVerified"], true);
    });

    it("is no change when the backup is taken away, changed or added later", async () => {
        const state = await rig.create({ backup });
        rig.simulator.clearRequests();
        assert.deepEqual(await rig.up(state), state);
        assert.deepEqual(await rig.up(state, { backup: wrongBackup }), state);
        assert.equal(rig.letters(), "");
    });

    it("does not use the backup again for a number that was seen registered", async () => {
        const state = await rig.create({ backup });
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        const drifted = await rig.refresh(state);
        rig.simulator.clearRequests();
        await rig.up(drifted, { backup });
        assert.deepEqual(
            registrations().map((body) => "backup" in body),
            [false],
        );
        assert.equal(number().registered, true);
    });

    it("does not use it for a move to another region either", async () => {
        const state = await rig.create({ backup });
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        await rig.up(state, { backup, dataLocalizationRegion: "CH" });
        assert.deepEqual(
            registrations().map((body) => "backup" in body),
            [false],
        );
    });

    it("does not use it for a number that has left On-Premises, which it adopts", async () => {
        rig.simulator.changeNumber(phoneNumberId, { registered: true });
        await rig.create({ backup });
        assert.equal(rig.letters(), "N S");
        assert.ok(rig.lines.some(({ message }) => /the backup is not needed/.test(message)));
    });

    it("says that a refused PIN took the number down, and brings it over in the next run", async () => {
        const { message, properties } = await failureOf(rig.create({ backup, pin: "999999" }));
        assert.match(message, /133005/);
        assert.match(message, /may leave the number down on the On-Premises API too/);
        assert.ok(properties);
        assert.equal(properties["registered"], false);
        assert.ok(!JSON.stringify(properties).includes("fake-backup"));
        rig.simulator.clearRequests();
        const state = await rig.up(properties, { backup });
        assert.deepEqual(
            registrations().map((body) => "backup" in body),
            [true],
        );
        assert.equal(state["registered"], true);
        assert.equal("__migrating" in state, false);
        assert.equal(number().registered, true);
    });

    it("goes on after a refresh of a number that is on neither API", async () => {
        const { properties } = await failureOf(rig.create({ backup, pin: "999999" }));
        const refreshed = await rig.refresh({ ...properties });
        assert.equal(refreshed["platformType"], "NOT_APPLICABLE");
        const state = await rig.up(refreshed, { backup });
        assert.equal(state["registered"], true);
    });

    it("does not repeat a backup that Meta cannot read before its time", async () => {
        const { message, properties } = await failureOf(rig.create({ backup: wrongBackup }));
        assert.match(message, /13300[12]/);
        assert.ok(!message.includes("fake-wrong"));
        rig.simulator.clearRequests();
        const second = await failureOf(rig.up({ ...properties }, { backup: wrongBackup }));
        assert.match(second.message, /nothing was sent/);
        assert.equal(rig.letters(), "N");
        assert.ok(!JSON.stringify(second).includes("fake-"));
    });

    it("tries a corrected backup at once, and one that is wrong again not twice", async () => {
        const first = await failureOf(rig.create({ backup: wrongBackup }));
        rig.simulator.clearRequests();
        const otherWrong = { ...backup, data: "fake-other-data" };
        const second = await failureOf(rig.up({ ...first.properties }, { backup: otherWrong }));
        assert.equal(rig.letters(), "N S R");
        await failureOf(rig.up({ ...second.properties }, { backup: otherWrong }));
        assert.equal(rig.letters(), "N");
        await rig.up({ ...second.properties }, { backup });
        assert.equal(number().registered, true);
    });

    it("does not begin for a number that moved back while its old backup is still declared", async () => {
        const state = await rig.create({ backup });
        rig.simulator.changeNumber(phoneNumberId, { onPremises: backup });
        const read = await rig.refresh(state);
        assert.equal(read["registered"], true, "out of reach is no drift");
        rig.simulator.clearRequests();
        const { message } = await failureOf(rig.up(read, { backup, pin: "543210" }));
        assert.match(message, /On-Premises API/);
        assert.equal(rig.letters(), "N");
    });

    it("looks at the number when no answer comes, and sends nothing twice", async () => {
        rig.simulator.addFault({ endpoint: "register", fault: { kind: "cut", when: "after" } });
        const state = await rig.create({ backup });
        assert.equal(rig.letters(), "N S R N");
        assert.equal(state["registered"], true);
    });

    it("hands the backup to Pulumi as a secret", async () => {
        const { inputs } = await rig
            .operation()
            .check({}, { phoneNumberId, pin, backup, __urn: "urn:pulumi:dev::numbers::t::main" });
        const { backup: checked } = inputs ?? {};
        assert.deepEqual(plain({ backup: checked }), { backup });
        assert.notDeepEqual(checked, backup);
    });

    it("ends when a reading shows the number registered", async () => {
        rig.simulator.addFault({ endpoint: "register", fault: { kind: "cut", when: "after" } });
        const lost = { endpoint: "getPhoneNumber", call: 2, times: 200 } as const;
        rig.simulator.addFault({ ...lost, fault: { kind: "cut", when: "before" } });
        const { properties } = await failureOf(rig.create({ backup }));
        rig.simulator.clearFaults();
        const read = await rig.refresh({ ...properties });
        assert.equal(read["registered"], true);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        const drifted = await rig.refresh(read);
        rig.simulator.clearRequests();
        await rig.up(drifted, { backup });
        assert.deepEqual(
            registrations().map((body) => "backup" in body),
            [false],
        );
    });

    it("waits for its backup where that is taken away before it has ended", async () => {
        const first = await failureOf(rig.create({ backup, pin: "999999" }));
        const refreshed = await rig.refresh({ ...first.properties });
        rig.simulator.clearRequests();
        const { message } = await failureOf(rig.up(refreshed));
        assert.match(message, /no backup is declared any more\. Declare it again/);
        assert.equal(rig.letters(), "N");
        await rig.up(refreshed, { backup });
        assert.equal(number().registered, true);
    });

    it("gives the backup to no other number", async () => {
        const state = await rig.create({ backup });
        const other = "106540352242923";
        rig.simulator.changeWorld({ numbers: [{ id: other }] });
        rig.simulator.clearRequests();
        await rig.up(state, { backup, phoneNumberId: other });
        assert.equal(rig.simulator.number(other).registered, true);
        assert.deepEqual(
            registrations().map((body) => "backup" in body),
            [false],
        );
    });

    it("tries a backup that cannot be opened once a day", async () => {
        const first = await failureOf(rig.create({ backup: wrongBackup }));
        let state = { ...first.properties };
        for (let hour = 0; hour < 72; hour += 1) {
            rig.simulator.clock.advance({ hours: 1 });
            const again = await failureOf(rig.up(state, { backup: wrongBackup }));
            state = again.properties === undefined ? state : { ...again.properties };
        }
        assert.equal(registrations().length, 4);
    });
});
