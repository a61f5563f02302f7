import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { graphClient, NUMBER } from "./GraphClient";

interface Entry {
    readonly code: number;
    readonly body: string;
}

describe("a batch", () => {
    let simulator: Simulator;

    beforeEach(async () => {
        simulator = await startSimulator();
    });
    afterEach(() => simulator.close());

    async function send(batch: readonly object[]): Promise<unknown> {
        const body = { batch: JSON.stringify(batch) };
        return (await graphClient(simulator).post("/v24.0/", body)).body;
    }

    it("is answered in order, and each of its calls is recorded and counted", async () => {
        const answer = (await send([
            { method: "GET", relative_url: `${NUMBER}?fields=status` },
            {
                method: "POST",
                relative_url: `${NUMBER}/register`,
                body: "messaging_product=whatsapp&pin=012345",
            },
            { method: "GET", relative_url: "1" },
        ])) as readonly Entry[];
        assert.deepEqual(
            answer.map(({ code }) => code),
            [200, 200, 400],
        );
        assert.deepEqual(JSON.parse(answer[0]?.body ?? ""), { status: "PENDING", id: NUMBER });
        assert.equal(simulator.letters(), "M N R N");
        const [batch, ...calls] = simulator.requests();
        assert.deepEqual(
            calls.map((call) => call.batch),
            [batch?.sequence, batch?.sequence, batch?.sequence],
        );
        assert.equal(simulator.number(NUMBER).attempts.register, 1);
    });

    it("has null for a call that got no answer", async () => {
        const fault = { kind: "timeout", when: "before" } as const;
        simulator.addFault({ endpoint: "getPhoneNumber", fault });
        assert.deepEqual(await send([{ method: "GET", relative_url: NUMBER }]), [null]);
    });

    it("is refused with more than fifty calls, none of which is made", async () => {
        const calls = Array.from({ length: 51 }, () => ({ method: "GET", relative_url: NUMBER }));
        assert.match(JSON.stringify(await send(calls)), /GraphBatchException/);
        assert.equal(simulator.letters(), "M");
    });

    it("can be refused as a whole, and none of its calls is made then", async () => {
        simulator.addFault({ endpoint: "batch", fault: { kind: "graphError", code: 1 } });
        assert.match(
            JSON.stringify(await send([{ method: "GET", relative_url: NUMBER }])),
            /"code":1/,
        );
        assert.equal(simulator.letters(), "M");
    });
});
