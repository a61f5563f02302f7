import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };

describe("a refusal that is remembered, with whatsapp:rememberedRefusal", () => {
    let rig: Rig;
    const warnings = (): string =>
        rig.lines
            .filter(({ severity }) => severity === "warning")
            .map(({ message }) => message)
            .join("\n");
    const later = (minutes: number): void => {
        rig.simulator.clock.advance({ minutes });
        rig.lines.length = 0;
        rig.letters();
    };
    const refuse = (code: number, times: number = 1): void => {
        rig.simulator.addFault({
            endpoint: "register",
            times,
            fault: { kind: "graphError", code },
        });
    };
    /** Somebody else deregistered this number, and Meta refused its repair. */
    const refusedRepair = async (): Promise<Record<string, unknown>> => {
        const state = await rig.create(CH);
        rig.simulator.changeNumber(phoneNumberId, { registered: false, pin: "999999" });
        const drifted = await rig.refresh(state);
        later(1);
        const { properties } = await failureOf(rig.up(drifted, CH));
        return { ...properties };
    };

    beforeEach(async () => {
        rig = await Rig.start();
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("fail, the default, fails every run until its time", async () => {
        const state = await refusedRepair();
        later(5);
        await assert.rejects(rig.up(state, CH), { message: /Already refused at .*next try at/ });
        assert.equal(rig.letters(), "N");
    });

    it("warn ends the run well, warns, and leaves the difference in the preview", async () => {
        const refused = await refusedRepair();
        rig.config["whatsapp:rememberedRefusal"] = "warn";
        later(5);
        const left = await rig.up(refused, CH);
        assert.equal(rig.letters(), "N");
        assert.match(warnings(), /LEFT AS IT IS: .*Already refused at .*next try at/);
        assert.equal(left["registered"], false);
        assert.deepEqual(left["refusal"], refused["refusal"]);
        const provider = rig.operation();
        const news = await rig.check(CH, provider, left);
        const { changes } = await provider.diff(phoneNumberId, left, news);
        assert.equal(changes, true);
    });

    it("warn still tries when its time has come, and fails the run for a new refusal", async () => {
        const refused = await refusedRepair();
        rig.config["whatsapp:rememberedRefusal"] = "warn";
        later(5);
        const left = await rig.up(refused, CH);
        later(25 * 60);
        await assert.rejects(rig.up(left, CH), { message: /133005/ });
        later(25 * 60);
        rig.simulator.changeNumber(phoneNumberId, { pin: "012345" });
        const mended = await rig.up(left, CH);
        assert.equal(mended["registered"], true);
    });

    it("warn leaves a number that is up where it is, though another region is declared", async () => {
        const state = await rig.create(CH);
        later(1);
        refuse(12);
        const { properties } = await failureOf(rig.up(state, DE));
        rig.config["whatsapp:rememberedRefusal"] = "warn";
        later(5);
        const left = await rig.up({ ...properties }, DE);
        assert.equal(rig.letters().includes("D"), false);
        assert.deepEqual([left["registered"], left["dataLocalizationRegion"]], [true, "CH"]);
        assert.equal(left["regionVerified"], false);
        const provider = rig.operation();
        const news = await rig.check(DE, provider, left);
        const { replaces } = await provider.diff(phoneNumberId, left, news);
        assert.deepEqual(replaces, ["dataLocalizationRegion"]);
    });

    it("warn fails for a number that is new to the stack: it may replace one that would go then", async () => {
        rig.simulator.changeNumber(phoneNumberId, { pin: "999999" });
        const { properties } = await failureOf(rig.create(CH));
        later(1);
        await rig.destroy({ ...properties });
        rig.config["whatsapp:rememberedRefusal"] = "warn";
        later(5);
        await assert.rejects(rig.create(CH), { message: /Already refused at/ });
        assert.equal(rig.letters().includes("R"), false);
    });

    it("warn keeps the number that was to be replaced by one that is not registered", async () => {
        const other = "106540352242923";
        const old = await rig.create(CH);
        rig.simulator.changeWorld({ numbers: [{ id: other, pin: "999999" }] });
        later(1);
        const { properties } = await failureOf(rig.create({ phoneNumberId: other }));
        rig.config["whatsapp:rememberedRefusal"] = "warn";
        later(5);
        const provider = rig.operation();
        const left = await rig.up({ ...properties }, { phoneNumberId: other }, provider);
        assert.equal(left["registered"], false);
        await assert.rejects(rig.destroy(old, provider), { message: /replaces it could not be/ });
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    });

    it("warn takes Meta's block for a refusal that is remembered, in the preview too", async () => {
        const state = await rig.create(CH);
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        const drifted = await rig.refresh(state);
        later(1);
        refuse(133016);
        const { properties } = await failureOf(rig.up(drifted, CH));
        const blocked = { ...properties };
        later(5);
        await assert.rejects(rig.up(blocked, CH), { message: /133016/ });
        rig.config["whatsapp:rememberedRefusal"] = "warn";
        later(5);
        const left = await rig.up(blocked, CH);
        assert.equal(rig.letters().includes("R"), false);
        assert.match(warnings(), /LEFT AS IT IS: .*133016/);
        assert.equal(left["registered"], false);
    });

    it("warn does not hide what our own count forbids", async () => {
        const state = await rig.create(CH);
        const nine = Array.from({ length: 9 }, (_, minute) => ({
            operation: "register" as const,
            at: new Date(rig.simulator.clock.now().getTime() - minute * 60_000).toISOString(),
            outcome: "accepted",
        }));
        rig.config["whatsapp:rememberedRefusal"] = "warn";
        const spent = { ...state, spentRequests: nine };
        await assert.rejects(rig.up(spent, DE), { message: /kept in reserve/ });
    });

    it("warn never takes a destroy for done that Meta refused before", async () => {
        const state = await rig.create(CH);
        later(1);
        const fault = { kind: "graphError", code: 1 } as const;
        rig.simulator.addFault({ endpoint: "deregister", fault });
        await failureOf(rig.destroy(state));
        rig.config["whatsapp:rememberedRefusal"] = "warn";
        later(1);
        await assert.rejects(rig.destroy(state), {
            message: /Meta refused it before, and it is tried again/,
        });
    });

    it("takes fail and warn only", async () => {
        rig.config["whatsapp:rememberedRefusal"] = "ignore";
        const message = /whatsapp:rememberedRefusal must be fail or warn/;
        await assert.rejects(rig.check(CH, rig.operation()), { message });
    });
});
