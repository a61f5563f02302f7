import assert from "node:assert/strict";

import { Bench } from "./Bench";
import { phoneNumberId } from "./Scenario";

const main = { name: "main", phoneNumberId, pin: "012345" };

describe("the journal, at the moment a counted request has reached Meta", () => {
    it("knows the request already, whatever becomes of the process", async () => {
        const bench = await Bench.start();
        bench.config["whatsapp:requestTimeoutSeconds"] = "1";
        await bench.up([main]);
        bench.simulator.addFault({
            endpoint: "deregister",
            fault: { kind: "timeout", when: "after" },
        });
        const running = bench.destroy();
        while (!bench.simulator.letters().includes("D")) {
            await new Promise((resolve) => setImmediate(resolve));
        }
        const text = bench.journalText();
        await running;
        await bench.close();
        const lines = text.split("\n").filter((line) => line.includes('"deregister"'));
        assert.equal(lines.length, 1, text);
        assert.ok(!lines.join().includes("outcome"), "its outcome is not known yet");
    });
});
