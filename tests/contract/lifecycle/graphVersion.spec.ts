import assert from "node:assert/strict";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "./Rig";
import { throughBothDoors } from "./throughBothDoors";

const DE = { dataLocalizationRegion: "DE" };

// v21.0 ends on 2027-01-21 (Meta's table of versions, read 2026-11-22).
throughBothDoors("the version of the Graph API", (door) => {
    let rig: Rig;
    const warnings = (): readonly string[] =>
        rig.lines.filter(({ severity }) => severity === "warning").map(({ message }) => message);
    const at = async (now: string): Promise<void> => {
        rig = await Rig.start({ now }, door);
        rig.config["whatsapp:graphApiVersion"] = "v21.0";
    };

    afterEach(async () => {
        await rig.stop();
    });

    it("is warned about within six months of its end, once an operation", async () => {
        await at("2026-07-21T00:00:00.000Z");
        const provider = rig.operation();
        await rig.check({}, provider);
        await rig.check({ phoneNumberId: "2", __name: "other" }, provider);
        assert.deepEqual(warnings(), [
            "Graph API v21.0 ends on 2027-01-21. Set whatsapp:graphApiVersion to a newer version",
        ]);
    });

    it("is not worth a word before", async () => {
        await at("2026-07-20T23:59:59.000Z");
        await rig.create();
        assert.deepEqual(warnings(), []);
    });

    it("refuses to register and to move once it has ended, and still refreshes and deletes", async () => {
        await at("2027-01-20T23:00:00.000Z");
        const state = await rig.create();
        rig.simulator.clock.advance({ hours: 2 });
        rig.simulator.clearRequests();
        const { message } = await failureOf(rig.up(state, DE));
        assert.match(message, /Graph API v21\.0 ended on 2027-01-21.*WHATSAPP_FORCE/);
        assert.equal(rig.letters(), "N S");
        await rig.refresh(state);
        await rig.destroy(state);
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
        const again = await failureOf(rig.create());
        assert.match(again.message, /Graph API v21\.0 ended/);
        rig.env["WHATSAPP_FORCE"] = phoneNumberId;
        await rig.create();
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    });
});
