import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import type { NumberChange } from "../../../simulator/src/world/numberSchema";
import type { SwitchesInput } from "../../../simulator/src/world/switches";
import { graphClient, NUMBER, REGISTRATION, type GraphClient } from "./GraphClient";

const LADDER = "?fields=status,platform_type,code_verification_status,throughput";

describe("registering and deregistering", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator({ now: "2026-11-22T00:00:00Z" });
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    function given(change: NumberChange, switches: SwitchesInput = {}): void {
        simulator.changeNumber(NUMBER, change);
        simulator.changeWorld({ switches });
    }

    async function ladder(): Promise<readonly unknown[]> {
        const { body } = await client.get(LADDER);
        const { status, platform_type: platform, code_verification_status: ownership } = body;
        return [status, platform, ownership, (body["throughput"] as { level: string }).level];
    }

    it("climbs from unverified over verified and registered to deregistered", async () => {
        given({ codeVerificationStatus: "NOT_VERIFIED" });
        const none = "NOT_APPLICABLE";
        assert.deepEqual(await ladder(), ["UNVERIFIED", none, "NOT_VERIFIED", none]);
        given({ codeVerificationStatus: "VERIFIED" });
        assert.deepEqual(await ladder(), ["PENDING", none, "VERIFIED", none]);
        await client.post("/register", REGISTRATION);
        assert.deepEqual(await ladder(), ["CONNECTED", "CLOUD_API", "VERIFIED", "STANDARD"]);
        await client.post("/deregister");
        assert.deepEqual(await ladder(), ["DISCONNECTED", none, "VERIFIED", none]);
    });

    it("reads PENDING after a deregistration where the world says so", async () => {
        given({ registered: true }, { statusAfterDeregister: "PENDING" });
        await client.post("/deregister");
        assert.equal((await ladder())[0], "PENDING");
    });

    it("stays PENDING on Cloud API until the delay to CONNECTED is over", async () => {
        given({}, { connectedAfterSeconds: 5 });
        await client.post("/register", REGISTRATION);
        simulator.clock.advance({ seconds: 4 });
        assert.deepEqual((await ladder()).slice(0, 2), ["PENDING", "CLOUD_API"]);
        simulator.clock.advance({ seconds: 1 });
        assert.equal((await ladder())[0], "CONNECTED");
    });

    it("reads as registered for a while after a deregistration where the world says so", async () => {
        given({ registered: true }, { deregistrationVisibleAfterSeconds: 3 });
        await client.post("/deregister");
        assert.equal((await ladder())[1], "CLOUD_API");
        assert.equal(simulator.number(NUMBER).registered, false);
        simulator.clock.advance({ seconds: 3 });
        assert.equal((await ladder())[1], "NOT_APPLICABLE");
    });

    it("makes the PIN of the first registration the number's", async () => {
        await client.post("/register", REGISTRATION);
        assert.equal(simulator.number(NUMBER).pin, "012345");
    });

    it("keeps the PIN over a deregistration and refuses another with 133005", async () => {
        given({ registered: true, pin: "111111" });
        await client.post("/deregister");
        assert.equal((await client.post("/register", REGISTRATION)).graphCode, 133005);
        assert.equal(simulator.number(NUMBER).registered, false);
        const right = { ...REGISTRATION, pin: "111111" };
        assert.equal((await client.post("/register", right)).httpStatus, 200);
    });

    it("forgets the PIN at a deregistration where the world says so", async () => {
        given({ registered: true, pin: "111111" }, { pinAfterDeregister: "cleared" });
        await client.post("/deregister");
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });

    it("takes any PIN under the new account model, changes none and says more than success", async () => {
        given({ registered: true, pin: "111111" }, { accountModel: "pinRetired" });
        const { body } = await client.post("/register", REGISTRATION);
        assert.equal(body["success"], true);
        assert.ok(Object.keys(body).length > 1);
        assert.equal(simulator.number(NUMBER).pin, "111111");
    });

    it("locks with 133008 after as many wrong PINs as the world allows", async () => {
        given({ pin: "111111" }, { wrongPinsBeforeLock: 2, wrongPinLockHours: 1 });
        const codes = [];
        for (let i = 0; i < 3; i += 1) {
            codes.push((await client.post("/register", REGISTRATION)).graphCode);
        }
        assert.deepEqual(codes, [133005, 133005, 133008]);
        simulator.clock.advance({ hours: 1 });
        const right = { ...REGISTRATION, pin: "111111" };
        assert.equal((await client.post("/register", right)).httpStatus, 200);
    });

    it("takes a PIN that was sent as a number and finds its lost zero", async () => {
        const { graphCode, graphSubcode } = await client.post("/register", {
            messaging_product: "whatsapp",
            pin: 12345,
        });
        assert.deepEqual([graphCode, graphSubcode], [100, 2388092]);
        const six = { messaging_product: "whatsapp", pin: 212834 };
        assert.equal((await client.post("/register", six)).httpStatus, 200);
    });

    it("refuses a body without messaging_product, and with another", async () => {
        assert.equal((await client.post("/register", { pin: "012345" })).graphCode, 100);
        const other = { ...REGISTRATION, messaging_product: "telegram" };
        assert.equal((await client.post("/register", other)).graphCode, 100);
        assert.equal(simulator.number(NUMBER).registered, false);
    });

    const refusals: readonly (readonly [string, NumberChange, readonly unknown[]])[] = [
        ["an unverified number", { codeVerificationStatus: "NOT_VERIFIED" }, [400, 133006]],
        ["a deregistration that is incomplete", { deregistrationIncomplete: true }, [500, 133000]],
        [
            "a number deleted a moment ago",
            { recentlyDeletedUntil: "2026-11-22T00:05:00Z" },
            [400, 133015],
        ],
        ["a coexistence number", { isOnBizApp: true, registered: true }, [400, 100]],
        ["an expired display name", { name: { status: "EXPIRED" } }, [400, 100, 2388001]],
        ["a declined display name", { name: { status: "DECLINED" } }, [400, 100, 2388001]],
        ["a number still on a handset", { inUseOnHandset: true }, [400, 100, 2388001]],
        ["a banned number", { status: "BANNED" }, [403, 131031]],
        ["a deleted number", { status: "DELETED" }, [400, 33]],
        ["a migrated number's old id", { status: "MIGRATED" }, [400, 33]],
    ];
    for (const [what, change, [httpStatus, graphCode, graphSubcode]] of refusals) {
        it(`refuses to register ${what}`, async () => {
            given(change);
            const result = await client.post("/register", REGISTRATION);
            assert.deepEqual(
                [result.httpStatus, result.graphCode, result.graphSubcode],
                [httpStatus, graphCode, graphSubcode],
            );
        });
    }

    const texts: readonly (readonly [NumberChange, string, string])[] = [
        [
            { pin: "987654" },
            "(#133005) Two step verification PIN Mismatch",
            "Two-step verification PIN incorrect",
        ],
        [
            { recentlyDeletedUntil: "2026-11-22T00:05:00Z" },
            "(#133015) Please wait a few minutes before attempting to register this phone number",
            "The phone number you are attempting to register was recently deleted, and deletion has not yet completed",
        ],
        [
            { blockedUntil: { register: "2026-11-25T00:00:00Z" } },
            "(#133016) Account register deregister rate limit exceeded",
            "Registration or Deregistration failed because there were too many attempts for this phone number in a short period of time",
        ],
    ];
    for (const [change, message, details] of texts) {
        it(`says ${message.slice(0, 9)} in the words of Meta's page`, async () => {
            given(change);
            const { body } = await client.post("/register", REGISTRATION);
            const error = body["error"] as Readonly<Record<string, unknown>>;
            assert.equal(error["message"], message);
            assert.deepEqual(error["error_data"], { messaging_product: "whatsapp", details });
        });
    }

    it("registers a number whose ownership check expired", async () => {
        given({ codeVerificationStatus: "EXPIRED" });
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });

    it("refuses to register for a business that did not take the terms", async () => {
        await simulator.close();
        simulator = await startSimulator({
            world: { accounts: [{ id: "102290129340398", termsAccepted: false }] },
        });
        const result = await graphClient(simulator).post("/register", REGISTRATION);
        assert.deepEqual([result.httpStatus, result.graphCode], [403, 200]);
        assert.match(result.message ?? "", /terms/);
    });

    it("lets an incomplete deregistration be finished by deregistering again", async () => {
        given({ deregistrationIncomplete: true });
        assert.equal((await client.post("/deregister")).httpStatus, 200);
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });

    it("refuses to deregister a coexistence number by its message", async () => {
        given({ isOnBizApp: true, registered: true });
        const { graphCode, message } = await client.post("/deregister");
        assert.equal(graphCode, 100);
        assert.match(message ?? "", /SMB businesses/);
        assert.equal(simulator.number(NUMBER).registered, true);
    });

    it("refuses to deregister an unregistered number in each of the known ways", async () => {
        const answers = [];
        for (const way of ["133010", "2207051", "notLinked", "invalidState"] as const) {
            given({}, { deregisterUnregistered: way });
            const { httpStatus, graphCode, graphSubcode } = await client.post("/deregister");
            answers.push([httpStatus, graphCode, graphSubcode]);
        }
        assert.deepEqual(answers, [
            [400, 133010, undefined],
            [400, 100, 2207051],
            [400, 100, undefined],
            [422, 100, undefined],
        ]);
    });

    it("keeps a registered number as it is when it is registered again", async () => {
        await client.post("/register", REGISTRATION);
        const before = simulator.number(NUMBER);
        simulator.clock.advance({ hours: 1 });
        await client.post("/register", REGISTRATION);
        const after = simulator.number(NUMBER);
        assert.deepEqual({ ...after, attempts: before.attempts }, before);
    });

    it("applies an approved name by registering again, within 14 days", async () => {
        given({
            registered: true,
            pin: "012345",
            name: { newStatus: "APPROVED", newDisplayName: "New Shop" },
        });
        const pending = await client.get("?fields=new_name_status,new_certificate,verified_name");
        assert.equal(pending.body["new_name_status"], "APPROVED");
        assert.ok("new_certificate" in pending.body);
        await client.post("/register", REGISTRATION);
        const done = await client.get("?fields=new_name_status,new_certificate,verified_name");
        assert.deepEqual(done.body, { verified_name: "New Shop", id: NUMBER });
    });

    it("lets an approved name expire after 14 days", async () => {
        given({
            registered: true,
            pin: "012345",
            name: { newStatus: "APPROVED", newDisplayName: "New Shop" },
        });
        simulator.clock.advance({ hours: 14 * 24 + 1 });
        await client.post("/register", REGISTRATION);
        const { body } = await client.get("?fields=new_name_status,verified_name");
        assert.deepEqual(body, {
            new_name_status: "EXPIRED",
            verified_name: "Example Shop",
            id: NUMBER,
        });
    });

    it("changes nothing about a name that is still in review", async () => {
        given({ registered: true, pin: "012345" });
        await client.post("", { new_display_name: "New Shop" });
        await client.post("/register", REGISTRATION);
        assert.deepEqual(simulator.number(NUMBER).name, {
            status: "APPROVED",
            newStatus: "PENDING_REVIEW",
            newDisplayName: "New Shop",
        });
    });

    it("refuses a new name of one character, and a write of nothing it knows", async () => {
        assert.equal((await client.post("", { new_display_name: "N" })).graphCode, 100);
        assert.equal((await client.post("", { colour: "green" })).graphCode, 100);
        assert.equal(simulator.number(NUMBER).name.newDisplayName, null);
    });

    it("writes success as text where the world says so", async () => {
        given({}, { successAs: "string" });
        assert.deepEqual((await client.post("/register", REGISTRATION)).body, { success: "true" });
    });
});

describe("setting the PIN", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator();
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    it("sets the PIN of a registered number without the old one and without being counted", async () => {
        simulator.changeNumber(NUMBER, { registered: true, pin: "111111" });
        assert.equal((await client.post("", { pin: "000000" })).httpStatus, 200);
        const { pin, attempts } = simulator.number(NUMBER);
        assert.deepEqual([pin, attempts.register], ["000000", 0]);
    });

    it("is refused with 133010 on a number that is not registered", async () => {
        assert.equal((await client.post("", { pin: "000000" })).graphCode, 133010);
        assert.equal(simulator.number(NUMBER).pin, null);
    });

    it("is refused for anything but six digits", async () => {
        simulator.changeNumber(NUMBER, { registered: true, pin: "111111" });
        for (const pin of ["12345", "1234567", "12345a", "", "１２３４５６"]) {
            assert.equal((await client.post("", { pin })).graphSubcode, 2388092);
        }
        assert.equal(simulator.number(NUMBER).pin, "111111");
    });
});

describe("verifying ownership", () => {
    const request = { code_method: "SMS", language: "en_US" };
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator({
            now: "2026-11-22T00:00:00Z",
            world: { numbers: [{ id: NUMBER, codeVerificationStatus: "NOT_VERIFIED" }] },
        });
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    it("takes the code that was sent, once, and is done", async () => {
        await client.post("/request_code", request);
        const { code } = simulator.number(NUMBER);
        assert.equal((await client.post("/verify_code", { code })).httpStatus, 200);
        assert.equal(simulator.number(NUMBER).codeVerificationStatus, "VERIFIED");
        assert.equal((await client.post("/verify_code", { code })).graphCode, 136024);
        assert.equal((await client.post("/request_code", request)).graphCode, 136024);
    });

    it("calls both refusals by the generic names of Meta's reference", async () => {
        const other = await client.post("/verify_code", { code: "000000" });
        assert.match(other.message ?? "", /^\(#136025\) Verify code error$/);
        simulator.changeNumber(NUMBER, { codeVerificationStatus: "VERIFIED" });
        const verified = await client.post("/request_code", request);
        assert.match(verified.message ?? "", /^\(#136024\) Request code error$/);
        assert.equal(verified.graphSubcode, 2388366);
    });

    it("sends codes as a message, in a call and by IVR, also in a language of three letters", async () => {
        for (const code_method of ["SMS", "VOICE", "IVR"]) {
            const sent = await client.post("/request_code", { code_method, language: "fil" });
            assert.equal(sent.httpStatus, 200, code_method);
        }
    });

    it("sends no code by a way or in a language that does not exist", async () => {
        for (const wrong of [{ code_method: "FAX" }, { language: "english" }]) {
            const result = await client.post("/request_code", { ...request, ...wrong });
            assert.equal(result.graphCode, 100);
        }
        assert.equal((await client.post("/verify_code", { code: "123-456" })).graphCode, 100);
        assert.equal(simulator.number(NUMBER).code, null);
    });

    it("refuses a code that is ten minutes old, and one that was never sent", async () => {
        await client.post("/request_code", request);
        const { code } = simulator.number(NUMBER);
        const other = code === "000000" ? "000001" : "000000";
        assert.equal((await client.post("/verify_code", { code: other })).graphCode, 136025);
        simulator.clock.advance({ minutes: 10 });
        assert.equal((await client.post("/verify_code", { code })).graphCode, 136025);
        assert.equal(simulator.number(NUMBER).codeVerificationStatus, "NOT_VERIFIED");
    });
});
