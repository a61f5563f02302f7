import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";

import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import { blockOfPage } from "../../demo/blockOfPage";
import { runFolder } from "../runFolder";
import { pyWaEnvironment } from "./pyWaEnvironment";
import { PyWaProcess } from "./PyWaProcess";

const phoneNumberId = "106540352242922";
const wabaId = "102290129340398";
const token = "EAA-fake-token";
const appSecret = "app-secret-for-tests";
const success = { result: { success: true } };

describe("PyWa, unmodified, against the simulator", () => {
    let simulator: Simulator;
    let pyWa: PyWaProcess;

    before(async function () {
        this.timeout(180_000);
        if ((await pyWaEnvironment()) === undefined) this.skip();
    });

    beforeEach(async () => {
        simulator = await startSimulator({
            world: {
                app: { secret: appSecret, requireProof: false },
                numbers: [{ id: phoneNumberId }],
            },
        });
        const { url } = simulator;
        const python = (await pyWaEnvironment()) ?? "";
        pyWa = new PyWaProcess(python, { url, phoneNumberId, wabaId, token, appSecret });
    });

    afterEach(async () => {
        // If everything is skipped, mocha runs no hooks of single tests.
        pyWa.close();
        await simulator.close();
    });

    function bodies(): readonly unknown[] {
        return simulator.requests().map(({ letter, body }) => [letter, body]);
    }

    it("registers and deregisters", async () => {
        assert.deepEqual(await pyWa.call("register_phone_number", { pin: "012345" }), success);
        assert.equal(simulator.number(phoneNumberId).status, "CONNECTED");
        assert.deepEqual(await pyWa.call("deregister_phone_number"), success);
        assert.equal(simulator.number(phoneNumberId).status, "DISCONNECTED");
        assert.deepEqual(bodies(), [
            ["R", { messaging_product: "whatsapp", pin: "******" }],
            ["D", {}],
        ]);
    });

    it("meets Meta's codes where a registration is refused", async () => {
        await pyWa.call("register_phone_number", { pin: "012345" });
        const other = await pyWa.call("register_phone_number", { pin: "543210" });
        assert.equal(other.refusal?.code, 133005);
        const region = { pin: "012345", data_localization_region: "CH" };
        assert.equal((await pyWa.call("register_phone_number", region)).refusal?.code, 12);
        const now = simulator.clock.now().toISOString();
        const attempts = { register: Array.from({ length: 10 }, () => now) };
        simulator.changeNumber(phoneNumberId, { attempts });
        const eleventh = await pyWa.call("register_phone_number", { pin: "012345" });
        assert.equal(eleventh.refusal?.code, 133016);
    });

    it("writes where data at rest is kept, before the number is registered", async () => {
        const storage_configuration = {
            status: "IN_COUNTRY_STORAGE_ENABLED",
            data_localization_region: "CH",
        };
        const write = await pyWa.call("update_business_phone_number_settings", {
            storage_configuration,
        });
        assert.deepEqual(write, success);
        assert.deepEqual(simulator.number(phoneNumberId).storage, {
            status: "IN_COUNTRY_STORAGE_ENABLED",
            dataLocalizationRegion: "CH",
        });
    });

    it("verifies the ownership of a number with the code that was sent", async () => {
        simulator.changeNumber(phoneNumberId, { codeVerificationStatus: "NOT_VERIFIED" });
        const asked = { code_method: "SMS", language_code: "en" };
        assert.deepEqual(await pyWa.call("request_verification_code", asked), success);
        const { code } = simulator.number(phoneNumberId);
        assert.deepEqual(await pyWa.call("verify_phone_number", { code }), success);
        assert.equal(simulator.number(phoneNumberId).codeVerificationStatus, "VERIFIED");
        assert.equal(simulator.letters(), "C V");
    });

    it("reads a number and the numbers of an account, with all the fields that it knows", async () => {
        simulator.changeNumber(phoneNumberId, { registered: true });
        const { result } = await pyWa.call("get_business_phone_number");
        const { id, status, platform_type } = result as Readonly<Record<string, unknown>>;
        assert.deepEqual([id, status, platform_type], [phoneNumberId, "CONNECTED", "CLOUD_API"]);
        assert.equal((await pyWa.call("get_business_phone_numbers")).refusal, undefined);
        const read = simulator.requests().map(({ query }) => query["fields"]?.split(",").length);
        assert.ok(
            read.every((count) => (count ?? 0) > 20),
            String(read),
        );
    });

    it("reads an account and the settings of a number, with all the fields that it knows", async () => {
        const storage = {
            status: "IN_COUNTRY_STORAGE_ENABLED",
            dataLocalizationRegion: "CH",
        } as const;
        simulator.changeNumber(phoneNumberId, { registered: true, storage });
        const account = await pyWa.call("get_business_account");
        const { id, name } = account.result as Readonly<Record<string, unknown>>;
        assert.deepEqual([id, name], [wabaId, "Example Account"]);
        const settings = await pyWa.call("get_business_phone_number_settings");
        const { storage_configuration } = settings.result as Readonly<Record<string, unknown>>;
        assert.deepEqual(storage_configuration, {
            status: "IN_COUNTRY_STORAGE_ENABLED",
            data_localization_region: "CH",
            retention_minutes: null,
        });
        assert.equal(simulator.letters(), "A S");
    });

    it("reads the title that Meta shows to a user", async () => {
        simulator.addFault({
            endpoint: "register",
            fault: { kind: "graphError", code: 133010, subcode: 7, userTitle: "A title" },
        });
        const { refusal } = await pyWa.call("register_phone_number", { pin: "012345" });
        assert.deepEqual(refusal, { code: 133010, subcode: 7, title: "A title" });
    });

    it("takes webhooks as Meta's: signature, form and event", async () => {
        const receiver = createServer().listen(0, "127.0.0.1");
        await once(receiver, "listening");
        const { port } = receiver.address() as AddressInfo;
        simulator.changeWorld({ app: { webhookUrl: `http://127.0.0.1:${port}/` } });
        const request = once(receiver, "request");
        simulator.changeNumber(phoneNumberId, { isOnBizApp: true });
        simulator.changeNumber(phoneNumberId, { isOnBizApp: false });
        const [incoming, answer] = (await request) as Parameters<
            Parameters<typeof createServer>[1] & object
        >;
        const body = await text(incoming);
        answer.end();
        receiver.close();

        const signature = String(incoming.headers["x-hub-signature-256"]);
        const { result } = await pyWa.call("webhook", { body, signature });
        assert.deepEqual(result, {
            event: "PARTNER_REMOVED",
            account: wabaId,
            reason: "ACCOUNT_DISCONNECTED",
        });
        const changed = { body: body.replace("PARTNER_REMOVED", "PARTNER_ADDED"), signature };
        assert.deepEqual(await pyWa.call("webhook", changed), { result: { refused: 403 } });
    });
});

describe("the test of PyWa on the page on testing one's own client", () => {
    before(async function () {
        this.timeout(180_000);
        if ((await pyWaEnvironment()) === undefined) this.skip();
    });

    const cases = [
        ["HTTP", {}],
        ["HTTPS, with the certificate trusted", { tls: true }],
    ] as const;
    for (const [what, options] of cases) {
        it(`passes as it is written, over ${what}`, async () => {
            const simulator = await startSimulator(options);
            const folder = runFolder("pywa");
            const script = path.join(folder, "test_register.py");
            writeFileSync(script, blockOfPage("docs/test-your-own-client.md", "python"));
            const certificate = path.join(folder, "simulator.pem");
            writeFileSync(certificate, simulator.certificate ?? "");
            const env = { ...process.env, SIMULATOR: simulator.url };
            const { stderr } = await promisify(execFile)(
                (await pyWaEnvironment()) ?? "",
                [script],
                {
                    env: simulator.certificate ? { ...env, SSL_CERT_FILE: certificate } : env,
                },
            );
            assert.match(stderr, /^Ran 3 tests in .*\n\nOK$/m);
            assert.equal(simulator.number(phoneNumberId).registered, true);
            await simulator.close();
        });
    }
});
