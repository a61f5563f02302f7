import assert from "node:assert/strict";

import { LoopbackServer, type ReceivedRequest } from "../../unit/graph/LoopbackServer";
import { accessToken, phoneNumberId, type Rig } from "../lifecycle/Rig";
import type { GuideTests } from "./GuideTests";

/** What the guide's examples show of a request, besides its path and its parameters. */
export const sending: GuideTests = {
    "sends a registration as JSON with the token as a bearer, as the guide's example": async (
        rig,
    ) => {
        const [sent] = await sentBy(rig, "register", async () => {
            await rig.create();
        });
        assert.equal(sent?.headers.authorization, `Bearer ${accessToken}`);
        assert.equal(sent.headers["content-type"], "application/json");
        assert.deepEqual(JSON.parse(sent.body), { messaging_product: "whatsapp", pin: "012345" });
    },

    "sends a deregistration with the token as a bearer and not one byte of a body": async (rig) => {
        const [sent] = await sentBy(rig, "deregister", async () => {
            await rig.destroy(await rig.create());
        });
        assert.equal(sent?.headers.authorization, `Bearer ${accessToken}`);
        assert.equal(sent.body, "");
        assert.equal(sent.headers["content-type"], undefined);
    },

    "changes the PIN of an unregistered number after registering it with the one it has": async (
        rig,
    ) => {
        const state = await rig.create({ pin: "012345" });
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        const drifted = await rig.refresh(state);
        rig.simulator.clearRequests();
        await rig.up(drifted, { pin: "543210" });
        assert.match(rig.letters(), /^[^P]*R[^R]*P[^RP]*$/);
        assert.equal(rig.simulator.number(phoneNumberId).pin, "543210");
        assert.equal(rig.simulator.number(phoneNumberId).registered, true);
    },
};

/** The requests to an edge of the number while a task ran, byte by byte. */
async function sentBy(
    rig: Rig,
    edge: string,
    task: () => Promise<void>,
): Promise<readonly ReceivedRequest[]> {
    const wire = await LoopbackServer.start();
    wire.react((response, request) => {
        void forwarded(rig, request).then(({ httpStatus, text }) => {
            response.writeHead(httpStatus, { "Content-Type": "application/json" }).end(text);
        });
    });
    rig.config["whatsapp:graphUrl"] = wire.url;
    try {
        await task();
        return wire.received.filter(({ path }) => path.endsWith(`/${edge}`));
    } finally {
        await wire.stop();
    }
}

async function forwarded(
    rig: Rig,
    { method, path, query, headers, body }: ReceivedRequest,
): Promise<{ readonly httpStatus: number; readonly text: string }> {
    const address = `${rig.simulator.url}${path}?${query.toString()}`;
    const { authorization = "", "content-type": contentType = "application/json" } = headers;
    const response = await fetch(address, {
        method,
        headers: { Authorization: authorization, "Content-Type": contentType },
        ...(body === "" ? {} : { body }),
    });
    return { httpStatus: response.status, text: await response.text() };
}
