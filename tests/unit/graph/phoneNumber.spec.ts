import assert from "node:assert/strict";
import { getPhoneNumber, setTwoStepPin } from "../../../provider/src/graph/phoneNumber";
import {
    graphErrorOf,
    graphFixture,
    PHONE_NUMBER_ID,
    PIN,
    thrownBy,
    transportErrorOf,
} from "./graphFixture";
import { graphError, json, LoopbackServer } from "./LoopbackServer";
import { type SkippedPauses, skipPauses } from "./skipPauses";

const FULL = {
    id: PHONE_NUMBER_ID,
    display_phone_number: "+41 00 000 00 00",
    verified_name: "Support",
    status: "CONNECTED",
    code_verification_status: "EXPIRED",
    platform_type: "CLOUD_API",
    host_platform: "CLOUD_API",
    throughput: { level: "STANDARD" },
    quality_rating: "GREEN",
    name_status: "APPROVED",
    new_name_status: "NONE",
    is_pin_enabled: true,
    is_on_biz_app: false,
    last_onboarded_time: "2023-08-22T19:05:53+0000",
    health_status: {
        can_send_message: "AVAILABLE",
        entities: [
            { entity_type: "PHONE_NUMBER", id: PHONE_NUMBER_ID },
            { entity_type: "WABA", id: "100200300400500" },
        ],
    },
    certificate: "not asked for",
};

const SHORT_FIELDS =
    "id,display_phone_number,verified_name,status,code_verification_status,platform_type,quality_rating,throughput";

const UNKNOWN_FIELD = graphError({
    code: 100,
    message:
        "(#100) Tried accessing nonexisting field (host_platform) on node type (WhatsAppBusinessPhoneNumber)",
});

describe("getPhoneNumber", () => {
    let server: LoopbackServer;
    let pauses: SkippedPauses;
    before(async () => {
        server = await LoopbackServer.start();
        pauses = skipPauses();
    });
    after(async () => {
        pauses.restore();
        await server.stop();
    });

    it("reads every field in one request and gives it this package's names", async () => {
        server.react(json(FULL));
        const number = await getPhoneNumber(graphFixture(server.url).transport, PHONE_NUMBER_ID);
        assert.deepEqual(number, {
            id: PHONE_NUMBER_ID,
            displayPhoneNumber: "+41 00 000 00 00",
            verifiedName: "Support",
            status: "CONNECTED",
            codeVerificationStatus: "EXPIRED",
            platformType: "CLOUD_API",
            hostPlatform: "CLOUD_API",
            throughputLevel: "STANDARD",
            qualityRating: "GREEN",
            nameStatus: "APPROVED",
            newNameStatus: "NONE",
            isPinEnabled: true,
            isOnBizApp: false,
            lastOnboardedTime: "2023-08-22T19:05:53+0000",
            wabaId: "100200300400500",
        });
        assert.equal(server.received.length, 1);
        assert.equal(server.received[0]?.path, `/v24.0/${PHONE_NUMBER_ID}`);
        assert.match(server.received[0].query.get("fields") ?? "", /health_status/);
    });

    it("keeps words that are new and leaves out what has another type", async () => {
        server.react(
            json({
                id: PHONE_NUMBER_ID,
                status: "SOMETHING_NEW",
                platform_type: 7,
                is_pin_enabled: "yes",
                throughput: "HIGH",
                health_status: { entities: { entity_type: "WABA" } },
            }),
        );
        const number = await getPhoneNumber(graphFixture(server.url).transport, PHONE_NUMBER_ID);
        assert.deepEqual(number, { id: PHONE_NUMBER_ID, status: "SOMETHING_NEW" });
    });

    it("reads again with the short list when a field is refused, and remembers it", async () => {
        server.react(UNKNOWN_FIELD, json(FULL));
        const { transport } = graphFixture(server.url);
        assert.equal((await getPhoneNumber(transport, PHONE_NUMBER_ID)).status, "CONNECTED");
        await getPhoneNumber(transport, PHONE_NUMBER_ID);
        const asked = server.received.map((one) => one.query.get("fields"));
        assert.equal(asked.length, 3);
        assert.notEqual(asked[0], SHORT_FIELDS);
        assert.deepEqual(asked.slice(1), [SHORT_FIELDS, SHORT_FIELDS]);
    });

    it("throws when the short list is refused as well", async () => {
        server.react(UNKNOWN_FIELD);
        const { transport } = graphFixture(server.url);
        const error = await graphErrorOf(getPhoneNumber(transport, PHONE_NUMBER_ID));
        assert.equal(error.graphCode, 100);
        assert.equal(server.received.length, 2);
    });

    it("does not take a number that it cannot see for a refused field", async () => {
        server.react(
            graphError({
                code: 100,
                error_subcode: 33,
                message: "Unsupported get request. A field or object does not exist",
            }),
        );
        const { transport } = graphFixture(server.url);
        const error = await graphErrorOf(getPhoneNumber(transport, PHONE_NUMBER_ID));
        assert.equal(error.entry.name, "notFoundOrNoAccess");
        assert.equal(server.received.length, 1);
    });

    it("takes an object without an id for no answer of Meta", async () => {
        server.react(json({}));
        const { transport } = graphFixture(server.url);
        const error = await transportErrorOf(getPhoneNumber(transport, PHONE_NUMBER_ID));
        assert.equal(error.kind, "badAnswer");
    });

    it("never takes an answer about another number for this one's, and keeps its id to itself", async () => {
        const other = "106540352242923";
        server.react(json({ ...FULL, id: other }));
        const { transport } = graphFixture(server.url);
        const error = await transportErrorOf(getPhoneNumber(transport, PHONE_NUMBER_ID));
        assert.equal(error.kind, "badAnswer");
        assert.equal(error.reason, "the answer was about another phone number");
        assert.ok(!error.message.includes(other));
    });

    it("sees another number's answer to the short list as well", async () => {
        server.react(UNKNOWN_FIELD, json({ ...FULL, id: "106540352242923" }));
        const { transport } = graphFixture(server.url);
        const error = await transportErrorOf(getPhoneNumber(transport, PHONE_NUMBER_ID));
        assert.equal(error.kind, "badAnswer");
    });

    it("asks Meta nothing for an id that is not made of digits", async () => {
        server.react(json(FULL));
        const { transport } = graphFixture(server.url);
        for (const id of ["", "..", "me", "+41000000000", `${PHONE_NUMBER_ID}/settings`, "1?a=b"]) {
            assert.match(String(await thrownBy(getPhoneNumber(transport, id))), /only digits/);
        }
        assert.equal(server.received.length, 0);
    });
});

describe("setTwoStepPin", () => {
    it("posts the PIN alone to the number, with its leading zero", async () => {
        const server = await LoopbackServer.start();
        server.react(json({ success: true }));
        const { transport } = graphFixture(server.url);
        const outcome = await setTwoStepPin(transport, PHONE_NUMBER_ID, PIN);
        await server.stop();
        assert.equal(outcome.kind, "accepted");
        assert.equal(server.received[0]?.path, `/v24.0/${PHONE_NUMBER_ID}`);
        assert.equal(server.received[0].body, '{"pin":"012345"}');
    });
});
