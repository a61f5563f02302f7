import assert from "node:assert/strict";

import { phoneNumberId, type Rig } from "../lifecycle/Rig";
import type { GuideTests } from "./GuideTests";
import { REGIONS, type GuideRegion } from "./REGIONS";

const CH = { dataLocalizationRegion: "CH" };
const DE = { dataLocalizationRegion: "DE" };

/** What the guide says about local storage. */
export const storing: GuideTests = {
    "registers without local storage where no region is declared": async (rig) => {
        const state = await rig.create();
        assert.equal(storageOf(rig).dataLocalizationRegion, undefined);
        assert.equal(state["dataLocalizationRegion"], undefined);
        assert.doesNotMatch(rig.letters(), /W/);
    },

    ...Object.fromEntries(REGIONS.map((region) => [titleOf(region), storesIn(region)])),

    "takes a code of two letters and no name of a country": async (rig) => {
        const accepted = await rig.check({ dataLocalizationRegion: "in" }, rig.operation());
        assert.equal(accepted["dataLocalizationRegion"], "IN", "in any case");
        for (const dataLocalizationRegion of ["India", "INDIA", "IND", "APAC", "356"]) {
            const checking = rig.check({ dataLocalizationRegion }, rig.operation());
            await assert.rejects(checking, /dataLocalizationRegion: .*Allowed: AE, AU, BH/);
        }
    },

    "sends the region in the body of a registration as the guide's example": async (rig) => {
        rig.config["whatsapp:localStorageRecipe"] = "register";
        rig.simulator.changeWorld({ switches: { bodyRegion: "accepted" } });
        await rig.create(CH);
        const [sent] = rig.simulator.requests().filter(({ letter }) => letter === "R");
        assert.deepEqual(sent?.body, {
            messaging_product: "whatsapp",
            pin: "******",
            data_localization_region: "CH",
        });
    },

    "changes a region by deregistering and registering with the new one": async (rig) => {
        const state = await rig.create(CH);
        await assertReplaces(rig, state, DE);
        await rig.up(state, DE);
        assert.match(rig.letters(), /D.*R/);
        assert.deepEqual(storageOf(rig), enabledIn("DE"));
    },

    "disables local storage by deregistering and registering without a region": async (rig) => {
        const state = await rig.create(CH);
        await assertReplaces(rig, state, {});
        await rig.up(state, {});
        assert.match(rig.letters(), /D.*R/);
        assert.equal(storageOf(rig).status, "IN_COUNTRY_STORAGE_DISABLED");
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    },

    "enables local storage of a registered number by deregistering it first": async (rig) => {
        const state = await rig.create();
        await assertReplaces(rig, state, CH);
        await rig.up(state, CH);
        assert.match(rig.letters(), /D.*R/);
        assert.deepEqual(storageOf(rig), enabledIn("CH"));
    },

    "never writes the storage of a number while it is registered": async (rig) => {
        rig.simulator.changeWorld({ switches: { storageWriteWhileRegistered: "accepted" } });
        const state = await rig.create(CH);
        await rig.up(await rig.up(state, DE), {});
        const letters = rig.letters().replaceAll(" ", "");
        // Between two registrations, a deregistration comes before every settings write.
        assert.doesNotMatch(letters, /R[^D]*W/);
    },
};

function titleOf({ code, place }: GuideRegion): string {
    return `stores data at rest in ${place} (${code}), by the settings and by the body`;
}

function storesIn({ code }: GuideRegion): (rig: Rig) => Promise<void> {
    return async (rig) => {
        const inputs = { dataLocalizationRegion: code };
        const state = await rig.create(inputs);
        assert.equal(state["dataLocalizationRegion"], code);
        assert.equal(state["regionVerified"], true);
        assert.deepEqual(storageOf(rig), enabledIn(code));
        await rig.destroy(state);

        rig.config["whatsapp:localStorageRecipe"] = "register";
        rig.simulator.changeWorld({ switches: { bodyRegion: "accepted" } });
        rig.simulator.clearRequests();
        const again = await rig.create(inputs);
        assert.doesNotMatch(rig.letters(), /W/);
        assert.equal(again["regionVerified"], true);
        assert.deepEqual(storageOf(rig), enabledIn(code));
    };
}

async function assertReplaces(
    rig: Rig,
    olds: Record<string, unknown>,
    inputs: Record<string, unknown>,
): Promise<void> {
    const provider = rig.operation();
    const news = await rig.check(inputs, provider);
    const { replaces } = await provider.diff(phoneNumberId, olds, news);
    assert.deepEqual(replaces, ["dataLocalizationRegion"]);
    rig.simulator.clearRequests();
}

function storageOf(rig: Rig): {
    readonly status: string;
    readonly dataLocalizationRegion?: string;
} {
    return rig.simulator.number(phoneNumberId).storage;
}

function enabledIn(dataLocalizationRegion: string): object {
    return { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion };
}
