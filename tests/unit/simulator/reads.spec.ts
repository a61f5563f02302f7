import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { ACCOUNT, graphClient, NUMBER, REGISTRATION, type GraphClient } from "./GraphClient";

interface Page {
    readonly data: readonly { readonly id: string }[];
    readonly paging?: {
        readonly cursors: { readonly before: string; readonly after: string };
        readonly next?: string;
        readonly previous?: string;
    };
}

describe("reads", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator({ now: "2026-11-22T00:00:00Z" });
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    describe("of fields", () => {
        it("give what is named, and the id", async () => {
            const { body } = await client.get("?fields=status,throughput{level}");
            const throughput = { level: "NOT_APPLICABLE" };
            assert.deepEqual(body, { status: "PENDING", throughput, id: NUMBER });
        });

        it("fail as a whole for one unknown field, names from Object.prototype too", async () => {
            for (const field of ["colour", "valueOf", "__proto__"]) {
                const { httpStatus, graphCode, message } = await client.get(`?fields=id,${field}`);
                assert.deepEqual([httpStatus, graphCode], [400, 100]);
                assert.match(message ?? "", new RegExp(`\\(${field}\\)`));
            }
        });

        it("fail for a field that the world made unknown, and not when it is not named", async () => {
            simulator.changeWorld({ switches: { unknownFields: ["platform_type"] } });
            assert.equal((await client.get("?fields=id,platform_type")).graphCode, 100);
            const { httpStatus, body } = await client.get("");
            assert.equal(httpStatus, 200);
            assert.ok(!("platform_type" in body));
        });

        it("name the account, the business and the app through health_status", async () => {
            const { body } = await client.get("?fields=health_status");
            const health = body["health_status"] as {
                readonly entities: readonly { readonly entity_type: string; readonly id: string }[];
            };
            const ids = health.entities.map(({ entity_type: type, id }) => [type, id]);
            assert.deepEqual(ids.slice(0, 2), [
                ["PHONE_NUMBER", NUMBER],
                ["WABA", ACCOUNT],
            ]);
            assert.deepEqual(
                ids.slice(2).map(([type]) => type),
                ["BUSINESS", "APP"],
            );
        });

        it("that are documented and not simulated are left out, and the rest is answered", async () => {
            const unsimulated =
                "conversational_automation,eligibility_for_api_business_global_search,official_business_account";
            const { httpStatus, body } = await client.get(`?fields=id,${unsimulated}`);
            assert.equal(httpStatus, 200);
            assert.deepEqual(body, { id: NUMBER });
        });

        it("of the settings are in the words of the guide on calling, without what is not simulated", async () => {
            const fields = "calling,storage_configuration,user_identity_change";
            const { httpStatus, body } = await client.get(`/settings?fields=${fields}`);
            assert.equal(httpStatus, 200);
            assert.deepEqual(body["calling"], {
                status: "DISABLED",
                call_icon_visibility: "DEFAULT",
                callback_permission_status: "DISABLED",
            });
            assert.ok(!("user_identity_change" in body));
            assert.equal((await client.get("/settings?fields=colour")).graphCode, 100);
        });

        it("of an account that public clients ask for are read or left out, and no other", async () => {
            const fields = [
                "id,name,timezone_id,message_template_namespace,status,business_verification_status",
                "is_enabled_for_insights,marketing_messages_lite_api_status,ownership_type",
                "marketing_messages_onboarding_status,on_behalf_of_business_info,health_status",
                "currency,country,subscribed_apps,owner_business_info,account_review_status",
                "disable_marketing_messages_on_cloud_api,phone_numbers{id,status},primary_funding_id",
                "auth_international_rate_eligibility,primary_business_location",
                "purchase_order_number,schedules,audiences,dcc_config,message_templates{name}",
            ];
            const path = `/v24.0/${ACCOUNT}`;
            const { httpStatus, body } = await client.get(`${path}?fields=${fields.join()}`);
            assert.equal(httpStatus, 200);
            assert.equal(body["status"], "ACTIVE");
            assert.equal(body["is_enabled_for_insights"], false);
            const app = { id: "634974688087057", name: "Example App" };
            const link = `https://www.facebook.com/games/?app_id=${app.id}`;
            const apps = { data: [{ whatsapp_business_api_data: { ...app, link } }] };
            assert.deepEqual(body["subscribed_apps"], apps);
            assert.ok(!("on_behalf_of_business_info" in body));
            const unknown = await client.get(`${path}?fields=id,colour`);
            assert.deepEqual([unknown.httpStatus, unknown.graphCode], [400, 100]);
            assert.match(unknown.message ?? "", /nonexisting field \(colour\)/);
        });

        it("say of a LIMITED number why it is limited", async () => {
            const health = async (): Promise<unknown> => {
                const { body } = await client.get("?fields=health_status");
                const { entities } = body["health_status"] as { entities: readonly object[] };
                return entities[0];
            };
            const entity = { entity_type: "PHONE_NUMBER", id: NUMBER, can_send_message: "LIMITED" };
            simulator.changeNumber(NUMBER, { registered: true, status: "FLAGGED" });
            assert.deepEqual(await health(), {
                ...entity,
                additional_info: ["The status of the phone number is FLAGGED."],
            });
            const name = { status: "PENDING_REVIEW" } as const;
            simulator.changeNumber(NUMBER, { status: null, name });
            assert.match(
                JSON.stringify(await health()),
                /"LIMITED","additional_info":\["Your display name has not been approved yet\./,
            );
            simulator.changeNumber(NUMBER, { name: { status: "APPROVED" } });
            assert.deepEqual(await health(), { ...entity, can_send_message: "AVAILABLE" });
        });

        it("say whether a PIN is set, and never which", async () => {
            const before = await client.get("?fields=is_pin_enabled");
            await client.post("/register", REGISTRATION);
            const after = await client.get("?fields=is_pin_enabled");
            assert.deepEqual(
                [before.body["is_pin_enabled"], after.body["is_pin_enabled"]],
                [false, true],
            );
        });
    });

    describe("of an account's numbers", () => {
        const ids = Array.from({ length: 30 }, (_, i) => `1065403522430${String(i + 10)}`);

        beforeEach(() => {
            simulator.changeNumber(NUMBER, { removed: true });
            simulator.changeWorld({ numbers: ids.map((id) => ({ id })) });
        });

        async function page(query: string): Promise<Page> {
            const { body } = await client.get(`/v24.0/${ACCOUNT}/phone_numbers?fields=id${query}`);
            return body as unknown as Page;
        }

        it("come 25 at a time without a limit, and the link goes on to the rest", async () => {
            const first = await page("");
            const url = new URL(first.paging?.next ?? "");
            const second = await page(`&after=${url.searchParams.get("after") ?? ""}`);
            assert.equal(first.data.length, 25);
            assert.deepEqual(
                [...first.data, ...second.data].map(({ id }) => id),
                ids,
            );
            assert.equal(second.paging?.next, undefined);
            assert.ok(!url.searchParams.has("access_token"));
        });

        it("go back by the cursor of the first", async () => {
            const last = await page(
                `&limit=10&after=${(await page("&limit=10")).paging?.cursors.after ?? ""}`,
            );
            const back = await page(`&limit=10&before=${last.paging?.cursors.before ?? ""}`);
            assert.deepEqual(
                back.data.map(({ id }) => id),
                ids.slice(0, 10),
            );
        });

        it("are at most 100 a page", async () => {
            assert.equal((await page("&limit=100")).data.length, 30);
            for (const limit of ["0", "101", "many"]) {
                const path = `/v24.0/${ACCOUNT}/phone_numbers?limit=${limit}`;
                assert.equal((await client.get(path)).graphCode, 100);
            }
        });

        it("can be filtered by account mode and sorted by last registration", async () => {
            simulator.changeNumber(ids[3] ?? "", { accountMode: "SANDBOX" });
            const filter = JSON.stringify([
                { field: "account_mode", operator: "EQUAL", value: "SANDBOX" },
            ]);
            const sandbox = await page(`&filtering=${encodeURIComponent(filter)}`);
            assert.deepEqual(sandbox.data, [{ id: ids[3] }]);
            simulator.changeNumber(ids[7] ?? "", { registered: true });
            const sorted = await page("&sort=last_onboarded_time.desc&limit=1");
            assert.deepEqual(sorted.data, [{ id: ids[7] }]);
        });
    });

    describe("of an account's numbers in an order", () => {
        const ids = ["106540352242931", "106540352242932", "106540352242933"];
        const [early = "", late = "", never = ""] = ids;

        beforeEach(() => {
            simulator.changeNumber(NUMBER, { removed: true });
            simulator.changeWorld({
                numbers: [
                    { id: early, onboardedAt: "2026-11-01T00:00:00Z" },
                    { id: late, onboardedAt: "2026-11-02T00:00:00Z" },
                    { id: never },
                ],
            });
        });

        async function order(sort?: string): Promise<readonly string[]> {
            const query = sort === undefined ? "" : `&sort=${encodeURIComponent(sort)}`;
            const { body } = await client.get(`/v24.0/${ACCOUNT}/phone_numbers?fields=id${query}`);
            return (body["data"] as readonly { readonly id: string }[]).map(({ id }) => id);
        }

        it("start with the one that was onboarded last", async () => {
            assert.deepEqual(await order(), [late, early, never]);
        });

        for (const sort of [
            "['last_onboarded_time_ascending']",
            '["last_onboarded_time_ascending"]',
            "last_onboarded_time_ascending",
            "last_onboarded_time.asc",
        ]) {
            it(`start with the one that was onboarded first by sort=${sort}`, async () => {
                assert.deepEqual(await order(sort), [never, early, late]);
            });
        }

        it("go the other way by a descending sort, and by when they were added", async () => {
            assert.deepEqual(await order("['last_onboarded_time_descending']"), [
                late,
                early,
                never,
            ]);
            simulator.clock.advance({ hours: 1 });
            simulator.changeWorld({ numbers: [{ id: "106540352242934" }] });
            assert.equal((await order("creation_time_descending"))[0], "106540352242934");
            assert.equal((await order("creation_time_ascending"))[3], "106540352242934");
        });

        it("are in the order of the world where they came with it, also while the clock runs", async () => {
            const running = await startSimulator({
                world: {
                    numbers: Array.from({ length: 100 }, (_, at) => ({
                        id: String(200 + at),
                        registered: true,
                    })),
                },
            });
            try {
                const path = `/v24.0/${ACCOUNT}/phone_numbers?fields=id&limit=100`;
                const { body } = await graphClient(running).get(path);
                const data = body["data"] as readonly { readonly id: string }[];
                const expected = Array.from({ length: 100 }, (_, at) => String(200 + at));
                assert.deepEqual(
                    data.map(({ id }) => id),
                    expected,
                );
            } finally {
                await running.close();
            }
        });

        it("are refused by a sort that is none", async () => {
            for (const sort of ["colour", "last_onboarded_time_upwards", "[]"]) {
                const path = `/v24.0/${ACCOUNT}/phone_numbers?sort=${encodeURIComponent(sort)}`;
                assert.equal((await client.get(path)).graphCode, 100, sort);
            }
        });
    });

    describe("by version", () => {
        it("are served by the version in the path while it lives", async () => {
            const { headers } = await client.get(`/v23.0/${NUMBER}`);
            assert.equal(headers.get("facebook-api-version"), "v23.0");
        });

        it("are served by the oldest living one once it is over, as the header says", async () => {
            const { httpStatus, headers } = await client.get(`/v19.0/${NUMBER}`);
            assert.deepEqual([httpStatus, headers.get("facebook-api-version")], [200, "v21.0"]);
            simulator.clock.set("2027-01-21T00:00:00Z");
            const later = await client.get(`/v21.0/${NUMBER}`);
            assert.equal(later.headers.get("facebook-api-version"), "v22.0");
        });

        it("get the app's default without one", async () => {
            const response = await fetch(`${simulator.url}/${NUMBER}`, {
                headers: { Authorization: "Bearer EAA-fake-token" },
            });
            assert.equal(response.headers.get("facebook-api-version"), "v24.0");
        });

        it("fail for one that never was", async () => {
            for (const version of ["v99.0", "v12.0", "v24.1"]) {
                assert.equal((await client.get(`/${version}/${NUMBER}`)).graphCode, 2500, version);
            }
        });
    });

    it("carry the usage that the world gives them, and a trace id that errors repeat", async () => {
        simulator.changeWorld({ switches: { usage: { callCount: 92 } } });
        const { headers, body } = await client.get("?fields=colour");
        const usage = JSON.parse(headers.get("x-app-usage") ?? "") as object;
        assert.deepEqual(usage, { call_count: 92, total_time: 1, total_cputime: 1 });
        const byBusiness = JSON.parse(headers.get("x-business-use-case-usage") ?? "") as object;
        assert.deepEqual(Object.keys(byBusiness), ["506914307656634"]);
        const error = body["error"] as { readonly fbtrace_id: string };
        assert.equal(error.fbtrace_id, headers.get("x-fb-trace-id"));
    });

    it("are refused with 80007 and the minutes to wait when the account used up its calls", async () => {
        const usage = { limitReached: true, callCount: 100, minutesToRegainAccess: 12 };
        simulator.changeWorld({ switches: { usage } });
        const { httpStatus, graphCode, headers } = await client.get("");
        assert.deepEqual([httpStatus, graphCode], [400, 80007]);
        assert.match(
            headers.get("x-business-use-case-usage") ?? "",
            /"estimated_time_to_regain_access":12/,
        );
    });

    it("of many ids at once are gone: HTTP 500 and code 100", async () => {
        const { httpStatus, graphCode } = await client.get(`/v24.0/?ids=${NUMBER}`);
        assert.deepEqual([httpStatus, graphCode], [500, 100]);
    });

    it("of a path that nothing answers are 2500, and are recorded as unknown", async () => {
        assert.equal((await client.get("/colours")).graphCode, 2500);
        assert.deepEqual(simulator.letters(NUMBER), "?");
    });
});
