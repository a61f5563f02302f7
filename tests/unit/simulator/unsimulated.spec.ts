import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { ACCOUNT, graphClient, NUMBER, resultOf, TOKEN, type GraphClient } from "./GraphClient";

const BUSINESS = "506914307656634";
const APP = "634974688087057";

type Call = readonly ["get" | "post" | "delete", string, object?];

/** Calls that Meta's reference has and this simulator does not have. */
const UNSIMULATED: readonly Call[] = [
    ["post", "/messages", { messaging_product: "whatsapp", to: "41000000000" }],
    ["post", "/marketing_messages", {}],
    ["post", "/media", {}],
    ["get", "/whatsapp_business_profile"],
    ["post", "/whatsapp_business_profile", { about: "A shop" }],
    ["get", "/username"],
    ["delete", "/username"],
    ["get", "/message_qrdls/1"],
    ["get", "/block_users"],
    ["post", "/settings", { calling: { status: "ENABLED" } }],
    ["post", "/settings", { user_identity_change: { enable_identity_key_check: true } }],
    ["post", "/settings", { payload_encryption: { status: "ENABLED" } }],
    ["post", "", { username: "example" }],
    ["post", "", { search_visibility: "VISIBLE" }],
    ["post", `/v24.0/${ACCOUNT}`, { timezone_id: "1" }],
    ["post", `/v24.0/${ACCOUNT}/phone_numbers`, { cc: "41", phone_number: "000000000" }],
    ["get", `/v24.0/${ACCOUNT}/message_templates`],
    ["get", `/v24.0/${ACCOUNT}/assigned_users`],
    ["get", `/v24.0/${BUSINESS}/owned_whatsapp_business_accounts`],
    ["post", `/v24.0/${APP}/subscriptions`, {}],
    ["get", "/v24.0/me"],
    ["get", "/v24.0/oauth/access_token?client_id=1"],
];

describe("what is not simulated", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator({ now: "2026-11-22T00:00:00Z" });
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    for (const [method, path, body] of UNSIMULATED) {
        const shown = `${method.toUpperCase()} ${path}`;
        const what = body === undefined ? shown : `${shown} ${JSON.stringify(body)}`;
        it(`is answered 501, in the form of Meta's errors: ${what}`, async () => {
            const before = simulator.number(NUMBER);
            const result = await (method === "post"
                ? client.post(path, body)
                : client[method](path));
            assert.deepEqual([result.httpStatus, result.graphCode], [501, 501]);
            assert.match(result.message ?? "", /is not simulated\. This is an answer of the simu/);
            const error = result.body["error"] as Readonly<Record<string, unknown>>;
            assert.equal(error["type"], "SimulatorException");
            assert.equal(error["fbtrace_id"], result.headers.get("x-fb-trace-id"));
            const [request] = simulator.requests();
            assert.deepEqual([request?.httpStatus, request?.effect], [501, false]);
            assert.deepEqual(simulator.number(NUMBER), before);
        });
    }

    it("needs no token where Meta needs none, and one where it does", async () => {
        const signIn = await resultOf(await fetch(`${simulator.url}/oauth/access_token`));
        assert.equal(signIn.httpStatus, 501);
        const message = await fetch(`${simulator.url}/v24.0/${NUMBER}/messages`, {
            method: "POST",
        });
        assert.equal((await resultOf(message)).graphCode, 104);
    });

    it("is no object that the token cannot see, and no path that Meta does not have", async () => {
        const refusals = [
            await client.post("/v24.0/1/messages"),
            await client.get("/colours"),
            await client.post("/register/messages"),
            await client.post("/settings", { colour: "green" }),
            await client.post("", { colour: "green" }),
        ].map(({ httpStatus, graphCode, graphSubcode }) => [httpStatus, graphCode, graphSubcode]);
        assert.deepEqual(refusals, [
            [400, 100, 33],
            [400, 2500, undefined],
            [400, 2500, undefined],
            [400, 100, undefined],
            [400, 100, undefined],
        ]);
        simulator.changeWorld({ tokens: [{ token: TOKEN, name: "none", wabaIds: [] }] });
        assert.equal((await client.post("/messages")).graphSubcode, 33);
    });
});
