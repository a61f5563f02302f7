import assert from "node:assert/strict";
import { rmSync } from "node:fs";

import { accessToken, phoneNumberId, Rig } from "./Rig";

const TOLD = /Meta reports a registration at 2026-11-22T12:30:00\+0000 that neither/;

describe("a registration that nobody noted", () => {
    let rig: Rig;
    const saysSo = (): boolean => rig.lines.some(({ message }) => TOLD.test(message));
    const left = (state: Record<string, unknown>): unknown =>
        (state["budget"] as { register: { left: number } }).register.left;
    const somebodyRegisters = async (): Promise<void> => {
        const { url } = rig.simulator;
        const { status } = await fetch(`${url}/v24.0/${phoneNumberId}/register`, {
            method: "POST",
            headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
            body: JSON.stringify({ messaging_product: "whatsapp", pin: "012345" }),
        });
        assert.equal(status, 200);
    };

    beforeEach(async () => {
        rig = await Rig.start();
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("counts as one of the ten from the next reading on, and is told once", async () => {
        const state = await rig.create();
        assert.equal(left(state), 9);
        rig.simulator.clock.advance({ minutes: 30 });
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        await somebodyRegisters();
        rig.simulator.clock.advance({ minutes: 5 });
        const read = await rig.refresh(state);
        assert.equal(left(read), 8);
        assert.ok(saysSo());
        rig.lines.length = 0;
        assert.equal(left(await rig.refresh(read)), 8);
        assert.ok(!saysSo());
    });

    it("is also what a runner sent that was thrown away with its journal", async () => {
        rig.simulator.clock.advance({ minutes: 30 });
        await rig.create();
        rmSync(rig.journalFolder, { recursive: true });
        rig.simulator.clock.advance({ hours: 2 });
        const adopted = await rig.create();
        assert.equal(left(adopted), 9);
        assert.ok(saysSo());
    });

    it("is none where the registration is this stack's own", async () => {
        rig.simulator.clock.advance({ minutes: 30 });
        const state = await rig.create();
        rig.simulator.clock.advance({ hours: 2 });
        assert.equal(left(await rig.refresh(state)), 9);
        assert.ok(!saysSo());
    });
});
