import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import type { WorldInput } from "../../../simulator/src/world/worldSchema";
import { ACCOUNT, graphClient, NUMBER, REGISTRATION, resultOf, TOKEN } from "./GraphClient";

const OTHER_ACCOUNT = "102290129340399";
const OTHER_NUMBER = "106540352242999";

const WORLD: WorldInput = {
    accounts: [{ id: ACCOUNT }, { id: OTHER_ACCOUNT }],
    numbers: [{ id: NUMBER }, { id: OTHER_NUMBER, wabaId: OTHER_ACCOUNT }],
    tokens: [
        { token: TOKEN, name: "default" },
        { token: "EAA-reader", name: "reader", scopes: ["whatsapp_business_management"] },
        { token: "EAA-sender", name: "sender", scopes: ["whatsapp_business_messaging"] },
        { token: "EAA-one-account", name: "one-account", wabaIds: [ACCOUNT] },
        { token: "EAA-one-number", name: "one-number", phoneNumberIds: [OTHER_NUMBER] },
        { token: "EAA-expiring", name: "expiring", expiresAt: "2026-11-22T01:00:00Z" },
        { token: "EAA-old-password", name: "old-password", invalidSubcode: 460 },
    ],
};

describe("callers", () => {
    let simulator: Simulator;

    beforeEach(async () => {
        simulator = await startSimulator({ now: "2026-11-22T00:00:00Z", world: WORLD });
    });
    afterEach(() => simulator.close());

    async function codes(token: string, path = ""): Promise<readonly unknown[]> {
        const { httpStatus, graphCode, graphSubcode } = await graphClient(simulator, token).get(
            path,
        );
        return [httpStatus, graphCode, graphSubcode];
    }

    it("are refused without a token: 104", async () => {
        const response = await fetch(`${simulator.url}/v24.0/${NUMBER}`);
        const { httpStatus, graphCode } = await resultOf(response);
        assert.deepEqual([httpStatus, graphCode], [401, 104]);
    });

    it("are refused with a token that nobody knows: 401 and 190, or 400 where the world says so", async () => {
        assert.deepEqual(await codes("EAA-nobody"), [401, 190, undefined]);
        simulator.changeWorld({ switches: { invalidTokenHttpStatus: 400 } });
        assert.deepEqual(await codes("EAA-nobody"), [400, 190, undefined]);
    });

    it("are refused from the second on that their token expires: 463", async () => {
        assert.deepEqual(await codes("EAA-expiring"), [200, undefined, undefined]);
        simulator.clock.advance({ hours: 1 });
        assert.deepEqual(await codes("EAA-expiring"), [401, 190, 463]);
    });

    it("are refused with the subcode that their token is unusable for", async () => {
        assert.deepEqual(await codes("EAA-old-password"), [401, 190, 460]);
    });

    it("need one permission to read and two to register, deregister or set a PIN", async () => {
        assert.deepEqual(await codes("EAA-sender"), [403, 200, undefined]);
        const reader = graphClient(simulator, "EAA-reader");
        assert.equal((await reader.get("")).httpStatus, 200);
        for (const result of [
            await reader.post("/register", REGISTRATION),
            await reader.post("/deregister"),
            await reader.post("", { pin: "000000" }),
        ]) {
            assert.deepEqual([result.httpStatus, result.graphCode], [403, 200]);
            assert.match(result.message ?? "", /whatsapp_business_messaging/);
        }
    });

    it("get the same answer for what they do not reach and for what does not exist", async () => {
        const nothing = [400, 100, 33];
        assert.deepEqual(await codes("EAA-one-account", `/v24.0/${OTHER_NUMBER}`), nothing);
        assert.deepEqual(await codes("EAA-one-account", `/v24.0/${OTHER_ACCOUNT}`), nothing);
        assert.deepEqual(await codes(TOKEN, "/v24.0/1"), nothing);
        simulator.changeNumber(NUMBER, { removed: true });
        assert.deepEqual(await codes(TOKEN), nothing);
    });

    it("reach single numbers beyond their accounts", async () => {
        assert.equal((await codes("EAA-one-number", `/v24.0/${OTHER_NUMBER}`))[0], 200);
        assert.equal((await codes("EAA-one-number"))[0], 400);
        assert.equal((await codes("EAA-one-number", `/v24.0/${OTHER_ACCOUNT}`))[0], 400);
    });

    it("register a number without its account, or are refused with 100 where the world says so", async () => {
        const path = `/v24.0/${OTHER_NUMBER}/register`;
        const client = graphClient(simulator, "EAA-one-number");
        simulator.changeWorld({ switches: { registerWithoutAccount: "refused" } });
        const { httpStatus, graphCode, graphSubcode, message } = await client.post(
            path,
            REGISTRATION,
        );
        assert.deepEqual([httpStatus, graphCode, graphSubcode], [400, 100, undefined]);
        assert.match(message ?? "", /^Unsupported request - method type: post$/);
        assert.equal(simulator.number(OTHER_NUMBER).registered, false);
        assert.equal(simulator.number(OTHER_NUMBER).attempts.register, 0);
        const whole = graphClient(simulator, TOKEN);
        assert.equal((await whole.post(path, REGISTRATION)).httpStatus, 200);
        simulator.changeWorld({ switches: { registerWithoutAccount: "accepted" } });
        assert.equal((await client.post(path, REGISTRATION)).httpStatus, 200);
    });

    it("may send the token as a parameter, which the journal hides", async () => {
        await fetch(`${simulator.url}/v24.0/${NUMBER}?access_token=${TOKEN}`);
        const [request] = simulator.requests();
        assert.deepEqual([request?.httpStatus, request?.token], [200, "default"]);
        assert.ok(!JSON.stringify(request).includes(TOKEN));
    });

    it("are replaced as a whole by a change of the world", async () => {
        simulator.changeWorld({ tokens: [{ token: "EAA-rotated", name: "rotated" }] });
        assert.equal((await codes(TOKEN))[1], 190);
        assert.equal((await codes("EAA-rotated"))[0], 200);
    });

    describe("of an app with a secret", () => {
        const secret = "app-secret-for-tests";
        const proof = createHmac("sha256", secret).update(TOKEN).digest("hex");

        beforeEach(() => {
            simulator.changeWorld({ app: { secret } });
        });

        it("need the token's proof on every call", async () => {
            assert.equal((await codes(TOKEN))[1], 100);
            assert.equal((await codes(TOKEN, `?appsecret_proof=${proof}`))[0], 200);
            assert.equal((await codes(TOKEN, `?appsecret_proof=${proof.slice(1)}0`))[1], 100);
            const client = graphClient(simulator);
            await client.post("/register", { ...REGISTRATION, appsecret_proof: proof });
            assert.equal(simulator.number(NUMBER).registered, true);
        });

        it("may leave the proof out where the app does not require it, but not send a wrong one", async () => {
            simulator.changeWorld({ app: { requireProof: false } });
            assert.equal((await codes(TOKEN))[0], 200);
            assert.equal((await codes(TOKEN, "?appsecret_proof=00"))[1], 100);
        });

        it("keep the proof out of the journal", async () => {
            await codes(TOKEN, `?appsecret_proof=${proof}`);
            assert.ok(!JSON.stringify(simulator.requests()).includes(proof));
        });
    });

    it("learn from debug_token what a token may do, and where", async () => {
        const path = "/v24.0/debug_token?input_token=EAA-one-account";
        const { body } = await graphClient(simulator).get(path);
        const data = body["data"] as Readonly<Record<string, unknown>>;
        assert.equal(data["is_valid"], true);
        assert.deepEqual(data["granular_scopes"], [
            { scope: "whatsapp_business_management", target_ids: [ACCOUNT] },
            { scope: "whatsapp_business_messaging", target_ids: [ACCOUNT] },
        ]);
        assert.ok(!JSON.stringify(simulator.requests()).includes("EAA-one-account"));
    });
});
