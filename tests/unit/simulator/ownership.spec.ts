import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import type { NumberChange } from "../../../simulator/src/world/numberSchema";
import { ACCOUNT, graphClient, NUMBER, REGISTRATION, type GraphClient } from "./GraphClient";

const DAY_HOURS = 24;

describe("the age of a verification", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator({ now: "2026-11-22T00:00:00Z" });
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    async function reads(): Promise<unknown> {
        const { body } = await client.get("?fields=code_verification_status");
        return body["code_verification_status"];
    }

    async function verify(): Promise<void> {
        simulator.changeNumber(NUMBER, { codeVerificationStatus: "NOT_VERIFIED" });
        await client.post("/request_code", { code_method: "SMS", language: "en" });
        await client.post("/verify_code", { code: simulator.number(NUMBER).code });
    }

    it("is 14 days from the code on, and the number reads EXPIRED from then on, registered or not", async () => {
        await verify();
        assert.equal(simulator.number(NUMBER).verifiedAt, "2026-11-22T00:00:00.000Z");
        await client.post("/register", REGISTRATION);
        simulator.clock.advance({ hours: 14 * DAY_HOURS, seconds: -1 });
        assert.equal(await reads(), "VERIFIED");
        simulator.clock.advance({ seconds: 1 });
        assert.equal(await reads(), "EXPIRED");
        assert.equal(simulator.number(NUMBER).codeVerificationStatus, "EXPIRED");
        await client.post("/deregister");
        assert.equal(await reads(), "EXPIRED");
    });

    it("reads on the account's list as on the number", async () => {
        simulator.changeNumber(NUMBER, { verifiedAt: "2026-11-07T00:00:00Z" });
        const path = `/v24.0/${ACCOUNT}/phone_numbers?fields=code_verification_status`;
        const { body } = await client.get(path);
        assert.deepEqual(body["data"], [{ code_verification_status: "EXPIRED", id: NUMBER }]);
    });

    it("is none where a world gives no date", async () => {
        assert.equal(simulator.number(NUMBER).verifiedAt, null);
        simulator.clock.advance({ hours: 365 * DAY_HOURS });
        assert.equal(await reads(), "VERIFIED");
    });

    it("starts anew with another code, which an expired number may ask for", async () => {
        simulator.changeNumber(NUMBER, { verifiedAt: "2026-11-07T00:00:00Z" });
        const request = { code_method: "SMS", language: "en" };
        assert.equal((await client.post("/request_code", request)).httpStatus, 200);
        const { code } = simulator.number(NUMBER);
        assert.equal((await client.post("/verify_code", { code })).httpStatus, 200);
        assert.equal(await reads(), "VERIFIED");
        assert.equal(simulator.number(NUMBER).verifiedAt, "2026-11-22T00:00:00.000Z");
    });

    it("starts anew where somebody else verifies the number", async () => {
        simulator.changeNumber(NUMBER, { verifiedAt: "2026-11-07T00:00:00Z" });
        simulator.changeNumber(NUMBER, { codeVerificationStatus: "VERIFIED" });
        assert.equal(await reads(), "VERIFIED");
        simulator.clock.advance({ hours: 14 * DAY_HOURS });
        assert.equal(await reads(), "EXPIRED");
    });

    it("is as many days as the world says, and endless for 0", async () => {
        simulator.changeNumber(NUMBER, { verifiedAt: "2026-11-20T00:00:00Z" });
        simulator.changeWorld({ switches: { verificationLastsDays: 2 } });
        assert.equal(await reads(), "EXPIRED");
        simulator.changeWorld({ switches: { verificationLastsDays: 0 } });
        simulator.clock.advance({ hours: 365 * DAY_HOURS });
        assert.equal(await reads(), "VERIFIED");
    });

    describe("that is over", () => {
        const EXPIRED = { codeVerificationStatus: "EXPIRED" } as const;

        async function register(change: NumberChange): Promise<unknown> {
            simulator.changeNumber(NUMBER, { ...EXPIRED, pin: "012345", ...change });
            return (await client.post("/register", REGISTRATION)).graphCode ?? "registered";
        }

        it("does not stop a registration, which is the default", async () => {
            assert.equal(await register({}), "registered");
        });

        describe("where the world refuses it", () => {
            beforeEach(() => {
                simulator.changeWorld({ switches: { expiredOwnership: "refused" } });
            });

            it("stops with 133006 the first registration of a number", async () => {
                assert.equal(await register({}), 133006);
                assert.equal(simulator.number(NUMBER).registered, false);
                assert.equal(simulator.number(NUMBER).attempts.register, 1);
            });

            it("stops one of a number whose verification aged on the clock", async () => {
                await verify();
                simulator.clock.advance({ hours: 14 * DAY_HOURS });
                const { graphCode } = await client.post("/register", REGISTRATION);
                assert.equal(graphCode, 133006);
                await verify();
                assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
            });

            it("does not stop a registered number from registering again", async () => {
                assert.equal(await register({ registered: true }), "registered");
            });

            it("stops a number that was deregistered 14 days ago, and not a second less", async () => {
                await client.post("/register", REGISTRATION);
                await client.post("/deregister");
                assert.equal(simulator.number(NUMBER).deregisteredAt, "2026-11-22T00:00:00.000Z");
                simulator.clock.advance({ hours: 14 * DAY_HOURS });
                assert.equal(await register({}), 133006);
                simulator.clock.advance({ seconds: -1 });
                assert.equal(await register({}), "registered");
            });

            it("takes a number that somebody else deregistered for one of late, and an undated one not", async () => {
                simulator.changeNumber(NUMBER, { registered: true });
                assert.equal(await register({ registered: false }), "registered");
                assert.equal(await register({ registered: false, deregisteredAt: null }), 133006);
            });
        });
    });
});
