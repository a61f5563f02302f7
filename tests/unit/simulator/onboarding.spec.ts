import assert from "node:assert/strict";
import { join } from "node:path";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { readWorldFile } from "../../../simulator/src/world/readWorldFile";
import type { WorldInput } from "../../../simulator/src/world/worldSchema";
import { ACCOUNT, graphClient, NUMBER, REGISTRATION, type GraphClient } from "./GraphClient";

const SECOND = "106540352242923";
const THIRD = "106540352242924";
const SIGNED_UP = "2026-11-08T00:00:00Z";

describe("a number of a new sign-up", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator({
            now: "2026-11-22T00:00:00Z",
            world: {
                numbers: [{ id: NUMBER, onboardedAt: SIGNED_UP }],
                switches: { lateSignup: "refused" },
            },
        });
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    it("reads when it signed up, before and after it is registered", async () => {
        const { body } = await client.get("?fields=last_onboarded_time");
        assert.equal(body["last_onboarded_time"], "2026-11-08T00:00:00+0000");
        await client.post("/register", REGISTRATION);
        assert.deepEqual((await client.get("?fields=last_onboarded_time")).body, body);
        assert.equal(simulator.number(NUMBER).onboardedAt, "2026-11-08T00:00:00.000Z");
    });

    it("reads when it was registered where nobody says when it signed up", async () => {
        simulator.changeNumber(NUMBER, { onboardedAt: null });
        await client.post("/register", REGISTRATION);
        const { body } = await client.get("?fields=last_onboarded_time");
        assert.equal(body["last_onboarded_time"], "2026-11-22T00:00:00+0000");
    });

    it("is registered on the fourteenth day, and refused with 100 a second later", async () => {
        simulator.clock.advance({ seconds: 1 });
        assert.equal((await client.post("/register", REGISTRATION)).graphCode, 100);
        assert.equal(simulator.number(NUMBER).registered, false);
        simulator.clock.advance({ seconds: -1 });
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });

    it("is registered at any time where the world says so, which is the default", async () => {
        simulator.clock.advance({ hours: 1000 });
        simulator.changeWorld({ switches: { lateSignup: "accepted" } });
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });

    it("is in time for good once it was registered", async () => {
        await client.post("/register", REGISTRATION);
        simulator.clock.advance({ hours: 1000 });
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
        await client.post("/deregister");
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });
});

describe("the cap of a portfolio's registered numbers", () => {
    const OTHER_ACCOUNT = "102290129340399";
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator({
            world: {
                accounts: [{ id: ACCOUNT, registeredNumberCap: 2 }, { id: OTHER_ACCOUNT }],
                numbers: [
                    { id: NUMBER, pin: "012345" },
                    { id: SECOND, registered: true },
                    { id: THIRD, wabaId: OTHER_ACCOUNT },
                ],
            },
        });
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    it("lets the second number in, and refuses the third with 100", async () => {
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
        simulator.changeNumber(NUMBER, { registered: false });
        simulator.changeNumber(THIRD, { registered: true });
        const third = await client.post("/register", REGISTRATION);
        assert.deepEqual([third.httpStatus, third.graphCode], [400, 100]);
        assert.match(third.message ?? "", /at most 2 registered/);
        assert.equal(simulator.number(NUMBER).registered, false);
    });

    it("counts no number of another portfolio, and none that was taken off its account", async () => {
        simulator.changeNumber(THIRD, { registered: true });
        simulator.changeWorld({ accounts: [{ id: OTHER_ACCOUNT, businessId: "506914307656635" }] });
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
        await client.post("/deregister");
        simulator.changeWorld({ accounts: [{ id: OTHER_ACCOUNT, businessId: "506914307656634" }] });
        simulator.changeNumber(SECOND, { removed: true });
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });

    it("does not stop a registered number from registering again", async () => {
        simulator.changeNumber(NUMBER, { registered: true });
        simulator.changeNumber(THIRD, { registered: true });
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });

    it("can be taken away", async () => {
        simulator.changeNumber(THIRD, { registered: true });
        simulator.changeWorld({ accounts: [{ id: ACCOUNT, registeredNumberCap: null }] });
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });
});

describe("the world migration.json", () => {
    it("has a number on On-Premises, one without storage and one that remembers its region", async () => {
        const path = join(__dirname, "../../../simulator/worlds/migration.json");
        const simulator = await startSimulator({
            world: (await readWorldFile(path)) as WorldInput,
        });
        const client = graphClient(simulator);
        try {
            const { body } = await client.get("?fields=platform_type");
            assert.equal(body["platform_type"], "ON_PREMISE");
            assert.equal(simulator.number(SECOND).storage.status, "NO_STORAGE_ENABLED");
            const third = await client.post(`/v24.0/${THIRD}/register`, REGISTRATION);
            assert.match(third.message ?? "", /Expected data localization region: 'IN'/);
        } finally {
            await simulator.close();
        }
    });
});
