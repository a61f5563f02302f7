import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { graphClient, NUMBER, REGISTRATION, TOKEN } from "./GraphClient";

describe("the admin interface", () => {
    let simulator: Simulator;

    beforeEach(async () => {
        simulator = await startSimulator({ now: "2026-11-22T00:00:00Z" });
    });
    afterEach(() => simulator.close());

    async function call(method: string, path: string, body?: unknown): Promise<readonly unknown[]> {
        const response = await fetch(`${simulator.url}/_simulator/${path}`, {
            method,
            headers: { "Content-Type": "application/json" },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return [response.status, await response.json()];
    }

    it("changes a number as somebody else would, without a request", async () => {
        const [status, body] = await call("PATCH", `numbers/${NUMBER}`, { registered: true });
        const { reads } = body as { readonly reads: { readonly status: string } };
        assert.deepEqual([status, reads.status], [200, "CONNECTED"]);
        assert.deepEqual(simulator.number(NUMBER).attempts, { register: 0, deregister: 0 });
        assert.deepEqual(simulator.requests(), []);
    });

    it("shows the world without tokens, secrets and PINs", async () => {
        simulator.changeWorld({ app: { secret: "app-secret-for-tests" } });
        simulator.changeNumber(NUMBER, { pin: "918273" });
        const [status, world] = await call("GET", "world");
        assert.equal(status, 200);
        const text = JSON.stringify(world);
        for (const secret of [TOKEN, "app-secret-for-tests", "918273"]) {
            assert.ok(!text.includes(secret), secret);
        }
        assert.ok(text.includes(NUMBER));
    });

    it("moves the clock", async () => {
        const moved = await call("POST", "clock", { advance: { hours: 72, minutes: 1 } });
        assert.deepEqual(moved, [200, { now: "2026-11-25T00:01:00.000Z" }]);
        await call("POST", "clock", { set: "2027-01-01T00:00:00Z" });
        assert.deepEqual(await call("GET", "clock"), [200, { now: "2027-01-01T00:00:00.000Z" }]);
    });

    it("plans and clears faults", async () => {
        const rule = { endpoint: "register", fault: { kind: "graphError", code: 133004 } };
        assert.deepEqual(await call("POST", "faults", rule), [200, [rule]]);
        const client = graphClient(simulator);
        assert.equal((await client.post("/register", REGISTRATION)).graphCode, 133004);
        assert.deepEqual(await call("GET", "faults"), [200, []]);
        await call("POST", "faults", rule);
        await call("DELETE", "faults");
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });

    it("shows and clears the requests", async () => {
        await graphClient(simulator).get("");
        const [, requests] = await call("GET", "requests");
        assert.equal((requests as readonly unknown[]).length, 1);
        await call("DELETE", "requests");
        assert.deepEqual(simulator.requests(), []);
    });

    it("sets switches and tokens", async () => {
        await call("PATCH", "world", { switches: { successAs: "string" } });
        const { body } = await graphClient(simulator).post("/register", REGISTRATION);
        assert.deepEqual(body, { success: "true" });
    });

    const wrong: readonly (readonly [string, string, unknown, number, RegExp])[] = [
        [
            "PATCH",
            `numbers/${NUMBER}`,
            { registred: true },
            400,
            /"registred"\. Known keys: .*registered/,
        ],
        [
            "PATCH",
            "numbers/7",
            { registered: true },
            400,
            /number 7: the world has none .* 106540352242922/,
        ],
        ["PATCH", `numbers/${NUMBER}`, { wabaId: "7" }, 400, /wabaId \("7"\) is no account/],
        [
            "PATCH",
            "world",
            { switches: { failuresCount: "no" } },
            400,
            /failuresCount is a string, not a boolean/,
        ],
        [
            "POST",
            "clock",
            { set: "tomorrow" },
            400,
            /set \("tomorrow"\) is not a time\. Write ISO 8601/,
        ],
        [
            "POST",
            "clock",
            { advance: { hours: 1e12 } },
            400,
            /^The clock goes from 1970-01-01 to 9999-12-31/,
        ],
        ["POST", "clock", {}, 400, /is no clock call\. Send/],
        [
            "POST",
            "faults",
            { endpoint: "register", fault: { kind: "fire" } },
            400,
            /Kinds: graphError, delay/,
        ],
        [
            "POST",
            "faults",
            { endpoint: "regster", fault: { kind: "delay", ms: 1 } },
            400,
            /endpoint is "regster"/,
        ],
        ["POST", "faults", [], 400, /Cannot read the body: it is not a JSON object/],
        [
            "GET",
            "nothing",
            undefined,
            404,
            /There is no GET \/_simulator\/nothing\. There are GET world/,
        ],
        ["GET", "toString", undefined, 404, /There is no/],
    ];
    for (const [method, path, body, expected, message] of wrong) {
        it(`refuses ${method} ${path} with ${body === undefined ? "no body" : JSON.stringify(body)}`, async () => {
            const [status, answer] = await call(method, path, body);
            assert.equal(status, expected);
            assert.match((answer as { error: string }).error, message);
        });
    }
});
