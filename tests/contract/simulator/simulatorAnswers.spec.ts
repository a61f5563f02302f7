import assert from "node:assert/strict";
import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";
import { CONTRADICTIONS } from "./CONTRADICTIONS";
import { contractWith, validateAnswer, validateRequest, type Answer } from "./contractWith";

const NUMBER = "106540352242922";
const UNVERIFIED = "106540352242923";
const EXPIRED = "106540352242924";
const WITHOUT_STORAGE = "106540352242926";
const ON_PREMISES = "106540352242925";
const ACCOUNT = "102290129340398";
const STORAGE = { status: "IN_COUNTRY_STORAGE_ENABLED", data_localization_region: "CH" };
const BACKUP = { data: "backup-made-up", password: "password-made-up" };
const NONE = { status: "NO_STORAGE_ENABLED", retention_minutes: 60 };
const REGISTRATION = { messaging_product: "whatsapp", pin: "012345" };
const WITHOUT_STORAGE_BODY = { ...REGISTRATION, meta_store_retention_minutes: 60 };

/** Calls to every endpoint, most of them twice: once accepted, once refused. */
const CALLS: readonly (readonly [string, string, object?])[] = [
    ["GET", `/v24.0/${NUMBER}`],
    ["GET", `/v24.0/${NUMBER}?fields=id,status,name_status,code_verification_status,platform_type`],
    ["GET", `/v24.0/${NUMBER}?fields=no_such_field`],
    ["GET", `/v24.0/${UNVERIFIED}`],
    ["GET", `/v24.0/${EXPIRED}`],
    ["GET", `/v24.0/1`],
    ["GET", `/v24.0/${NUMBER}/settings`],
    ["GET", `/v24.0/${NUMBER}/settings?fields=storage_configuration`],
    ["POST", `/v24.0/${NUMBER}/settings`, { storage_configuration: STORAGE }],
    ["POST", `/v24.0/${NUMBER}/settings`, {}],
    ["POST", `/v24.0/${NUMBER}/register`, { ...REGISTRATION, pin: "12345" }],
    ["POST", `/v24.0/${NUMBER}/register`, { ...REGISTRATION, data_localization_region: "CH" }],
    ["POST", `/v24.0/${NUMBER}/register`, REGISTRATION],
    ["POST", `/v24.0/${NUMBER}/register`, { ...REGISTRATION, pin: "543210" }],
    ["GET", `/v24.0/${NUMBER}/settings`],
    ["GET", `/v24.0/${NUMBER}?fields=id,health_status,throughput,quality_rating`],
    ["POST", `/v24.0/${NUMBER}`, { pin: "000001" }],
    ["POST", `/v24.0/${NUMBER}`, { new_display_name: "Example Shop Zurich" }],
    ["POST", `/v24.0/${NUMBER}/deregister`],
    ["POST", `/v24.0/${NUMBER}/deregister`],
    ["POST", `/v24.0/${UNVERIFIED}/register`, REGISTRATION],
    ["POST", `/v24.0/${UNVERIFIED}/request_code`, { code_method: "SMS", language: "en" }],
    ["POST", `/v24.0/${UNVERIFIED}/verify_code`, { code: "000000" }],
    ["GET", `/v24.0/${WITHOUT_STORAGE}/settings`],
    ["POST", `/v24.0/${WITHOUT_STORAGE}/settings`, { storage_configuration: NONE }],
    ["POST", `/v24.0/${WITHOUT_STORAGE}/register`, WITHOUT_STORAGE_BODY],
    ["POST", `/v20.0/${WITHOUT_STORAGE}/register`, WITHOUT_STORAGE_BODY],
    ["GET", `/v24.0/${WITHOUT_STORAGE}/settings?fields=storage_configuration`],
    ["GET", `/v24.0/${ON_PREMISES}`],
    ["GET", `/v24.0/${ON_PREMISES}?fields=id,status,platform_type,host_platform,throughput`],
    ["POST", `/v24.0/${ON_PREMISES}/register`, REGISTRATION],
    [
        "POST",
        `/v24.0/${ON_PREMISES}/register`,
        { ...REGISTRATION, backup: { ...BACKUP, data: "" } },
    ],
    ["POST", `/v24.0/${ON_PREMISES}/register`, { ...REGISTRATION, backup: BACKUP, pin: "543210" }],
    ["POST", `/v24.0/${ON_PREMISES}/register`, { ...REGISTRATION, backup: BACKUP }],
    ["GET", `/v24.0/${ACCOUNT}`],
    ["GET", `/v24.0/${ACCOUNT}?fields=id,account_review_status,ownership_type,country,currency`],
    ["GET", `/v24.0/${ACCOUNT}?fields=id,name,is_enabled_for_insights,subscribed_apps,schedules`],
    ["GET", `/v24.0/${ACCOUNT}/phone_numbers?fields=id,display_phone_number,status&limit=2`],
    ["GET", `/v24.0/${ACCOUNT}/phone_numbers`],
    ["GET", `/v24.0/${ACCOUNT}/phone_numbers?fields=id,status,code_verification_status`],
    ["GET", `/v24.0/${ACCOUNT}/phone_numbers?limit=0`],
    ["GET", `/v24.0/${ACCOUNT}/subscribed_apps`],
    ["DELETE", `/v24.0/${ACCOUNT}/subscribed_apps`],
    ["GET", `/v24.0/${ACCOUNT}/subscribed_apps`],
    ["POST", `/v24.0/${ACCOUNT}/subscribed_apps`],
];

describe("the simulator against Meta's OpenAPI file", () => {
    let simulator: Simulator;
    const answers: Answer[] = [];

    before(async () => {
        simulator = await startSimulator({
            // v20.0 accepted storage in /register. It ended a day later.
            now: "2026-09-23T00:00:00Z",
            world: {
                numbers: [
                    { id: NUMBER },
                    { id: UNVERIFIED, codeVerificationStatus: "NOT_VERIFIED" },
                    { id: EXPIRED, codeVerificationStatus: "EXPIRED", registered: true },
                    { id: WITHOUT_STORAGE },
                    { id: ON_PREMISES, pin: "012345", onPremises: BACKUP },
                ],
            },
        });
        for (const call of CALLS) answers.push(await answerOf(simulator.url, call));
        for (const path of [`/v24.0/${NUMBER}/settings`, `/v24.0/${ACCOUNT}/subscribed_apps`]) {
            answers.push(await answerOf(simulator.url, ["GET", path], "other"));
        }
    });

    after(() => simulator.close());

    it("answers every call in a form that the file allows", () => {
        const broken = answers.flatMap((answer) =>
            validateAnswer(answer).map((text) => `${answer.method} ${answer.path}: ${text}`),
        );
        assert.deepEqual(broken, []);
    });

    it("accepts no registration that the file refuses", () => {
        const accepted = simulator
            .requests()
            .filter(({ httpStatus, endpoint }) => httpStatus === 200 && endpoint !== "unknown")
            .flatMap((request) => validateRequest(request));
        assert.deepEqual(accepted, []);
    });

    it("finds the PIN that has not six digits, masked as it is", () => {
        const short = simulator.requests().find(({ body }) => body?.["pin"] === "masked");
        assert.ok(short);
        assert.match(validateRequest(short).join(), /\/pin must match pattern/);
    });

    it("finds a body that is not in the file's form", () => {
        const path = `/v24.0/${NUMBER}/register`;
        const body = { success: "yes" };
        const answer = { method: "POST", path, httpStatus: 200, body };
        assert.match(validateAnswer(answer).join(), /\/success must be boolean/);
    });

    for (const contradiction of CONTRADICTIONS) {
        it(`breaks the file itself where ${contradiction.reason}`, () => {
            const others = CONTRADICTIONS.filter((each) => each !== contradiction);
            const strict = contractWith(others);
            const broken = [
                ...answers.flatMap((answer) => strict.validateAnswer(answer)),
                ...simulator
                    .requests()
                    .filter(({ httpStatus }) => httpStatus === 200)
                    .flatMap((request) => strict.validateRequest(request)),
            ];
            assert.notDeepEqual(broken, []);
        });
    }
});

async function answerOf(
    url: string,
    [method, path, body]: (typeof CALLS)[number],
    token = "EAA-fake-token",
): Promise<Answer> {
    const response = await fetch(`${url}${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answered: unknown = await response.json();
    const bare = path.replace(/\?.*$/, "");
    return { method, path: bare, httpStatus: response.status, body: answered };
}
