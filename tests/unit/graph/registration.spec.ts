import assert from "node:assert/strict";

import {
    deregisterPhoneNumber,
    registerPhoneNumber,
} from "../../../provider/src/graph/registration";
import { graphFixture, PHONE_NUMBER_ID, PIN, thrownBy } from "./graphFixture";
import { json, LoopbackServer } from "./LoopbackServer";

describe("registration", () => {
    let server: LoopbackServer;
    before(async () => {
        server = await LoopbackServer.start();
    });
    after(async () => {
        await server.stop();
    });
    beforeEach(() => {
        server.react(json({ success: true }));
    });

    it("registers with the messaging product and the PIN alone", async () => {
        const { transport } = graphFixture(server.url);
        await registerPhoneNumber(transport, PHONE_NUMBER_ID, { pin: PIN });
        assert.equal(server.received[0]?.path, `/v24.0/${PHONE_NUMBER_ID}/register`);
        assert.deepEqual(JSON.parse(server.received[0].body), {
            messaging_product: "whatsapp",
            pin: PIN,
        });
    });

    it("registers with the region in the body where it is given", async () => {
        const { transport } = graphFixture(server.url, { graphApiVersion: "v20.0" });
        const storage = { kind: "region", region: "CH" } as const;
        const request = { pin: PIN, storage };
        await registerPhoneNumber(transport, PHONE_NUMBER_ID, request);
        assert.equal(server.received[0]?.path, `/v20.0/${PHONE_NUMBER_ID}/register`);
        assert.deepEqual(JSON.parse(server.received[0].body), {
            messaging_product: "whatsapp",
            pin: PIN,
            data_localization_region: "CH",
        });
    });

    it("registers with the retention in the body where No Storage is given", async () => {
        const { transport } = graphFixture(server.url, { graphApiVersion: "v20.0" });
        const storage = { kind: "noStorage", retentionMinutes: 60 } as const;
        await registerPhoneNumber(transport, PHONE_NUMBER_ID, { pin: PIN, storage });
        assert.deepEqual(JSON.parse(server.received[0]?.body ?? ""), {
            messaging_product: "whatsapp",
            pin: PIN,
            meta_store_retention_minutes: 60,
        });
    });

    it("says nothing of storage in the body where it is off", async () => {
        const { transport } = graphFixture(server.url, { graphApiVersion: "v20.0" });
        const request = { pin: PIN, storage: { kind: "off" } } as const;
        await registerPhoneNumber(transport, PHONE_NUMBER_ID, request);
        assert.deepEqual(JSON.parse(server.received[0]?.body ?? ""), {
            messaging_product: "whatsapp",
            pin: PIN,
        });
    });

    it("registers with a backup as its client made it", async () => {
        const { transport } = graphFixture(server.url);
        const backup = { data: "fake-backup-data==", password: "fake-backup-password" };
        await registerPhoneNumber(transport, PHONE_NUMBER_ID, { pin: PIN, backup });
        assert.deepEqual(JSON.parse(server.received[0]?.body ?? ""), {
            messaging_product: "whatsapp",
            pin: PIN,
            backup,
        });
    });

    it("waits longer than configured for a registration with a backup, and only for that", async () => {
        const held = new Promise<() => void>((hold) => {
            server.react((response, request) => {
                if (!request.body.includes("backup")) return;
                hold(() => {
                    json({ success: true })(response, request);
                });
            });
        });
        const { transport } = graphFixture(server.url, { requestTimeoutMs: 300 });
        const backup = { data: "fake-backup-data==", password: "fake-backup-password" };
        const long = registerPhoneNumber(transport, PHONE_NUMBER_ID, { pin: PIN, backup });
        const short = await registerPhoneNumber(transport, PHONE_NUMBER_ID, { pin: PIN });
        assert.equal(short.kind, "unanswered");
        // On a busy machine the short request may give up before the long one has arrived.
        const answer = await Promise.race([held, long]);
        assert.ok(typeof answer === "function", JSON.stringify(answer));
        answer();
        assert.equal((await long).kind, "accepted");
    });

    it("deregisters without a body", async () => {
        const { transport } = graphFixture(server.url);
        const outcome = await deregisterPhoneNumber(transport, PHONE_NUMBER_ID);
        assert.equal(outcome.kind, "accepted");
        assert.equal(server.received[0]?.method, "POST");
        assert.equal(server.received[0].path, `/v24.0/${PHONE_NUMBER_ID}/deregister`);
        assert.equal(server.received[0].body, "");
    });

    it("sends nothing for an id that is not made of digits", async () => {
        const { transport } = graphFixture(server.url);
        await thrownBy(registerPhoneNumber(transport, "..", { pin: PIN }));
        await thrownBy(deregisterPhoneNumber(transport, "1/2"));
        assert.equal(server.received.length, 0);
    });
});
