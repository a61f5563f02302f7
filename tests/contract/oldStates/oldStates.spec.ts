import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { providerLine } from "../../../provider/src/providerLine";
import { phoneNumberId, Rig } from "../lifecycle/Rig";

type Properties = Record<string, unknown>;

const CH = { dataLocalizationRegion: "CH" };
const ON_CH = { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" } as const;

const stateOf = (version: string): Properties =>
    JSON.parse(readFileSync(join(__dirname, `${version}.json`), "utf8")) as Properties;

// What a version has stored is read for ever. A state here is never edited; a new shape is a new file.
const STATES: Readonly<Record<string, Properties>> = {
    "0.1.0": stateOf("0.1.0"),
    "the least that any version stores": {
        phoneNumberId,
        pin: "012345",
        ...CH,
        __provider: providerLine,
    },
};

for (const [name, state] of Object.entries(STATES)) {
    describe(`a state of old: ${name}`, () => {
        let rig: Rig;
        const number = () => rig.simulator.number(phoneNumberId);

        beforeEach(async () => {
            rig = await Rig.start();
            rig.simulator.changeNumber(phoneNumberId, {
                registered: true,
                pin: "012345",
                storage: ON_CH,
            });
        });
        afterEach(async () => {
            await rig.stop();
        });

        it("needs no update", async () => {
            assert.deepEqual(await rig.up(state, CH), state);
            assert.equal(rig.letters(), "");
        });

        it("is refreshed, and destroyed, without an update before", async () => {
            const read = await rig.refresh(state);
            assert.equal(read["registered"], true);
            assert.equal(read["dataLocalizationRegion"], "CH");
            await rig.destroy(state);
            assert.equal(number().registered, false);
        });

        it("is repaired, gets another PIN and moves", async () => {
            rig.simulator.changeNumber(phoneNumberId, { registered: false });
            const repaired = await rig.up(await rig.refresh(state), CH);
            assert.equal(number().registered, true);
            const pin = { pin: "543210" };
            const changed = await rig.up(repaired, { ...CH, ...pin });
            assert.equal(number().pin, "543210");
            rig.simulator.clock.advance({ minutes: 1 });
            const moved = await rig.up(changed, { ...pin, dataLocalizationRegion: "DE" });
            assert.equal(moved["regionVerified"], true);
            assert.equal(number().storage.dataLocalizationRegion, "DE");
        });
    });
}
