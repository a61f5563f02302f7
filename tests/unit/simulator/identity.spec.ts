import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { graphClient, NUMBER, REGISTRATION } from "./GraphClient";

const { version } = JSON.parse(
    readFileSync(join(__dirname, "../../../simulator/package.json"), "utf8"),
) as { readonly version: string };

describe("the simulator says what it is", () => {
    let simulator: Simulator;

    beforeEach(async () => {
        simulator = await startSimulator();
    });
    afterEach(() => simulator.close());

    function identityIn({ headers }: Response): readonly (string | null)[] {
        return [headers.get("x-simulated-by"), headers.get("x-simulated-world")];
    }

    it("in the headers of every answer, also of a fault and of the admin interface", async () => {
        simulator.addFault({ endpoint: "getSettings", fault: { kind: "status", httpStatus: 502 } });
        const said = [`pulumi-whatsapp-simulator/${version}`, simulator.worldId];
        for (const path of [
            "/",
            `/v24.0/${NUMBER}`,
            `/v24.0/${NUMBER}/settings`,
            "/v24.0/1",
            "/_simulator/world",
            "/_simulator/nothing",
        ]) {
            assert.deepEqual(identityIn(await fetch(simulator.url + path)), said, path);
        }
    });

    it("at its root, as JSON, and keeps that out of the journal", async () => {
        const answer = await fetch(`${simulator.url}/`);
        assert.equal(answer.status, 200);
        assert.deepEqual(await answer.json(), {
            simulator: "pulumi-whatsapp-simulator",
            version,
            world: simulator.worldId,
        });
        assert.deepEqual(simulator.requests(), []);
    });

    it("but leaves the root's Graph calls to Graph", async () => {
        const answer = await fetch(`${simulator.url}/?ids=1,2`);
        assert.equal(answer.status, 401);
        assert.equal(simulator.letters(), "?");
    });

    it("with a world that is another one after every start", async () => {
        const other = await startSimulator();
        await other.close();
        assert.notEqual(other.worldId, simulator.worldId);
        assert.match(simulator.worldId, /^[0-9a-f-]{36}$/);
    });

    it("with another world after a reset, whose answer names the new one", async () => {
        const before = simulator.worldId;
        const answer = await fetch(`${simulator.url}/_simulator/reset`, { method: "POST" });
        assert.equal(answer.status, 200);
        assert.equal(identityIn(answer)[1], simulator.worldId);
        assert.notEqual(simulator.worldId, before);
    });
});

describe("a reset", () => {
    it("brings back world and clock of the start, and forgets requests and faults", async () => {
        const world = { numbers: [{ id: NUMBER, pin: "918273" }] };
        const simulator = await startSimulator({ now: "2026-11-22T00:00:00Z", world });
        const client = graphClient(simulator);
        const before = simulator.number(NUMBER);
        await client.post("/register", { ...REGISTRATION, pin: "918273" });
        simulator.changeWorld({ switches: { successAs: "string" }, numbers: [{ id: "7" }] });
        simulator.clock.advance({ hours: 1 });
        simulator.addFault({ endpoint: "any", fault: { kind: "graphError", code: 1 } });
        world.numbers = [];

        simulator.reset();

        assert.deepEqual(simulator.number(NUMBER), before);
        assert.throws(() => simulator.number("7"), /has none with this id/);
        assert.equal(simulator.clock.now().toISOString(), "2026-11-22T00:00:00.000Z");
        assert.deepEqual(simulator.requests(), []);
        const { body } = await client.post("/register", { ...REGISTRATION, pin: "918273" });
        assert.deepEqual(body, { success: true });
        assert.deepEqual(
            simulator.requests().map(({ sequence }) => sequence),
            [1],
        );
        await simulator.close();
    });
});
