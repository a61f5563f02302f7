import assert from "node:assert/strict";

import { accessToken, phoneNumberId, type Rig } from "../lifecycle/Rig";
import { failureOf } from "./failureOf";
import type { GuideTests } from "./GuideTests";

const MANAGEMENT = "whatsapp_business_management";
const MESSAGING = "whatsapp_business_messaging";

/** What the guide says about access tokens and their permissions. */
export const authenticating: GuideTests = {
    "sends the access token with every request": async (rig) => {
        const state = await rig.create({ dataLocalizationRegion: "CH" });
        const moved = await rig.up(state, { dataLocalizationRegion: "DE" });
        await rig.refresh(moved);
        await rig.destroy(moved);
        const tokens = rig.simulator.requests().map(({ token }) => token);
        assert.deepEqual([...new Set(tokens)], ["default"]);
    },

    "fails without an access token, and names where it looks": async (rig) => {
        delete rig.config["whatsapp:accessToken"];
        const { message } = await failureOf(rig.create());
        assert.match(message, /WHATSAPP_ACCESS_TOKEN/);
        assert.match(message, /whatsapp:accessToken/);
        assert.match(message, new RegExp(`${MANAGEMENT} and ${MESSAGING}`));
        assert.equal(rig.letters(), "");
    },

    "takes a token of the App Dashboard for its 24 hours, and not a second longer": async (rig) => {
        const expiresAt = "2026-11-23T12:00:00.000Z";
        const token = { token: accessToken, name: "default", expiresAt };
        rig.simulator.changeWorld({ tokens: [token] });
        rig.simulator.clock.set("2026-11-23T11:59:59.000Z");
        await rig.destroy(await rig.create());
        assert.deepEqual(rig.simulator.number(phoneNumberId).attempts, {
            register: 1,
            deregister: 1,
        });
        rig.simulator.clock.advance({ seconds: 1 });
        const { message, properties } = await failureOf(rig.create());
        assert.match(message, /code 190/);
        assert.match(message, /App Dashboard live 24 hours/);
        assert.equal(properties, undefined);
        assert.equal(rig.simulator.number(phoneNumberId).registered, false);
        assert.equal(rig.simulator.number(phoneNumberId).attempts.register, 1);
    },

    "does not register with a token that lacks whatsapp_business_management": (rig) =>
        failsToRegister(rig, [MESSAGING]),

    "does not register with a token that lacks whatsapp_business_messaging": (rig) =>
        failsToRegister(rig, [MANAGEMENT]),

    "does not deregister with a token that lacks whatsapp_business_management": (rig) =>
        failsToDeregister(rig, [MESSAGING]),

    "does not deregister with a token that lacks whatsapp_business_messaging": (rig) =>
        failsToDeregister(rig, [MANAGEMENT]),

    "leaves the number up when a move lacks whatsapp_business_messaging": async (rig) => {
        const state = await rig.create({ dataLocalizationRegion: "CH" });
        grant(rig, [MANAGEMENT]);
        rig.simulator.clearRequests();
        const { message } = await failureOf(rig.up(state, { dataLocalizationRegion: "DE" }));
        assert.match(message, new RegExp(MESSAGING));
        assert.equal(rig.letters(), "N S P", "the PIN proves the permission first");
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    },
};

function grant(rig: Rig, scopes: string[]): void {
    rig.simulator.changeWorld({ tokens: [{ token: accessToken, name: "default", scopes }] });
}

async function failsToRegister(rig: Rig, scopes: string[]): Promise<void> {
    grant(rig, scopes);
    const { message } = await failureOf(rig.create());
    assert.match(message, /^Cannot \w+.* phone number 106540352242922: .*code 200/);
    assert.match(message, new RegExp(`${MANAGEMENT} and ${MESSAGING}`), "it names what to grant");
    assert.equal(rig.simulator.number(phoneNumberId).registered, false);
    assert.equal(rig.simulator.number(phoneNumberId).pin, null);
}

async function failsToDeregister(rig: Rig, scopes: string[]): Promise<void> {
    const state = await rig.create({ dataLocalizationRegion: "CH" });
    const before = rig.simulator.number(phoneNumberId);
    grant(rig, scopes);
    const { message } = await failureOf(rig.destroy(state));
    assert.match(message, /code 200/);
    assert.match(message, new RegExp(`${MANAGEMENT} and ${MESSAGING}`), "it names what to grant");
    assert.deepEqual(rig.simulator.number(phoneNumberId), before, "the number is as it was");
}
