import assert from "node:assert/strict";

import type { Engine, EngineLog, Outcome } from "../availableEngines";
import { nameOf } from "../stand-in/urn";
import { onEveryEngine } from "./onEveryEngine";
import { accessToken, otherNumberId, phoneNumberId, Scene } from "./Scene";

const inCH = { name: "main", dataLocalizationRegion: "CH" };
const token = { name: "default", token: accessToken };
const longAgo = "2020-01-01T00:00:00Z";

onEveryEngine("a refresh that cannot read a number", (engine: Engine) => {
    let scene: Scene;

    beforeEach(async () => {
        scene = await Scene.open({ engine });
    });

    afterEach(() => scene.close());

    async function assertKept(refreshed: Outcome, reason: RegExp): Promise<void> {
        assert.equal(refreshed.exitCode, 0, refreshed.output);
        assert.match(warningsOf(refreshed, "main"), reason);
        const outputs = await scene.stack.outputsOf("main");
        assert.equal(outputs["registered"], true);
        assert.equal(outputs["dataLocalizationRegion"], "CH");
        assert.equal(scene.there(), "CH");
    }

    async function assertHealed(): Promise<void> {
        const next = await scene.sent(() => scene.up());
        assert.deepEqual([next.exitCode, next.letters], [0, "N S"], next.output);
        assert.deepEqual((await scene.stored("main"))[0]?.initErrors ?? [], []);
        const last = await scene.sent(() => scene.up());
        assert.deepEqual([last.exitCode, last.letters], [0, ""]);
    }

    it("keeps it and warns when the token has expired, and the next update with a fresh one heals", async () => {
        await scene.begin(inCH);
        scene.simulator.changeWorld({ tokens: [{ ...token, expiresAt: longAgo }] });
        await assertKept(await scene.refresh(), /code 190/);
        scene.simulator.changeWorld({ tokens: [token] });
        await assertHealed();
    });

    it("keeps it and names the way out when Meta says that it does not exist", async () => {
        await scene.begin(inCH);
        scene.simulator.changeNumber(phoneNumberId, { removed: true });
        await assertKept(await scene.refresh(), /code 100, subcode 33.*pulumi state delete/s);
        scene.simulator.changeNumber(phoneNumberId, { removed: false });
        await assertHealed();
    });

    it("keeps it and warns when the network is down", async () => {
        await scene.begin(inCH);
        const fault = { kind: "cut", when: "before" } as const;
        scene.simulator.addFault({ endpoint: "any", times: 100, fault });
        await assertKept(await scene.refresh(), /connection/);
        scene.simulator.clearFaults();
        await assertHealed();
    });

    it("still finds what happened to another customer's number", async () => {
        const acme = { name: "acme", token: `${accessToken}-acme` };
        const globex = { name: "globex", token: `${accessToken}-globex` };
        scene.simulator.changeWorld({ tokens: [acme, globex] });
        const tokens = JSON.stringify({ acme: acme.token, globex: globex.token });
        scene.stack.setConfig("whatsapp:accessTokens", { secret: tokens });
        await scene.begin(
            { name: "main", tokenName: "acme" },
            { name: "other", tokenName: "globex", phoneNumberId: otherNumberId },
        );
        scene.simulator.changeWorld({ tokens: [{ ...acme, expiresAt: longAgo }, globex] });
        scene.simulator.changeNumber(otherNumberId, { registered: false });
        const refreshed = await scene.refresh();
        assert.equal(refreshed.exitCode, 0, refreshed.output);
        assert.match(warningsOf(refreshed, "main"), /code 190/);
        assert.match(warningsOf(refreshed, "other"), /^OFFLINE: /);
        assert.equal((await scene.stack.outputsOf("main"))["registered"], true);
        assert.equal((await scene.stack.outputsOf("other"))["registered"], false);
    });
});

function warningsOf({ logs }: Outcome, name: string): string {
    const isOf = ({ severity, urn }: EngineLog): boolean =>
        severity === "warning" && nameOf(urn) === name;
    return logs
        .filter(isOf)
        .map(({ message }) => message)
        .join("\n");
}
