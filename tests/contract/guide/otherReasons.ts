import assert from "node:assert/strict";

import { commandLineRun } from "../../unit/cli/commandLineRun";
import { accessToken, phoneNumberId, type Rig } from "../lifecycle/Rig";
import { failureOf } from "./failureOf";
import type { GuideTests } from "./GuideTests";

const backup = { data: "fake-backup-data==", password: "fake-backup-password" };

/** What the guide says about registering for other reasons than a new account. */
export const otherReasons: GuideTests = {
    "sends nothing for a display name that is filed and not yet approved": async (rig) => {
        const state = await rig.create();
        fileName(rig, "PENDING_REVIEW");
        const read = await rig.refresh(state);
        rig.simulator.clearRequests();
        await rig.up(read);
        assert.equal(rig.letters(), "");
        assert.notEqual(rig.simulator.number(phoneNumberId).verifiedName, "New Shop");
    },

    "registers a number again for a display name that is approved, and it never goes down": async (
        rig,
    ) => {
        const state = await rig.create();
        rig.simulator.clock.advance({ minutes: 1 });
        fileName(rig, "APPROVED");
        const read = await rig.refresh(state);
        rig.simulator.clearRequests();
        await rig.up(read);
        assert.equal(rig.letters(), "N R N");
        assert.equal(rig.simulator.number(phoneNumberId).verifiedName, "New Shop");
        assert.deepEqual(rig.simulator.number(phoneNumberId).attempts, {
            register: 2,
            deregister: 0,
        });
    },

    "migrates an On-Premises number by registering it with its backup": async (rig) => {
        rig.simulator.changeNumber(phoneNumberId, { pin: "012345", onPremises: backup });
        const state = await rig.create({ backup });
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        assert.equal(rig.simulator.number(phoneNumberId).onPremises, null);
        assert.equal(state["platformType"], "CLOUD_API");
    },

    "refuses an On-Premises number without its backup, and names the page of extra steps": async (
        rig,
    ) => {
        rig.simulator.changeNumber(phoneNumberId, { pin: "012345", onPremises: backup });
        const { message } = await failureOf(rig.create());
        assert.match(message, /On-Premises API\. To migrate it, declare `backup`/);
        assert.match(message, /docs\/migration\.md says what comes before/);
        assert.equal(rig.letters(), "N");
    },

    "registers a number after the commands that its refusal names have verified it": async (
        rig,
    ) => {
        const change = { codeVerificationStatus: "NOT_VERIFIED" } as const;
        rig.simulator.changeNumber(phoneNumberId, change);
        await failureOf(rig.create());
        const language = ["--method", "SMS", "--language", "en_US"];
        await run(rig, ["verify", "request", ...language]);
        const { code } = rig.simulator.number(phoneNumberId);
        await run(rig, ["verify", "confirm", "--code", code ?? ""]);
        await rig.create();
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
        assert.equal(rig.simulator.number(phoneNumberId).attempts.register, 1);
    },
};

function fileName(rig: Rig, newStatus: "PENDING_REVIEW" | "APPROVED"): void {
    const now = rig.simulator.clock.now().toISOString();
    rig.simulator.changeNumber(phoneNumberId, {
        name: {
            newStatus,
            newDisplayName: "New Shop",
            newApprovedAt: newStatus === "APPROVED" ? now : null,
        },
    });
}

async function run(rig: Rig, args: readonly string[]): Promise<void> {
    const where = ["--number", phoneNumberId, "--graph-url", rig.simulator.url];
    const { exitCode, stderr } = await commandLineRun([...args, ...where], {
        env: { WHATSAPP_ACCESS_TOKEN: accessToken },
        folder: rig.journalFolder,
        now: rig.simulator.clock.now().toISOString(),
    });
    assert.equal(exitCode, 0, stderr);
}
