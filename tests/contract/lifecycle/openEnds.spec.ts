import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };

throughBothDoors("what an earlier run or a slow Meta leaves open", (door) => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    for (const deregisterUnregistered of [
        "133010",
        "2207051",
        "notLinked",
        "invalidState",
    ] as const) {
        it(`takes ${deregisterUnregistered} for deregistered only after a read says so`, async () => {
            rig.simulator.changeWorld({ switches: { deregisterUnregistered } });
            const state = await rig.create();
            const incomplete = { operation: "deregister", outcome: "refused", graphCode: 133000 };
            const spentRequests = [{ ...incomplete, at: "2026-11-22T12:00:01.000Z" }];
            rig.simulator.changeNumber(phoneNumberId, { registered: false });
            rig.simulator.clock.advance({ minutes: 1 });
            rig.simulator.clearRequests();
            await rig.destroy({ ...state, spentRequests });
            assert.equal(rig.letters(), "N D N");
        });
    }

    it("asks for a field that is refused once per process", async () => {
        const other = "106540352242923";
        rig.simulator.changeWorld({
            switches: { unknownFields: ["health_status"] },
            numbers: [{ id: other }],
        });
        const provider = rig.operation();
        await rig.create({}, provider);
        assert.equal(rig.letters(), "N N S R N");
        await rig.create({ phoneNumberId: other, __name: "other" }, provider);
        assert.equal(rig.letters(), "N S R N");
    });

    it("tries the right PIN at once after a wrong one, also of a number that had an earlier life", async () => {
        const right = { ...CH, pin: "543210" };
        await rig.destroy(await rig.create(right));
        rig.simulator.clock.advance({ minutes: 1 });
        const { message, properties } = await failureOf(rig.create({ ...CH, pin: "012345" }));
        assert.match(message, /133005/);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        const state = { ...properties };
        const again = await failureOf(rig.up(state, { ...CH, pin: "012345" }));
        assert.match(again.message, /Already refused/);
        assert.equal(rig.letters(), "N", "the wrong one is not tried again");
        const { registered, pin } = await rig.up(state, right);
        assert.equal(rig.letters(), "N S R N S");
        assert.deepEqual({ registered, pin }, { registered: true, pin: "543210" });
    });

    it("tries again at once when the recipe was changed as the refusal advises", async () => {
        rig.config["whatsapp:localStorageRecipe"] = "register";
        const { properties } = await failureOf(rig.create(CH));
        rig.config["whatsapp:localStorageRecipe"] = "auto";
        rig.simulator.clock.advance({ minutes: 1 });
        const state = await rig.up({ ...properties }, CH);
        assert.equal(state["registered"], true);
        assert.equal(state["refusal"], undefined, "a success forgets it");
    });

    it("writes the region again after finishing a deregistration that switched it off", async () => {
        rig.simulator.changeNumber(phoneNumberId, { deregistrationIncomplete: true });
        const state = await rig.create(CH);
        assert.equal(state["regionVerified"], true);
        assert.equal(number().storage.dataLocalizationRegion, "CH");
        assert.deepEqual(number().attempts, { register: 2, deregister: 1 });
    });

    it("writes the old region on the way back, where a reading may be stale", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.changeWorld({ switches: { storageVisibleAfterSeconds: 20 } });
        const { message } = await failureOf(rig.up(state, DE));
        assert.match(message, /registered again, with region CH as before/);
        assert.equal(number().storage.dataLocalizationRegion, "CH", "as the message says");
    });

    it("does not take a reading from before the registration for proof of the region", async () => {
        rig.simulator.addFault({
            endpoint: "getSettings",
            call: 3,
            fault: { kind: "graphError", code: 10 },
        });
        const { properties } = await failureOf(rig.create(CH));
        assert.ok(properties);
        assert.equal(properties["registered"], true);
        assert.equal(properties["regionVerified"], false);
        rig.simulator.clearRequests();
        const provider = rig.operation();
        const news = await rig.check(CH, provider);
        const { outs } = await provider.update(phoneNumberId, properties, news);
        assert.equal(rig.letters(), "N S", "the next run only reads");
        assert.equal(outs?.["regionVerified"], true);
    });

    it("takes no way back when the settings were written and could not be read", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.addFault({
            endpoint: "getSettings",
            call: 2,
            times: 10,
            fault: { kind: "graphError", code: 10 },
        });
        rig.simulator.clearRequests();
        const { properties } = await failureOf(rig.up(state, DE));
        assert.equal(rig.letters(), "N S P D N W S");
        assert.ok(properties);
        assert.equal(properties["registered"], false);
        rig.simulator.clearFaults();
        rig.simulator.clock.advance({ minutes: 5 });
        const news = await rig.up(properties, DE);
        assert.equal(news["regionVerified"], true);
    });

    it("brings a number back that a failed delete left down, though the state does not tell", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        const fault = { kind: "graphError", code: 100, subcode: 33 } as const;
        rig.simulator.addFault({ endpoint: "getPhoneNumber", call: 2, fault });
        await failureOf(rig.destroy(state));
        assert.equal(number().registered, false);
        rig.simulator.clearRequests();
        const news = await rig.up(state, CH);
        assert.equal(rig.letters(), "N S W S R N S");
        assert.equal(news["registered"], true);
        assert.deepEqual(await rig.up(news, CH), news);
        assert.equal(rig.letters(), "", "seen once, it is drift no more");
    });

    it("only looks where the deregistration that nobody answered had no effect", async () => {
        const state = await rig.create();
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.addFault({ endpoint: "deregister", fault: { kind: "cut", when: "before" } });
        await failureOf(rig.destroy(state));
        assert.equal(number().registered, true);
        rig.simulator.clearRequests();
        const news = await rig.up(state);
        assert.equal(rig.letters(), "N S");
        assert.deepEqual(await rig.up(news), news);
        assert.equal(rig.letters(), "");
    });

    describe("of a region that was never read back", () => {
        const unproved = async (): Promise<Record<string, unknown>> => {
            const fault = { kind: "graphError", code: 10 } as const;
            rig.simulator.addFault({ endpoint: "getSettings", call: 3, fault });
            const { properties } = await failureOf(rig.create(CH));
            assert.equal(properties?.["regionVerified"], false);
            rig.simulator.clearRequests();
            return { ...properties };
        };

        it("is looked at once more, also where nothing else differs", async () => {
            const state = await rig.up(await unproved(), CH);
            assert.equal(rig.letters(), "N S");
            assert.equal(state["regionVerified"], true);
            assert.deepEqual(await rig.up(state, CH), state);
        });

        it("is not hidden by another account or token", async () => {
            const state = await unproved();
            rig.simulator.changeNumber(phoneNumberId, { storage: { status: "DEFAULT" } });
            const { message } = await failureOf(
                rig.up(state, { ...CH, wabaId: "102290129340398" }),
            );
            assert.match(message, /^Cannot prove region CH of/);
        });

        it("is proved by a refresh, and unproved by one that shows another place", async () => {
            const proved = await rig.refresh(await unproved());
            assert.equal(proved["regionVerified"], true);
            rig.simulator.changeNumber(phoneNumberId, { storage: { status: "DEFAULT" } });
            const gone = await rig.refresh(proved);
            assert.equal(gone["regionVerified"], false);
            assert.equal("dataLocalizationRegion" in gone, false);
        });
    });

    it("plans no move for a word of Meta's that is newer than this version", async () => {
        const state = await rig.create(CH);
        const storage = { status: "IN_COUNTRY_STORAGE_MIGRATING", data_localization_region: "CH" };
        const server = createServer((request, response) => {
            const isSettings = request.url?.includes("/settings") === true;
            const number = { id: phoneNumberId, status: "CONNECTED", platform_type: "CLOUD_API" };
            response.setHeader("Content-Type", "application/json");
            response.end(JSON.stringify(isSettings ? { storage_configuration: storage } : number));
        }).listen(0, "127.0.0.1");
        await once(server, "listening");
        const { port } = server.address() as AddressInfo;
        rig.config["whatsapp:graphUrl"] = `http://127.0.0.1:${port}`;
        const read = await rig.refresh(state);
        server.close();
        assert.equal(read["dataLocalizationRegion"], "CH");
        assert.equal(read["storageStatus"], "IN_COUNTRY_STORAGE_MIGRATING");
        assert.ok(rig.lines.some(({ message }) => /does not know/.test(message)));
        const provider = rig.operation();
        const news = await rig.check(CH, provider);
        assert.deepEqual((await provider.diff(phoneNumberId, read, news)).replaces, []);
    });
});
