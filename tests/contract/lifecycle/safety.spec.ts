import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };
const times = (count: number, firstAt: string): string[] =>
    Array.from({ length: count }, (_, index) =>
        new Date(Date.parse(firstAt) + index * 60_000).toISOString(),
    );

throughBothDoors("safety", (door) => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);
    const spentBefore = (operation: string, count: number) =>
        times(count, "2026-11-22T10:00:00.000Z").map((at) => ({
            operation,
            at,
            outcome: "accepted",
        }));

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    describe("the budget", () => {
        it("refuses in the preview what would use the reserve, and sends nothing", async () => {
            const state = await rig.create(CH);
            const spentRequests = spentBefore("register", 9);
            rig.simulator.clearRequests();
            const { message } = await failureOf(rig.up({ ...state, spentRequests }, DE));
            assert.match(message, /Cannot change phone number 106540352242922: 10 of 10 register/);
            assert.match(message, /fits again at 2026-11-25T11:0\d:00\.000Z, in 71 h \d+ min/);
            assert.equal(rig.letters(), "");
            const said = rig.lines.filter(({ severity }) => severity !== "progress");
            assert.doesNotMatch(JSON.stringify(said), /of the 0 registrations|Cannot change/);
        });

        it("says what a replace costs and what is left", async () => {
            const state = await rig.create(CH);
            await rig.up({ ...state, spentRequests: spentBefore("deregister", 3) }, DE);
            const line = rig.lines.find(({ message }) => message.startsWith("replaces"));
            assert.equal(
                line?.message,
                "replaces: uses 1 of the 7 deregistrations left and 1 of the 9 registrations left; " +
                    "offline for about a minute",
            );
        });

        it("logs the same with strictPreview=false, and the operation refuses itself", async () => {
            rig.config["whatsapp:strictPreview"] = "false";
            const state = await rig.create(CH);
            rig.simulator.clearRequests();
            const spent = { ...state, spentRequests: spentBefore("register", 9) };
            const { message, properties } = await failureOf(rig.up(spent, DE));
            assert.match(message, /Cannot move phone number 106540352242922: 10 of 10 register/);
            assert.equal(properties, undefined, "the old state stays as it is");
            assert.equal(rig.letters(), "N S");
            assert.ok(
                rig.lines.some(({ severity, urn }) => severity === "error" && urn !== undefined),
            );
            assert.equal(number().registered, true);
        });

        it("lets a repair use the last registration, and not an eleventh", async () => {
            const state = await rig.create();
            const drifted = { ...state, registered: false };
            rig.simulator.changeNumber(phoneNumberId, { registered: false });
            const nine = [...spentBefore("register", 8), ...(state["spentRequests"] as object[])];
            assert.equal(nine.length, 9);
            rig.simulator.clock.advance({ minutes: 1 });
            const repaired = await rig.up({ ...drifted, spentRequests: nine });
            assert.equal(number().registered, true);
            rig.simulator.changeNumber(phoneNumberId, { registered: false });
            rig.simulator.clearRequests();
            const again = { ...repaired, registered: false };
            await assert.rejects(rig.up(again), { message: /10 of 10 register requests/ });
            assert.equal(rig.letters(), "");
        });

        it("knows from the journal what another stack or a failed delete spent", async () => {
            const state = await rig.create();
            rig.simulator.addFault({
                endpoint: "deregister",
                fault: { kind: "graphError", code: 133016 },
            });
            await assert.rejects(rig.destroy(state), { message: /133016/ });
            rig.simulator.clearRequests();
            rig.simulator.clearFaults();
            const { message } = await failureOf(rig.destroy(state));
            assert.match(message, /until 2026-11-25T13:00:00\.000Z/);
            assert.equal(rig.letters(), "N", "no request during a known block");
            rig.simulator.clock.advance({ hours: 73 });
            await rig.destroy(state);
            assert.equal(number().registered, false);
        });

        it("puts what is left into the outputs", async () => {
            const state = await rig.create();
            const budget = state["budget"] as { register: { left: number; nextSlotAt: string } };
            assert.equal(budget.register.left, 9);
            assert.equal(budget.register.nextSlotAt, "2026-11-25T13:00:00.000Z");
        });
    });

    describe("refusals", () => {
        it("does not try a wrong PIN again before a day is over", async () => {
            rig.simulator.changeNumber(phoneNumberId, { pin: "999999" });
            const { properties } = await failureOf(rig.create());
            assert.ok(properties, "one that sent a register request leaves partial state");
            rig.simulator.clearRequests();
            rig.simulator.clock.advance({ hours: 23 });
            const { message } = await failureOf(update(properties));
            assert.match(message, /133005.*Already refused at 2026-11-22T12:00:00\.000Z/);
            assert.match(message, /next try at 2026-11-23T12:00:00\.000Z, in 1 h 0 min/);
            assert.match(message, /WHATSAPP_FORCE=106540352242922/);
            assert.equal(rig.letters(), "N");
            rig.simulator.clock.advance({ hours: 1 });
            await failureOf(update(properties));
            assert.equal(rig.letters(), "N S R");
        });

        it("tries at once when the PIN was corrected", async () => {
            rig.simulator.changeNumber(phoneNumberId, { pin: "999999" });
            const { properties } = await failureOf(rig.create());
            const state = await rig.up({ ...properties }, { pin: "999999" });
            assert.equal(state["registered"], true);
            assert.equal(state["refusal"], undefined);
        });

        it("tries once when a person asks for it by WHATSAPP_FORCE", async () => {
            rig.simulator.changeNumber(phoneNumberId, { pin: "999999" });
            const { properties } = await failureOf(rig.create());
            rig.simulator.clearRequests();
            rig.env["WHATSAPP_FORCE"] = `1, ${phoneNumberId}`;
            await failureOf(update({ ...properties }));
            assert.equal(rig.letters(), "N S R");
        });

        it("does not spend a request on a dead network, however often it is run", async () => {
            rig.simulator.addFault({
                endpoint: "getPhoneNumber",
                times: 1000,
                fault: { kind: "cut", when: "before" },
            });
            for (let run = 0; run < 3; run += 1) {
                const { properties } = await failureOf(rig.create());
                assert.equal(properties, undefined);
            }
            assert.deepEqual(number().attempts, { register: 0, deregister: 0 });
        });

        const update = async (properties: Record<string, unknown>): Promise<unknown> => {
            const provider = rig.operation();
            const news = await rig.check({}, provider);
            return provider.update(phoneNumberId, properties, news);
        };
    });

    describe("a replace", () => {
        it("leaves the number up when the PIN cannot be proved", async () => {
            const state = await rig.create(CH);
            rig.simulator.addFault({ endpoint: "setPin", fault: { kind: "graphError", code: 10 } });
            rig.simulator.clearRequests();
            const { properties } = await failureOf(rig.up(state, DE));
            assert.equal(properties, undefined);
            assert.equal(rig.letters(), "N S P");
            assert.equal(number().registered, true);
        });

        it("refuses an expired verification before anything is sent, unless forced", async () => {
            const state = await rig.create(CH);
            rig.simulator.changeNumber(phoneNumberId, { codeVerificationStatus: "EXPIRED" });
            rig.simulator.clearRequests();
            await assert.rejects(rig.up(state, DE), { message: /EXPIRED.*WHATSAPP_FORCE/ });
            assert.equal(rig.letters(), "N S");
            rig.env["WHATSAPP_FORCE"] = phoneNumberId;
            await rig.up(state, DE);
            assert.equal(number().storage.dataLocalizationRegion, "DE");
        });

        it("takes the way back when Meta refuses the settings, and tells it in the state", async () => {
            const state = await rig.create(CH);
            rig.simulator.addFault({
                endpoint: "setStorage",
                fault: { kind: "graphError", code: 131009 },
            });
            const { message, properties } = await failureOf(rig.up(state, DE));
            assert.match(message, /registered again, with region CH as before/);
            assert.equal(number().registered, true);
            assert.equal(number().storage.dataLocalizationRegion, "CH");
            assert.ok(properties);
            assert.equal(properties["dataLocalizationRegion"], "CH");
            assert.equal(properties["registered"], true);
        });

        it("does not take the way back after a wrong PIN or an unknown outcome", async () => {
            for (const fault of [
                { kind: "graphError", code: 133005 },
                { kind: "cut", when: "before" },
            ] as const) {
                const fresh = await Rig.start({}, door);
                const state = await fresh.create(CH);
                fresh.simulator.clock.advance({ minutes: 1 });
                fresh.simulator.clearRequests();
                fresh.simulator.addFault({ endpoint: "register", fault });
                const { message, properties } = await failureOf(fresh.up(state, DE));
                assert.match(message, /^Phone number 106540352242922 is OFFLINE/);
                const sent = fresh.letters();
                assert.equal(sent.split(" ").filter((letter) => letter === "R").length, 1, sent);
                assert.equal(properties?.["registered"], false);
                await fresh.stop();
            }
        });

        it("registers once more after 133015, five minutes later", async () => {
            const state = await rig.create(CH);
            rig.simulator.clock.advance({ minutes: 1 });
            const before = rig.simulator.clock.now().getTime();
            rig.simulator.addFault({
                endpoint: "register",
                fault: { kind: "graphError", code: 133015 },
            });
            const news = await rig.up(state, DE);
            assert.equal(news["registered"], true);
            assert.ok(rig.simulator.clock.now().getTime() - before >= 5 * 60_000);
        });

        it("takes down no second number after one that did not come back", async () => {
            const other = "106540352242923";
            rig.simulator.changeWorld({ numbers: [{ id: other }] });
            const first = await rig.create(CH);
            const second = await rig.create({ ...CH, phoneNumberId: other, __name: "other" });
            rig.simulator.addFault({
                endpoint: "register",
                phoneNumberId,
                fault: { kind: "graphError", code: 131000 },
            });
            const provider = rig.operation();
            await failureOf(rig.up(first, DE, provider));
            const inputs = { ...DE, phoneNumberId: other, __name: "other" };
            await assert.rejects(rig.up(second, inputs, provider), {
                message: /did not come back/,
            });
            assert.equal(rig.simulator.number(other).registered, true);
            assert.equal(rig.simulator.number(other).attempts.deregister, 0);
        });
    });
});
