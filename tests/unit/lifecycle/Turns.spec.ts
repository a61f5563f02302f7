import assert from "node:assert/strict";

import { Turns } from "../../../provider/src/lifecycle/Turns";

const nextTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("Turns", () => {
    it("runs tasks of one key one after the other, in order", async () => {
        const turns = new Turns();
        const seen: string[] = [];
        const task = (name: string) => async () => {
            seen.push(`${name} begins`);
            await nextTick();
            seen.push(`${name} ends`);
        };
        await Promise.all([turns.take("1", task("a")), turns.take("1", task("b"))]);
        assert.deepEqual(seen, ["a begins", "a ends", "b begins", "b ends"]);
    });

    it("runs tasks of two keys side by side", async () => {
        const turns = new Turns();
        let release: () => void = () => undefined;
        const held = turns.take("1", () => new Promise<void>((resolve) => (release = resolve)));
        assert.equal(await turns.take("2", () => Promise.resolve("done")), "done");
        release();
        await held;
    });

    it("goes on after a task that failed, and hands its failure to its own caller", async () => {
        const turns = new Turns();
        const failing = turns.take("1", () => Promise.reject(new Error("no")));
        const next = turns.take("1", () => Promise.resolve("yes"));
        await assert.rejects(failing, /no/);
        assert.equal(await next, "yes");
    });
});
