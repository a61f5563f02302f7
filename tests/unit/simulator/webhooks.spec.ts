import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import type { WorldInput } from "../../../simulator/src/world/worldSchema";
import { ACCOUNT, graphClient, NUMBER, REGISTRATION } from "./GraphClient";

interface Received {
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
}

const SECRET = "app-secret-for-tests";

describe("webhooks", () => {
    let receiver: Server;
    let received: Received[];
    let simulator: Simulator;

    beforeEach(async () => {
        received = [];
        receiver = createServer((request, response) => {
            void text(request).then((body) => {
                received.push({ headers: request.headers, body });
                response.writeHead(request.url === "/gone" ? 410 : 200).end();
            });
        });
        await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    });
    afterEach(async () => {
        await simulator.close();
        receiver.closeAllConnections();
        receiver.close();
    });

    function receiverUrl(path = "/webhooks"): string {
        return `http://127.0.0.1:${(receiver.address() as AddressInfo).port}${path}`;
    }

    async function start(world: WorldInput = {}): Promise<Simulator> {
        const app = { webhookUrl: receiverUrl(), ...world.app };
        const numbers = [{ id: NUMBER, displayPhoneNumber: "+41 00 000 00 01" }];
        const whole = { numbers, ...world, app };
        simulator = await startSimulator({ now: "2026-11-22T00:00:00Z", world: whole });
        return simulator;
    }

    /** The webhooks that came in, after all were answered. */
    async function changes(): Promise<readonly unknown[]> {
        await simulator.webhooks();
        return received.map(({ body }) => {
            const { entry } = JSON.parse(body) as { entry: [{ changes: [unknown] }] };
            return entry[0].changes[0];
        });
    }

    it("tell of a name's review, in Meta's form", async () => {
        await start();
        simulator.changeNumber(NUMBER, {
            name: { newStatus: "APPROVED", newDisplayName: "Another Shop" },
        });
        await simulator.webhooks();
        assert.deepEqual(
            received.map(({ body }) => JSON.parse(body) as unknown),
            [
                {
                    object: "whatsapp_business_account",
                    entry: [
                        {
                            id: ACCOUNT,
                            time: 1795305600,
                            changes: [
                                {
                                    field: "phone_number_name_update",
                                    value: {
                                        display_phone_number: "41000000001",
                                        decision: "APPROVED",
                                        requested_verified_name: "Another Shop",
                                        rejection_reason: null,
                                    },
                                },
                            ],
                        },
                    ],
                },
            ],
        );
        assert.equal(received[0]?.headers["content-type"], "application/json");
    });

    it("tell of a name that was refused, new or the first one, and not of one that is handed in", async () => {
        await start();
        const name = { newStatus: "PENDING_REVIEW", newDisplayName: "Bad Shop" } as const;
        simulator.changeNumber(NUMBER, { name });
        simulator.changeNumber(NUMBER, { name: { newStatus: "DECLINED" } });
        simulator.changeNumber(NUMBER, { name: { newStatus: null, newDisplayName: null } });
        simulator.changeNumber(NUMBER, { name: { status: "DECLINED" } });
        const told = (await changes()) as readonly { value: Record<string, unknown> }[];
        assert.deepEqual(
            told.map(({ value }) => [value["requested_verified_name"], value["rejection_reason"]]),
            [
                ["Bad Shop", "UNKNOWN"],
                ["Example Shop", "UNKNOWN"],
            ],
        );
    });

    it("tell of a PIN that somebody else set or took away", async () => {
        await start();
        simulator.changeNumber(NUMBER, { pin: "918273" });
        simulator.changeNumber(NUMBER, { pin: null });
        const value = { display_phone_number: "41000000001" };
        assert.deepEqual(await changes(), [
            { field: "security", value: { ...value, event: "PIN_CHANGED" } },
            { field: "security", value: { ...value, event: "PIN_REQUEST_SUCCESS" } },
        ]);
        assert.ok(!JSON.stringify(received).includes("918273"));
    });

    it("tell of an account that the app loses and gets back", async () => {
        await start();
        const token = { token: "EAA-fake-token", name: "default" };
        simulator.changeWorld({ tokens: [{ ...token, wabaIds: [] }] });
        simulator.changeWorld({ tokens: [token] });
        const info = {
            waba_id: ACCOUNT,
            owner_business_id: "506914307656634",
            partner_app_id: "634974688087057",
        };
        assert.deepEqual(await changes(), [
            {
                field: "account_update",
                value: { event: "PARTNER_APP_UNINSTALLED", waba_info: info },
            },
            { field: "account_update", value: { event: "PARTNER_APP_INSTALLED", waba_info: info } },
        ]);
    });

    it("tell of a business that disconnects in the WhatsApp Business app", async () => {
        await start({ numbers: [{ id: NUMBER, isOnBizApp: true }] });
        simulator.changeNumber(NUMBER, { isOnBizApp: false });
        const [told] = (await changes()) as readonly { field: string; value: { event: string } }[];
        assert.deepEqual([told?.field, told?.value.event], ["account_update", "PARTNER_REMOVED"]);
    });

    it("tell of changes of the admin interface too, and of what a test makes up", async () => {
        await start();
        const call = async (method: string, path: string, body: unknown): Promise<number> => {
            const { status } = await fetch(`${simulator.url}/_simulator/${path}`, {
                method,
                headers: { "Content-Type": "application/json" },
                body: JSON.stringify(body),
            });
            return status;
        };
        const ban = {
            wabaId: ACCOUNT,
            field: "account_update",
            value: { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE" } },
        };
        await call("PATCH", `numbers/${NUMBER}`, { pin: "918273" });
        assert.equal(await call("POST", "webhooks", ban), 200);
        assert.equal(await call("POST", "webhooks", { ...ban, wabaId: "7" }), 400);
        const told = (await changes()) as readonly { field: string; value: unknown }[];
        assert.deepEqual(
            told.map(({ field }) => field),
            ["security", "account_update"],
        );
        assert.deepEqual(told[1]?.value, ban.value);
    });

    it("tell nothing of requests: no webhook of Meta's says registered", async () => {
        await start();
        const client = graphClient(simulator);
        await client.post("/register", REGISTRATION);
        await client.post("", { pin: "918273" });
        await client.post("/deregister");
        assert.deepEqual(await changes(), []);
    });

    it("go to nobody who is not subscribed, and nowhere without a URL", async () => {
        await start({ accounts: [{ id: ACCOUNT, subscribedAppIds: [] }] });
        simulator.changeNumber(NUMBER, { pin: "918273" });
        simulator.changeWorld({
            accounts: [{ id: ACCOUNT, subscribedAppIds: ["634974688087057"] }],
        });
        simulator.changeWorld({ app: { webhookUrl: null } });
        simulator.changeNumber(NUMBER, { pin: "918274" });
        assert.deepEqual(await changes(), []);
        assert.throws(() => {
            simulator.sendWebhook({ wabaId: ACCOUNT, field: "security", value: {} });
        }, /Cannot use the webhook: app\.webhookUrl is not set/);
    });

    it("are signed over what was sent where the app has a secret, beyond ASCII too", async () => {
        await start({ app: { secret: SECRET } });
        simulator.changeNumber(NUMBER, { name: { newStatus: "APPROVED", newDisplayName: "Käse" } });
        await simulator.webhooks();
        const [{ headers, body } = { headers: {}, body: "" }] = received;
        const digest = createHmac("sha256", SECRET).update(body).digest("hex");
        assert.equal(headers["x-hub-signature-256"], `sha256=${digest}`);
        assert.match(body, /K\\u00e4se/);
        simulator.changeWorld({ app: { secret: null } });
        simulator.changeNumber(NUMBER, { pin: "918273" });
        await simulator.webhooks();
        assert.equal(received[1]?.headers["x-hub-signature-256"], undefined);
    });

    it("are kept with the answer they got, and forgotten by a reset", async () => {
        await start({ app: { webhookUrl: receiverUrl("/gone") } });
        simulator.changeNumber(NUMBER, { pin: "918273" });
        simulator.changeWorld({ app: { webhookUrl: "http://127.0.0.1:1/" } });
        simulator.changeNumber(NUMBER, { pin: "918274" });
        const [first, second] = await simulator.webhooks();
        assert.deepEqual([first?.answer, first?.at], [410, "2026-11-22T00:00:00.000Z"]);
        assert.equal(typeof second?.answer, "string");
        assert.notEqual(second?.answer, "waiting");
        simulator.reset();
        assert.deepEqual(await simulator.webhooks(), []);
    });

    it("have a URL that is one", async () => {
        await start();
        assert.throws(() => {
            simulator.changeWorld({ app: { webhookUrl: "localhost:4020" } });
        }, /app\.webhookUrl \("localhost:4020"\) is no address\. Write it as "http:/);
    });
});
