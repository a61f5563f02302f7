import assert from "node:assert/strict";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { graphClient, NUMBER, REGISTRATION, TOKEN } from "./GraphClient";

describe("a bug report", () => {
    it("has time, journal, faults and state, over HTTP and in a test, and no secret", async () => {
        const simulator = await startSimulator({
            now: "2026-11-22T00:00:00Z",
            world: { app: { secret: "app-secret-for-tests", requireProof: false } },
        });
        await graphClient(simulator).post("/register", REGISTRATION);
        simulator.clock.advance({ hours: 1 });
        const rule = { endpoint: "any", fault: { kind: "delay", ms: 1 } } as const;
        simulator.addFault(rule);

        const report = simulator.report();
        const answer = await fetch(`${simulator.url}/_simulator/report`);
        const sent: unknown = await answer.json();
        await simulator.close();

        assert.deepEqual(sent, JSON.parse(JSON.stringify(report)));
        assert.deepEqual(
            [report.simulator, report.world, report.beganAt, report.now],
            [
                "pulumi-whatsapp-simulator",
                simulator.worldId,
                "2026-11-22T00:00:00.000Z",
                "2026-11-22T01:00:00.000Z",
            ],
        );
        assert.deepEqual(
            report.requests.map(({ letter, httpStatus }) => [letter, httpStatus]),
            [["R", 200]],
        );
        assert.deepEqual(report.faults, [rule]);
        const [number] = report.state["numbers"] as readonly Record<string, unknown>[];
        assert.deepEqual([number?.["id"], number?.["registered"]], [NUMBER, true]);
        assert.deepEqual(number?.["attempts"], {
            register: ["2026-11-22T00:00:00.000Z"],
            deregister: [],
        });
        const text = JSON.stringify(report);
        for (const secret of [TOKEN, REGISTRATION.pin, "app-secret-for-tests"]) {
            assert.ok(!text.includes(secret), secret);
        }
    });
});
