import assert from "node:assert/strict";

import { unknownValue } from "../../../provider/src/decisions/unknownValue";
import { phoneNumberId, Rig } from "./Rig";

type NumberChange = Parameters<Rig["simulator"]["changeNumber"]>[1];

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };

describe("drift, in words", () => {
    let rig: Rig;
    const said = (severity: string): readonly string[] =>
        rig.lines.filter((line) => line.severity === severity).map(({ message }) => message);
    const refreshed = async (state: Record<string, unknown>): Promise<Record<string, unknown>> => {
        rig.lines.length = 0;
        return rig.refresh(state);
    };
    const somebodyStoresIn = (region: "IN" | "CH" | undefined): void => {
        const inRegion = { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: region };
        const storage = region === undefined ? { status: "DEFAULT" } : inRegion;
        rig.simulator.changeNumber(phoneNumberId, { storage } as NumberChange);
    };

    beforeEach(async () => {
        rig = await Rig.start();
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("says OFFLINE first, on the resource, with the way back and its cost", async () => {
        const state = await rig.create(CH);
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        const read = await refreshed(state);
        const [offline] = said("warning");
        assert.match(
            offline ?? "",
            /^OFFLINE: the number is not registered on Cloud API \(status DISCONNECTED, platform NOT_APPLICABLE\)\. `pulumi up` registers it: uses 1 of the 9 registrations left\.$/,
        );
        assert.match(rig.lines[0]?.urn ?? "", /::main$/);
        assert.equal(read["registered"], false);
        await refreshed(read);
        assert.match(said("warning")[0] ?? "", /^OFFLINE: /);
    });

    it("says once, on the stack, that its outputs are those of before", async () => {
        const state = await rig.create(CH);
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        rig.lines.length = 0;
        const provider = rig.operation();
        await rig.refresh(state, provider);
        await rig.refresh(state, provider);
        const stale = rig.lines.filter(({ message }) => /^The outputs of the stack/.test(message));
        assert.deepEqual(
            stale.map(({ urn }) => urn),
            [undefined],
        );
    });

    it("says where the data rests, and where it was declared to, until it is mended", async () => {
        const state = await rig.create(CH);
        somebodyStoresIn("IN");
        const first = await refreshed(state);
        const elsewhere =
            /^DATA ELSEWHERE: its data rests in IN, declared is CH\. `pulumi up` moves it: uses 1 of the 10 deregistrations left and 1 of the 9 registrations left; offline for about a minute\.$/;
        assert.match(said("warning")[0] ?? "", elsewhere);
        assert.deepEqual([first["dataLocalizationRegion"], first["regionVerified"]], ["IN", false]);
        const second = await refreshed(first);
        assert.match(said("warning")[0] ?? "", elsewhere);
        assert.equal(second["regionVerified"], false);
        rig.simulator.clock.advance({ minutes: 1 });
        const moved = await rig.up(second, CH);
        assert.deepEqual([moved["dataLocalizationRegion"], moved["regionVerified"]], ["CH", true]);
        assert.equal(moved["__declaredStorage"], undefined);
        await refreshed(moved);
        assert.deepEqual(said("warning"), []);
    });

    it("goes on reading the storage that somebody switched off", async () => {
        const state = await rig.create(CH);
        somebodyStoresIn(undefined);
        const off = await refreshed(state);
        assert.match(
            said("warning")[0] ?? "",
            /rests in no region \(local storage is off\), declared is CH/,
        );
        rig.letters();
        somebodyStoresIn("CH");
        const back = await refreshed(off);
        assert.equal(rig.letters(), "N S");
        assert.deepEqual([said("warning"), back["regionVerified"]], [[], true]);
    });

    it("says that a number is out of reach, and that nothing is sent for it", async () => {
        const state = await rig.create({});
        rig.simulator.changeNumber(phoneNumberId, { status: "BANNED" });
        await refreshed(state);
        assert.match(
            said("warning")[0] ?? "",
            /^OUT OF REACH: the number was moved, deleted or banned \(status BANNED, .*neither registered nor deregistered/,
        );
    });

    it("says nothing of a number that is only looked at, and was never declared", async () => {
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        await refreshed({ phoneNumberId });
        assert.deepEqual(said("warning"), []);
    });

    it("says nothing of a number that reads as declared", async () => {
        const state = await rig.create(CH);
        await refreshed(state);
        assert.deepEqual(said("warning"), []);
    });

    it("tells a move once: its second half has nothing to add", async () => {
        const state = await rig.create(CH);
        rig.simulator.clock.advance({ minutes: 1 });
        rig.lines.length = 0;
        await rig.up(state, DE);
        const told = rig.lines.filter(({ severity }) => severity === "info");
        assert.deepEqual(
            told.map(({ message }) => message.replace(/\d+ s$/, "n s")),
            [
                "replaces: uses 1 of the 10 deregistrations left and 1 of the 9 registrations left; offline for about a minute",
                "moved; offline for at most n s",
            ],
        );
    });

    it("says for one imported number what a PIN costs, and for all the others in one line", async () => {
        const provider = rig.operation();
        const ids = ["106540352242922", "106540352242923", "106540352242924", "106540352242925"];
        for (const id of ids) {
            const inputs = { phoneNumberId: id, __name: id };
            const state = { phoneNumberId: id, registered: true, spentRequests: [] };
            const news = await rig.check(inputs, provider, state);
            await provider.diff(id, state, news);
        }
        const told = rig.lines.filter(({ severity }) => severity === "info");
        assert.deepEqual(
            told.map(({ message, urn }) => [message, urn?.split("::").at(-1)]),
            [
                ["pin: set in place with one request, which costs no registration", ids[0]],
                [
                    "pin: set in place with one request, which costs no registration. The same holds for every other number whose PIN is set: one request each.",
                    undefined,
                ],
            ],
        );
    });

    it("leaves open in a preview whether a new number is registered, and not of one that is there", async () => {
        const drift = { registered: unknownValue, displayNameRegistered: unknownValue };
        const fresh = await rig.check(drift, rig.operation());
        assert.deepEqual(
            [fresh["registered"], fresh["displayNameRegistered"]],
            [unknownValue, unknownValue],
        );
        const there = await rig.check(drift, rig.operation(), { phoneNumberId, registered: true });
        assert.deepEqual([there["registered"], there["displayNameRegistered"]], [true, true]);
    });
});
