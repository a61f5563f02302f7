import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };

throughBothDoors("a preview", (door) => {
    let rig: Rig;
    const said = (severity: string): readonly string[] =>
        rig.lines.filter((line) => line.severity === severity).map(({ message }) => message);
    const preview = async (state: Record<string, unknown>, inputs: object): Promise<unknown> => {
        rig.lines.length = 0;
        const provider = rig.operation();
        const news = await rig.check({ ...inputs }, provider, state);
        return provider.diff(phoneNumberId, state, news);
    };
    const useUp = async (): Promise<void> => {
        const fault = { kind: "graphError", code: 133006 } as const;
        rig.simulator.addFault({ endpoint: "register", times: 20, fault });
        rig.env["WHATSAPP_FORCE"] = phoneNumberId;
        for (let count = 0; count < 9; count += 1) {
            rig.simulator.clock.advance({ minutes: 1 });
            await failureOf(rig.create(CH));
        }
        rig.simulator.clearFaults();
        rig.simulator.clearRequests();
    };

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("of a new number names its cost", async () => {
        await rig.check(CH, rig.operation());
        assert.deepEqual(said("info"), [
            "registers: uses 1 of the 10 registrations left, or adopts it, which costs nothing",
        ]);
        assert.equal(rig.letters(), "");
    });

    it("of a new number is refused where the budget does not allow it", async () => {
        await useUp();
        const refusal = { message: /Cannot register .*kept in reserve.*fits again at 2026-11-25T/ };
        await assert.rejects(rig.check(CH, rig.operation()), refusal);
        rig.config["whatsapp:strictPreview"] = "false";
        await rig.check(CH, rig.operation());
        assert.match(said("error").join(), /kept in reserve/);
        assert.equal(rig.letters(), "");
    });

    it("of a number that this stack has registered is not refused: it is adopted", async () => {
        const state = await rig.create(CH);
        assert.equal(state["registered"], true);
        const nine = Array.from({ length: 9 }, (_, minute) => ({
            operation: "register" as const,
            at: new Date(Date.parse("2026-11-22T11:00:00.000Z") + minute * 60_000).toISOString(),
            outcome: "accepted",
        }));
        // The journal still has what a destroyed state knew.
        rig.simulator.clock.advance({ minutes: 1 });
        await rig.destroy({ ...state, spentRequests: nine });
        rig.simulator.clock.advance({ minutes: 1 });
        await assert.rejects(rig.check(CH, rig.operation()), { message: /10 of 10 register/ });
    });

    it("names the refusal that still holds, and does not announce the move", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        const fault = { kind: "graphError", code: 12 } as const;
        rig.simulator.addFault({ endpoint: "register", fault });
        const { properties } = await failureOf(rig.up(state, DE));
        rig.simulator.clock.advance({ minutes: 1 });
        await preview({ ...properties }, DE);
        assert.match(said("warning").join(), /would refuse this.*Already refused at .*next try at/);
        assert.deepEqual(said("info"), []);
    });

    it("warns of an expired ownership before a registration is spent", async () => {
        const state = { ...(await rig.create({})), codeVerificationStatus: "EXPIRED" };
        const down = { ...state, registered: false, status: "DISCONNECTED" };
        await preview({ ...down, platformType: "NOT_APPLICABLE" }, {});
        assert.match(said("warning").join(), /ownership verification has expired/);
        assert.match(said("info").join(), /registers again: uses 1 of the 9/);
    });

    it("refuses registered: false from a program, and takes it where drift is ignored", async () => {
        const provider = rig.operation();
        await assert.rejects(rig.check({ registered: false }, provider), {
            message: /registered is not an argument.*ignoreChanges/,
        });
        const news = { phoneNumberId, pin: "012345", registered: false, __urn: "urn:a" };
        const { failures } = await rig.operation().check({ registered: false }, news);
        assert.deepEqual(failures, []);
    });
});

throughBothDoors("a refusal", (door) => {
    let rig: Rig;

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("outlives a destroy: a loop of up and destroy registers once", async () => {
        rig.simulator.changeNumber(phoneNumberId, { pin: "999999" });
        for (let round = 0; round < 20; round += 1) {
            rig.simulator.clock.advance({ minutes: 2 });
            const { properties } = await failureOf(rig.create(CH));
            rig.simulator.clock.advance({ minutes: 2 });
            if (properties !== undefined) await rig.destroy({ ...properties });
        }
        assert.equal(rig.simulator.number(phoneNumberId).attempts.register, 1);
        const state = await rig.create({ ...CH, pin: "999999" });
        assert.equal(state["registered"], true, "a corrected PIN is tried at once");
    });

    it("outlives a destroy on another machine, whose journal knows nothing of it", async () => {
        rig.simulator.changeNumber(phoneNumberId, { pin: "999999" });
        const { properties } = await failureOf(rig.create(CH));
        rig.env["WHATSAPP_JOURNAL_DIR"] = `${rig.journalFolder}/elsewhere`;
        await rig.destroy({ ...properties });
        rig.simulator.clock.advance({ minutes: 2 });
        const { message } = await failureOf(rig.create(CH));
        assert.match(message, /133005.*Already refused at .*next try at/);
        assert.equal(rig.simulator.number(phoneNumberId).attempts.register, 1);
        assert.doesNotMatch(rig.journalText(), /012345|999999/);
    });

    it("is saved even if its text names a time beyond all dates", async () => {
        const fault = {
            kind: "graphError",
            code: 133008,
            details: "Try again in 999999999999999 days.",
        } as const;
        rig.simulator.addFault({ endpoint: "register", fault });
        const { properties } = await failureOf(rig.create(CH));
        const { nextTryAt } = properties?.["refusal"] as { readonly nextTryAt: string };
        assert.equal(nextTryAt, "2026-11-23T12:00:00.000Z");
    });

    it("that arrives as a subcode is tried again after a day, not after five minutes", async () => {
        const fault = { kind: "graphError", code: 100, subcode: 2388092 } as const;
        rig.simulator.addFault({ endpoint: "register", fault });
        const { properties } = await failureOf(rig.create(CH));
        const { nextTryAt } = properties?.["refusal"] as { readonly nextTryAt: string };
        assert.equal(nextTryAt, "2026-11-23T12:00:00.000Z");
        assert.match(rig.journalText(), /"graphSubcode":2388092/);
    });
});

throughBothDoors("a move that waits for its turn", (door) => {
    it("counts as offline only while it is down", async () => {
        const rig = await Rig.start({}, door);
        const other = "106540352242923";
        rig.simulator.changeWorld({ numbers: [{ id: other }] });
        const two = { phoneNumberId: other, __name: "two" };
        const first = await rig.create(CH);
        const second = await rig.create({ ...CH, ...two });
        rig.simulator.clock.advance({ minutes: 1 });
        const fault = { kind: "graphError", code: 133004 } as const;
        rig.simulator.addFault({ endpoint: "register", fault });
        const provider = rig.operation();
        const moves = [rig.up(first, DE, provider), rig.up(second, { ...DE, ...two }, provider)];
        await Promise.all(moves);
        const seconds = rig.lines.flatMap(
            ({ message }) => /offline for at most (\d+) s/.exec(message)?.[1] ?? [],
        );
        await rig.stop();
        assert.equal(Number(seconds[0]), 60, "Meta asked for a minute");
        assert.ok(Number(seconds[1]) < 10, `the other one was down for ${seconds[1]} s`);
    });
});
