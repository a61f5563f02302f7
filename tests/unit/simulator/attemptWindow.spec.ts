import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import type { SwitchesInput } from "../../../simulator/src/world/switches";
import { graphClient, NUMBER, REGISTRATION } from "./GraphClient";

const WRONG = { ...REGISTRATION, pin: "999999" };

describe("the 72-hour window of register and deregister", () => {
    let simulator: Simulator;

    async function start(switches: SwitchesInput = {}): Promise<void> {
        simulator = await startSimulator({
            now: "2026-11-22T00:00:00Z",
            world: { numbers: [{ id: NUMBER, registered: true, pin: "012345" }], switches },
        });
    }

    async function registerTimes(times: number, body = REGISTRATION): Promise<readonly unknown[]> {
        const codes: unknown[] = [];
        for (let i = 0; i < times; i += 1) {
            const { graphCode, httpStatus } = await graphClient(simulator).post("/register", body);
            codes.push(graphCode ?? httpStatus);
        }
        return codes;
    }

    afterEach(() => simulator.close());

    it("lets ten requests through and refuses the eleventh with 400 and 133016", async () => {
        await start();
        const codes = await registerTimes(11);
        assert.deepEqual(codes, [...Array<number>(10).fill(200), 133016]);
        assert.equal(simulator.requests().at(-1)?.httpStatus, 400);
    });

    it("forgets a request after 72 hours and not one minute earlier", async () => {
        await start();
        await registerTimes(1);
        simulator.clock.advance({ hours: 1 });
        await registerTimes(9);
        simulator.clock.set("2026-11-24T23:59:00Z");
        assert.equal(simulator.number(NUMBER).attempts.register, 10);
        simulator.clock.set("2026-11-25T00:00:00Z");
        assert.equal(simulator.number(NUMBER).attempts.register, 9);
        assert.deepEqual(await registerTimes(2), [200, 133016]);
    });

    it("blocks for the 72 hours after the eleventh, though the window empties before", async () => {
        await start();
        await registerTimes(10);
        simulator.clock.set("2026-11-24T00:00:00Z");
        await registerTimes(1);
        assert.equal(simulator.number(NUMBER).blockedUntil.register, "2026-11-27T00:00:00.000Z");
        simulator.clock.set("2026-11-26T23:59:59Z");
        assert.deepEqual(await registerTimes(1), [133016]);
        simulator.clock.set("2026-11-27T00:00:00Z");
        assert.deepEqual(await registerTimes(1), [200]);
    });

    it("leaves a block as long as it is when called during it, unless the world says otherwise", async () => {
        await start();
        await registerTimes(11);
        simulator.clock.advance({ hours: 10 });
        await registerTimes(1);
        assert.equal(simulator.number(NUMBER).blockedUntil.register, "2026-11-25T00:00:00.000Z");
        simulator.changeWorld({ switches: { blockedCallsExtend: true } });
        await registerTimes(1);
        assert.equal(simulator.number(NUMBER).blockedUntil.register, "2026-11-25T10:00:00.000Z");
    });

    it("counts refused requests: wrong PIN, wrong parameter, code 12, a planned error", async () => {
        await start();
        await registerTimes(1, WRONG);
        const client = graphClient(simulator);
        await client.post("/register", { messaging_product: "whatsapp" });
        await client.post("/register", { ...REGISTRATION, data_localization_region: "CH" });
        simulator.addFault({ endpoint: "register", fault: { kind: "graphError", code: 131000 } });
        await registerTimes(1);
        assert.equal(simulator.number(NUMBER).attempts.register, 4);
    });

    it("counts only successes where the world says so", async () => {
        await start({ failuresCount: false });
        await registerTimes(3, WRONG);
        assert.equal(simulator.number(NUMBER).attempts.register, 0);
        await registerTimes(1);
        assert.equal(simulator.number(NUMBER).attempts.register, 1);
    });

    it("counts no request of a token that is not let in", async () => {
        await start();
        await graphClient(simulator, "EAA-other").post("/register", REGISTRATION);
        assert.equal(simulator.number(NUMBER).attempts.register, 0);
    });

    it("has a second ten for deregistering", async () => {
        await start();
        await registerTimes(11);
        const { httpStatus } = await graphClient(simulator).post("/deregister");
        assert.equal(httpStatus, 200);
        assert.equal(simulator.number(NUMBER).blockedUntil.deregister, null);
    });

    it("has ten for both together where the world says so, and blocks both", async () => {
        await start({ attemptBudget: "shared" });
        await registerTimes(9);
        const client = graphClient(simulator);
        assert.equal((await client.post("/deregister")).httpStatus, 200);
        assert.deepEqual(await registerTimes(1), [133016]);
        assert.equal((await client.post("/deregister")).graphCode, 133016);
    });

    it("starts partly used where the world or a change says so", async () => {
        await start();
        const before = Array<string>(10).fill("2026-11-21T00:00:00Z");
        simulator.changeNumber(NUMBER, { attempts: { register: before } });
        assert.deepEqual(await registerTimes(1), [133016]);
    });
});
