import assert from "node:assert/strict";

import { Pace } from "../../../provider/src/graph/Pace";
import { TransportError } from "../../../provider/src/graph/TransportError";
import { graphFixture, PHONE_NUMBER_ID, thrownBy } from "./graphFixture";
import { graphError, json, LoopbackServer, text } from "./LoopbackServer";

const READING = `/${PHONE_NUMBER_ID}`;

describe("Pace", () => {
    let server: LoopbackServer;
    before(async () => {
        server = await LoopbackServer.start();
    });
    after(async () => {
        await server.stop();
    });

    it("lets the other reads of an account wait for as long as one was asked to", async () => {
        const pace = new Pace();
        const { transport } = graphFixture(server.url);
        server.react(text("busy", 429, { "retry-after": "1" }), json({ id: "1" }));
        const begin = performance.now();
        const first = transport.get(READING, {}, pace);
        await new Promise((resolve) => setTimeout(resolve, 200));
        const second = transport.get(READING, {}, pace);
        await transport.get(READING);
        assert.equal(server.received.length, 2, "a read of no account does not wait");
        await Promise.all([first, second]);
        assert.equal(server.received.length, 4);
        assert.ok(performance.now() - begin >= 990);
    });

    it("sends nothing more where the answer asked for more than half a minute", async () => {
        const pace = new Pace();
        const { transport } = graphFixture(server.url);
        server.react(graphError({ code: 80007 }, 400, { "retry-after": "300" }));
        const first = await thrownBy(transport.get(READING, {}, pace));
        assert.equal(await thrownBy(transport.get(READING, {}, pace)), first);
        assert.equal(await thrownBy(transport.getMany([{ path: READING }], pace)), first);
        assert.equal(server.received.length, 1);
    });

    it("does not wait for an answer that asked for nothing", async () => {
        const pace = new Pace();
        pace.hold(new TransportError({ kind: "noAnswer", reason: "cut" }));
        await pace.turn();
    });
});
