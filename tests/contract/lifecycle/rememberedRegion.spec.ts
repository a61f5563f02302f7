import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

const IN = { dataLocalizationRegion: "IN" };
const DE = { dataLocalizationRegion: "DE" };

throughBothDoors("a number that came from another account and remembers its region", (door) => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);

    beforeEach(async () => {
        rig = await Rig.start({}, door);
        rig.simulator.changeNumber(phoneNumberId, { rememberedRegion: "IN" });
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("is refused without a region, in words that name the region and the fix", async () => {
        const { message, properties } = await failureOf(rig.create());
        assert.match(message, /Expected data localization region: 'IN'/);
        assert.match(message, /dataLocalizationRegion/);
        assert.equal(rig.letters(), "N S R");
        assert.equal(properties?.["registered"], false);
    });

    it("is registered by the fix, and is then moved as any other", async () => {
        const { properties } = await failureOf(rig.create());
        rig.simulator.clearRequests();
        rig.simulator.clock.advance({ minutes: 1 });
        const state = await rig.up({ ...properties }, IN);
        assert.equal(number().storage.dataLocalizationRegion, "IN");
        rig.simulator.clock.advance({ minutes: 1 });
        rig.simulator.clearRequests();
        const off = await rig.up(state);
        assert.equal(rig.letters(), "N S P D N W S R N", "the settings are written");
        assert.equal(number().registered, true);
        assert.equal(number().storage.dataLocalizationRegion, undefined);
        assert.equal("dataLocalizationRegion" in off, false);
    });

    it("is registered at once with another region, whose settings are written first", async () => {
        await rig.create(DE);
        assert.equal(rig.letters(), "N S W S R N S");
        assert.equal(number().storage.dataLocalizationRegion, "DE");
    });
});
