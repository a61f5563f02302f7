import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { ACCOUNT, graphClient, NUMBER, TOKEN, type GraphClient } from "./GraphClient";

const PATH = `/v24.0/${ACCOUNT}/subscribed_apps`;
const APP = { id: "634974688087057", name: "Example App" };
const OTHER = "634974688087058";

describe("the apps that are subscribed to an account", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator();
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    async function names(): Promise<unknown> {
        const { data } = (await client.get(PATH)).body as {
            readonly data: readonly { readonly whatsapp_business_api_data: { name: string } }[];
        };
        return data.map(({ whatsapp_business_api_data: { name } }) => name);
    }

    it("are the world's app where it says nothing, with id, name and link", async () => {
        const link = `https://www.facebook.com/games/?app_id=${APP.id}`;
        const { body } = await client.get(PATH);
        assert.deepEqual(body, { data: [{ whatsapp_business_api_data: { ...APP, link } }] });
    });

    it("lose the token's app by DELETE, and get it back by POST, once", async () => {
        simulator.changeWorld({ accounts: [{ id: ACCOUNT, subscribedAppIds: [OTHER, APP.id] }] });
        assert.deepEqual((await client.delete(PATH)).body, { success: true });
        assert.deepEqual(await names(), ["Another App"]);
        assert.deepEqual((await client.delete(PATH)).body, { success: true });
        assert.deepEqual((await client.post(PATH)).body, { success: true });
        await client.post(PATH, {});
        assert.deepEqual(await names(), ["Another App", APP.name]);
        assert.equal(simulator.letters(), "X B X E E B");
        const effects = simulator.requests().map(({ effect }) => effect);
        assert.deepEqual(effects, [true, false, false, true, false, false]);
    });

    it("are none where the world says so, which keeps nobody from registering", async () => {
        simulator.changeWorld({ accounts: [{ id: ACCOUNT, subscribedAppIds: [] }] });
        assert.deepEqual(await names(), []);
        const body = { messaging_product: "whatsapp", pin: "012345" };
        assert.equal((await client.post("/register", body)).httpStatus, 200);
    });

    it("are each account's own", async () => {
        const second = "102290129340399";
        simulator.changeWorld({ accounts: [{ id: second, name: "Second Customer" }] });
        await client.delete(PATH);
        const { body } = await client.get(`/v24.0/${second}/subscribed_apps`);
        assert.equal((body["data"] as readonly unknown[]).length, 1);
        const read = await client.get(`/v24.0/${second}?fields=name`);
        assert.equal(read.body["name"], "Second Customer");
    });

    it("keep what a change of the account leaves out", async () => {
        await client.delete(PATH);
        simulator.changeWorld({ accounts: [{ id: ACCOUNT, name: "Renamed" }] });
        assert.deepEqual(await names(), []);
    });

    it("are refused to a token without the permission, and to one that does not reach the account", async () => {
        simulator.changeWorld({
            tokens: [
                { token: TOKEN, name: "messages", scopes: ["whatsapp_business_messaging"] },
                { token: "EAA-other-token", name: "other", wabaIds: [] },
            ],
        });
        assert.equal((await client.get(PATH)).graphCode, 200);
        assert.equal((await client.post(PATH)).graphCode, 200);
        const other = graphClient(simulator, "EAA-other-token");
        const { graphCode, graphSubcode } = await other.delete(PATH);
        assert.deepEqual([graphCode, graphSubcode], [100, 33]);
    });

    it("are changed in a batch too", async () => {
        const batch = [{ method: "DELETE", relative_url: `${ACCOUNT}/subscribed_apps` }];
        assert.equal((await client.post("/v24.0/", { batch })).httpStatus, 200);
        assert.equal(simulator.letters(), "M X");
        assert.deepEqual(await names(), []);
    });

    const OVERRIDE = {
        override_callback_uri: "https://shop.example/webhook",
        verify_token: "made-up-word",
    };

    it("read back the address that takes the place of the app's, until they are subscribed anew", async () => {
        simulator.changeWorld({ accounts: [{ id: ACCOUNT, subscribedAppIds: [OTHER] }] });
        assert.equal((await client.post(PATH, OVERRIDE)).httpStatus, 200);
        const { data } = (await client.get(PATH)).body as { readonly data: readonly object[] };
        const overrides = data.map((app) => Reflect.get(app, "override_callback_uri") as unknown);
        assert.deepEqual(overrides, [undefined, OVERRIDE.override_callback_uri]);
        const { body } = await client.get("?fields=webhook_configuration");
        assert.deepEqual(body["webhook_configuration"], {
            whatsapp_business_account: OVERRIDE.override_callback_uri,
            application: `https://app-${APP.id}.example/webhook`,
        });
        await client.post(PATH);
        assert.ok(!JSON.stringify((await client.get(PATH)).body).includes("shop.example"));
    });

    it("are refused an address without its word, and one that is not https", async () => {
        for (const wrong of [
            { verify_token: "" },
            { verify_token: undefined },
            { override_callback_uri: "http://shop.example/webhook" },
            { override_callback_uri: `https://shop.example/${"x".repeat(180)}` },
        ]) {
            const { graphCode } = await client.post(PATH, { ...OVERRIDE, ...wrong });
            assert.equal(graphCode, 100, JSON.stringify(wrong));
        }
        assert.ok(!JSON.stringify((await client.get(PATH)).body).includes("shop.example"));
    });

    it("leave a number its own address, which reads first and goes with an empty one", async () => {
        await client.post(PATH, OVERRIDE);
        const uri = "https://number.example/webhook";
        const configuration = { ...OVERRIDE, override_callback_uri: uri };
        await client.post("", { webhook_configuration: configuration });
        const read = async (): Promise<unknown> =>
            (await client.get("?fields=webhook_configuration")).body["webhook_configuration"];
        assert.deepEqual(await read(), {
            phone_number: uri,
            whatsapp_business_account: OVERRIDE.override_callback_uri,
            application: `https://app-${APP.id}.example/webhook`,
        });
        assert.equal(simulator.number(NUMBER).overrideCallbackUri, uri);
        assert.ok(!JSON.stringify(simulator.requests()).includes("made-up-word"));
        await client.post("", { webhook_configuration: { override_callback_uri: "" } });
        assert.equal(simulator.number(NUMBER).overrideCallbackUri, null);
        const wrong = { webhook_configuration: { override_callback_uri: "number.example" } };
        assert.equal((await client.post("", wrong)).graphCode, 100);
    });

    it("keep a webhook's verify token out of the journal", async () => {
        await client.post(PATH, {
            override_callback_uri: "https://shop.example/webhook",
            verify_token: "made-up-word",
        });
        assert.ok(!JSON.stringify(simulator.requests()).includes("made-up-word"));
    });
});
