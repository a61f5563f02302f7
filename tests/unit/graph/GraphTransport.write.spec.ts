import assert from "node:assert/strict";
import { graphFixture, PHONE_NUMBER_ID, PIN, TOKEN } from "./graphFixture";
import {
    cut,
    graphError,
    json,
    LoopbackServer,
    type Reaction,
    reset,
    silence,
    text,
    trickle,
} from "./LoopbackServer";

const PATH = `/${PHONE_NUMBER_ID}/register`;
const BODY = { messaging_product: "whatsapp", pin: PIN };

describe("GraphTransport writing", () => {
    let server: LoopbackServer;
    before(async () => {
        server = await LoopbackServer.start();
    });
    after(async () => {
        await server.stop();
    });

    it("sends the body as JSON with the token to the path of the version", async () => {
        server.react(json({ success: true }));
        await graphFixture(server.url).transport.post(PATH, BODY);
        const [request] = server.received;
        assert.equal(request?.method, "POST");
        assert.equal(request.path, `/v24.0${PATH}`);
        assert.equal(request.headers.authorization, `Bearer ${TOKEN}`);
        assert.match(request.headers["content-type"] ?? "", /^application\/json/);
        assert.deepEqual(JSON.parse(request.body), BODY);
    });

    it("sends no body where there is none", async () => {
        server.react(json({ success: true }));
        await graphFixture(server.url).transport.post(PATH);
        assert.equal(server.received[0]?.body, "");
        assert.equal(server.received[0].headers["content-type"], undefined);
    });

    for (const success of [true, "true"]) {
        it(`is accepted with success ${JSON.stringify(success)} and unknown members`, async () => {
            server.react(json({ success, pin_reset: false }));
            const outcome = await graphFixture(server.url).transport.post(PATH, BODY);
            assert.deepEqual(outcome, { kind: "accepted" });
        });
    }

    const refusals: readonly (readonly [string, Reaction, number, string])[] = [
        ["a wrong PIN", graphError({ code: 133005 }), 133005, "permanent"],
        ["code 1", graphError({ code: 1 }), 1, "retry"],
        ["code 2 with HTTP 503", graphError({ code: 2, is_transient: true }, 503), 2, "retry"],
        ["code 131000 with HTTP 500", graphError({ code: 131000 }, 500), 131000, "retry"],
        ["a Graph error with HTTP 200", graphError({ code: 133016 }, 200), 133016, "wait"],
    ];
    for (const [name, reaction, graphCode, errorClass] of refusals) {
        it(`is refused with ${name}, after one request`, async () => {
            server.react(reaction);
            const outcome = await graphFixture(server.url).transport.post(PATH, BODY);
            assert.equal(outcome.kind, "refused");
            assert.equal(outcome.error.graphCode, graphCode);
            assert.equal(outcome.error.entry.errorClass, errorClass);
            assert.equal(server.received.length, 1);
        });
    }

    const unanswered: readonly (readonly [string, Reaction, RegExp])[] = [
        ["a reset", reset, /ended without an answer \(ECONNRESET\)/],
        ["a cut body", cut, /HTTP 200 with a body that was cut short/],
        [
            "HTML with HTTP 502",
            text("<html>Bad gateway</html>", 502),
            /HTTP 502 .* not a JSON object/,
        ],
        ["JSON without a Graph error", json({ oops: 1 }, 500), /HTTP 500 .* without a Graph error/],
        ["an error without a code", json({ error: { message: "?" } }), /an error that has no code/],
        ["an empty body", text("", 200), /HTTP 200 with an empty body/],
        ["success false", json({ success: false }), /HTTP 200 without "success": true/],
        ["another object", json({ id: "1" }), /HTTP 200 without "success": true/],
        ["a list", json([true]), /not a JSON object/],
    ];
    for (const [name, reaction, reason] of unanswered) {
        it(`is unanswered after ${name}, and sent once`, async () => {
            server.react(reaction);
            const outcome = await graphFixture(server.url).transport.post(PATH, BODY);
            assert.equal(outcome.kind, "unanswered");
            assert.match(outcome.error.message, reason);
            assert.equal(server.received.length, 1);
        });
    }

    const lateOnes: readonly (readonly [string, Reaction])[] = [
        ["no answer", silence],
        ["an answer that never ends", trickle],
    ];
    for (const [name, reaction] of lateOnes) {
        it(`is unanswered when its time is over with ${name}`, async () => {
            server.react(reaction);
            const { transport } = graphFixture(server.url, { requestTimeoutMs: 300 });
            const outcome = await transport.post(PATH, BODY);
            assert.equal(outcome.kind, "unanswered");
            assert.match(outcome.error.message, /no whole answer within 300 ms/);
            assert.equal(server.received.length, 1);
        });
    }

    it("does not follow a redirect, not even on the same host", async () => {
        server.react(text("", 307, { location: "/elsewhere" }), json({ success: true }));
        const outcome = await graphFixture(server.url).transport.post(PATH, BODY);
        assert.equal(outcome.kind, "unanswered");
        assert.equal(outcome.error.httpStatus, 307);
        assert.equal(server.received.length, 1);
    });

    it("is not sent where nobody listens", async () => {
        const closed = await LoopbackServer.start();
        const { url } = closed;
        await closed.stop();
        const { transport, lines } = graphFixture(url);
        const outcome = await transport.post(PATH, BODY);
        assert.equal(outcome.kind, "notSent");
        assert.match(outcome.error.message, /refused \(ECONNREFUSED\)/);
        assert.equal(lines.length, 1);
    });

    it("opens a connection of its own for every write", async () => {
        const ports = new Set<number | undefined>();
        server.react((response) => {
            ports.add(response.socket?.remotePort);
            json({ success: true })(response, server.received[0] ?? assert.fail());
        });
        const { transport } = graphFixture(server.url);
        await transport.post(PATH, BODY);
        await transport.post(PATH, BODY);
        assert.equal(ports.size, 2);
    });
});
