import assert from "node:assert/strict";

import { phoneNumberId, SdkRig, wabaId } from "./SdkRig";

const REGISTERED = { id: phoneNumberId, registered: true, pin: "012345" } as const;
const UNREACHED = { code: 100, subcode: 33 };

/**
 * The fields of a number that the SDK's types know. Fields about other things are left out: the
 * business profile, the conversational components and the search of businesses.
 */
const FIELDS = [
    "account_mode",
    "code_verification_status",
    "display_phone_number",
    "health_status",
    "is_official_business_account",
    "is_on_biz_app",
    "is_pin_enabled",
    "is_preverified_number",
    "last_onboarded_time",
    "messaging_limit_tier",
    "name_status",
    "platform_type",
    "quality_rating",
    "quality_score",
    "status",
    "throughput",
    "verified_name",
    "webhook_configuration",
] as const;

describe("@great-detail/whatsapp against the simulator", () => {
    let rig: SdkRig;
    const numbers = () => rig.greatDetail().phoneNumbers;
    const truth = () => rig.simulator.number(phoneNumberId);

    beforeEach(async () => {
        rig = await SdkRig.start({ world: { numbers: [REGISTERED] } });
    });

    afterEach(() => rig.simulator.close());

    it("reads every field of a number that its types know", async () => {
        const number = await numbers()
            .getPhoneNumber({ phoneNumberID: phoneNumberId, fields: [...FIELDS] })
            .json();
        const missing = FIELDS.filter((field) => !(field in number));
        assert.deepEqual(missing, []);
        assert.equal(number.id, phoneNumberId);
        assert.deepEqual(number.throughput, { level: "STANDARD" });
        assert.equal(number.health_status.can_send_message, "AVAILABLE");
    });

    it("reads without fields the ones that Meta's guide answers with", async () => {
        const number = await numbers().getPhoneNumber({ phoneNumberID: phoneNumberId }).json();
        assert.equal(number.display_phone_number, "+41 00 000 00 00");
        assert.equal(number.code_verification_status, "VERIFIED");
        assert.equal("status" in number, false);
    });

    it("lists with the filter it asks for", async () => {
        const second = "106540352242923";
        rig.simulator.changeWorld({ numbers: [{ id: second, accountMode: "SANDBOX" }] });
        const condition = { field: "account_mode", operator: "EQUAL", value: "SANDBOX" };
        const list = { businessAccountID: wabaId, filtering: JSON.stringify([condition]) };
        const { data } = await numbers().listPhoneNumbers(list).json();
        assert.deepEqual(
            data.map(({ id }) => id),
            [second],
        );
    });

    it("asks for a display name in the query of a POST without body, and it waits for review", async () => {
        const update = { phoneNumberID: phoneNumberId, new_display_name: "Example Shop Zurich" };
        assert.deepEqual(await numbers().updatePhoneNumber(update).json(), { success: true });
        assert.deepEqual(rig.received(), [
            `POST /v24.0/${phoneNumberId}?new_display_name=Example Shop Zurich`,
        ]);
        assert.equal(truth().name.newDisplayName, "Example Shop Zurich");
        assert.equal(truth().name.newStatus, "PENDING_REVIEW");
    });

    // Release 9.2.0 passes the version to ky 2 as the last part of a base address, without a slash
    // after it. An address that is resolved against such a base replaces its last part.
    it("loses its version on the way, and is served by the app's", async () => {
        rig.simulator.changeWorld({ app: { defaultVersion: "v25.0" } });
        const { phoneNumbers } = rig.greatDetail({ graphVersion: "v24.0" });
        const { headers } = await phoneNumbers.getPhoneNumber({ phoneNumberID: phoneNumberId });
        assert.deepEqual(rig.received(), [`GET /${phoneNumberId}`]);
        assert.equal(headers.get("facebook-api-version"), "v25.0");
    });

    describe("errors", () => {
        it("has 100 with subcode 33, not 404, for a number that the token does not reach", async () => {
            const error = await httpErrorOf(numbers().getPhoneNumber({ phoneNumberID: "1" }));
            assert.deepEqual(error, { httpStatus: 400, ...UNREACHED });
        });

        it("has 190 with HTTP 401 for a token that is none", async () => {
            const { phoneNumbers } = rig.greatDetail({ token: "EAA-other-token" });
            const read = phoneNumbers.getPhoneNumber({ phoneNumberID: phoneNumberId });
            const error = await httpErrorOf(read);
            assert.deepEqual(error, { httpStatus: 401, code: 190, subcode: undefined });
        });
    });
});

async function httpErrorOf(task: PromiseLike<unknown>): Promise<object> {
    const outcome: unknown = await task.then(
        () => "success",
        (error: unknown) => error,
    );
    assert.ok(
        outcome instanceof Error && outcome.name === "HTTPError",
        "the call has to be refused",
    );
    const { response, data } = outcome as Error & { response: Response; data: unknown };
    const { error } = data as { error: { code: number; error_subcode?: number } };
    return { httpStatus: response.status, code: error.code, subcode: error.error_subcode };
}
