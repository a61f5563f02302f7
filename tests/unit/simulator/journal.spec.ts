import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { graphClient, NUMBER, REGISTRATION, storageOn, TOKEN } from "./GraphClient";

describe("the journal", () => {
    let simulator: Simulator;

    beforeEach(async () => {
        simulator = await startSimulator({ now: "2026-11-22T00:00:00Z" });
    });
    afterEach(() => simulator.close());

    it("has a letter for every Graph request, of one number or of all", async () => {
        const client = graphClient(simulator);
        await client.get("");
        await client.get("/settings");
        await client.post("/settings", storageOn("CH"));
        await client.post("/register", REGISTRATION);
        await client.post("", { pin: "000000" });
        await client.post("/deregister");
        await client.get("/v24.0/102290129340398");
        await client.get("/v24.0/102290129340398/phone_numbers");
        await client.get("/v24.0/debug_token?input_token=x");
        await client.get("/v24.0/1");
        assert.equal(simulator.letters(), "N S W R P D A L T N");
        assert.equal(simulator.letters(NUMBER), "N S W R P D");
        assert.equal(simulator.letters("1"), "N");
    });

    it("leaves admin calls out", async () => {
        await fetch(`${simulator.url}/_simulator/world`);
        assert.deepEqual(simulator.requests(), []);
    });

    it("tells what came, when, for whom and with what result, without the PIN and the token", async () => {
        await graphClient(simulator).post("/register", REGISTRATION);
        assert.deepEqual(simulator.requests(), [
            {
                sequence: 1,
                at: "2026-11-22T00:00:00.000Z",
                method: "POST",
                path: `/v24.0/${NUMBER}/register`,
                version: "v24.0",
                endpoint: "register",
                letter: "R",
                phoneNumberId: NUMBER,
                query: {},
                body: { messaging_product: "whatsapp", pin: "******" },
                token: "default",
                httpStatus: 200,
                effect: true,
            },
        ]);
    });

    it("masks secrets wherever they are, and shows whether a PIN had six digits", async () => {
        const client = graphClient(simulator, "EAA-unknown-token");
        await client.post("", { whatsapp_business_api_data: { pin: "123456" } });
        await client.post("", { pin: "12345" });
        await client.post("", { pin: 123456 });
        await client.post("?pin=123456&access_token=EAA-in-query");
        const text = JSON.stringify(simulator.requests());
        for (const secret of ["12345", "EAA-unknown-token", "EAA-in-query", TOKEN]) {
            assert.ok(!text.includes(secret), secret);
        }
        assert.deepEqual(
            simulator.requests().map(({ body }) => body?.["pin"]),
            [undefined, "masked", "masked number", undefined],
        );
    });

    it("forgets when cleared, goes on counting and leaves what Meta counted", async () => {
        const client = graphClient(simulator);
        await client.post("/register", REGISTRATION);
        simulator.clearRequests();
        await client.get("");
        assert.deepEqual(
            simulator.requests().map(({ sequence }) => sequence),
            [2],
        );
        assert.equal(simulator.number(NUMBER).attempts.register, 1);
    });

    it("records the same request however its body is written", async () => {
        const multipart = new FormData();
        const form = new URLSearchParams(REGISTRATION);
        for (const [name, value] of form) multipart.append(name, value);
        for (const body of [form, multipart]) {
            const response = await fetch(`${simulator.url}/v24.0/${NUMBER}/register`, {
                method: "POST",
                headers: { Authorization: `Bearer ${TOKEN}` },
                body,
            });
            assert.equal(response.status, 200);
        }
        const [first, second] = simulator.requests();
        assert.deepEqual(first?.body, { messaging_product: "whatsapp", pin: "******" });
        assert.deepEqual(second?.body, first.body);
    });

    it("records a body that is no JSON object, which is refused with 100", async () => {
        for (const body of ["{", "[]", "7"]) {
            const response = await fetch(`${simulator.url}/v24.0/${NUMBER}/register`, {
                method: "POST",
                headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
                body,
            });
            assert.equal(response.status, 400);
        }
        assert.deepEqual(
            simulator.requests().map(({ graphCode, body }) => [graphCode, body]),
            [
                [100, undefined],
                [100, undefined],
                [100, undefined],
            ],
        );
    });

    const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

    it("records a body that is nested too deep, which is refused and has no effect", async () => {
        const response = await fetch(`${simulator.url}/v24.0/${NUMBER}/register`, {
            method: "POST",
            headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
            body: JSON.stringify(REGISTRATION).replace("}", `,"x":${nested(60_000)}}`),
        });
        assert.equal(response.status, 400);
        assert.equal(simulator.number(NUMBER).registered, false);
        assert.deepEqual(
            simulator
                .requests()
                .map(({ letter, graphCode, effect }) => [letter, graphCode, effect]),
            [["R", 100, false]],
        );
    });

    it("records a form whose JSON text is nested deep, without the text", async () => {
        const response = await fetch(`${simulator.url}/v24.0/${NUMBER}/register`, {
            method: "POST",
            headers: { Authorization: `Bearer ${TOKEN}` },
            body: new URLSearchParams({ ...REGISTRATION, x: nested(60_000) }),
        });
        assert.equal(response.status, 200);
        assert.equal(simulator.requests()[0]?.body?.["x"], "masked");
    });
});
