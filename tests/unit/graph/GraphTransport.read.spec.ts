import assert from "node:assert/strict";
import { graphErrorOf, graphFixture, PHONE_NUMBER_ID, transportErrorOf } from "./graphFixture";
import {
    cut,
    graphError,
    json,
    LoopbackServer,
    type Reaction,
    reset,
    silence,
    text,
} from "./LoopbackServer";
import { type SkippedPauses, skipPauses } from "./skipPauses";

const PATH = `/${PHONE_NUMBER_ID}`;
const GOOD = json({ id: PHONE_NUMBER_ID });

function usage(minutes: number): Record<string, string> {
    const useCase = {
        type: "whatsapp_business_management",
        call_count: 100,
        total_cputime: 1,
        total_time: 1,
        estimated_time_to_regain_access: minutes,
    };
    return { "x-business-use-case-usage": JSON.stringify({ "100200300400500": [useCase] }) };
}

describe("GraphTransport reading", () => {
    let server: LoopbackServer;
    let pauses: SkippedPauses;
    before(async () => {
        server = await LoopbackServer.start();
    });
    after(async () => {
        await server.stop();
    });
    beforeEach(() => {
        pauses = skipPauses();
    });
    afterEach(() => {
        pauses.restore();
    });

    it("returns the object that was answered and passes the parameters on", async () => {
        server.react(GOOD);
        const { transport } = graphFixture(server.url);
        assert.deepEqual(await transport.get(PATH, { fields: "id" }), { id: PHONE_NUMBER_ID });
        assert.equal(server.received[0]?.path, `/v24.0${PATH}`);
        assert.equal(server.received[0].query.toString(), "fields=id");
    });

    const passing: readonly (readonly [string, Reaction])[] = [
        ["a reset", reset],
        ["a cut body", cut],
        ["HTML with HTTP 502", text("<html>Bad gateway</html>", 502)],
        ["HTML with HTTP 200", text("<html>Log in</html>")],
        ["an empty body", text("")],
        ["HTTP 500 without a Graph error", json({ oops: 1 }, 500)],
        ["an answer that is too large", text(`"${"a".repeat(4 * 1024 * 1024)}"`)],
        ...[1, 2, 4, 17, 613, 80007, 80008, 131000, 131016, 133004].map(
            (code) => [`code ${code}`, graphError({ code })] as const,
        ),
    ];
    for (const [name, reaction] of passing) {
        it(`reads again after ${name}`, async () => {
            server.react(reaction, GOOD);
            const { transport, lines } = graphFixture(server.url);
            assert.deepEqual(await transport.get(PATH), { id: PHONE_NUMBER_ID });
            assert.equal(server.received.length, 2);
            assert.deepEqual(
                lines.map((line) => line.attempt),
                [1, 2],
            );
        });
    }

    it("gives up after three repetitions and says what the last one met", async () => {
        server.react(graphError({ code: 2 }, 503));
        const error = await graphErrorOf(graphFixture(server.url).transport.get(PATH));
        assert.equal(error.graphCode, 2);
        assert.equal(server.received.length, 4);
    });

    it("repeats a read once after code 1, which half of the time is for good", async () => {
        server.react(graphError({ code: 1 }));
        await graphErrorOf(graphFixture(server.url).transport.get(PATH));
        assert.equal(server.received.length, 2);
    });

    for (const code of [3, 10, 12, 100, 190, 200, 368, 133010, 133016, 999999]) {
        it(`does not repeat a read after code ${code}, also with HTTP 500`, async () => {
            server.react(graphError({ code, is_transient: true }, 500));
            const error = await graphErrorOf(graphFixture(server.url).transport.get(PATH));
            assert.equal(error.graphCode, code);
            assert.equal(server.received.length, 1);
        });
    }

    it("repeats a read that ran out of its own time", async () => {
        server.react(silence, GOOD);
        pauses.restore();
        const { transport } = graphFixture(server.url, { requestTimeoutMs: 500 });
        assert.deepEqual(await transport.get(PATH), { id: PHONE_NUMBER_ID });
        assert.equal(server.received.length, 2);
    });

    it("does not follow a redirect", async () => {
        server.react(text("", 302, { location: "/elsewhere" }), GOOD);
        const error = await transportErrorOf(graphFixture(server.url).transport.get(PATH));
        assert.equal(error.kind, "badAnswer");
        assert.equal(error.httpStatus, 302);
        assert.match(error.reason, /redirect, which is not followed/);
        assert.equal(server.received.length, 1);
    });

    it("says that nobody listens, after three repetitions", async () => {
        const closed = await LoopbackServer.start();
        const { url } = closed;
        await closed.stop();
        const { transport, lines } = graphFixture(url);
        const error = await transportErrorOf(transport.get(PATH));
        assert.equal(error.kind, "notSent");
        assert.equal(lines.length, 4);
    });

    it("doubles its pauses from 100 ms on, with up to a fifth more by chance", async () => {
        server.react(graphError({ code: 2 }, 503));
        await graphErrorOf(graphFixture(server.url).transport.get(PATH));
        const [first = 0, second = 0, third = 0] = pauses.pausesMs;
        assert.equal(pauses.pausesMs.length, 3);
        assert.ok(first >= 100 && first <= 120, String(first));
        assert.ok(second >= 200 && second <= 240, String(second));
        assert.ok(third >= 400 && third <= 480, String(third));
    });

    it("waits as long as Retry-After says, up to 30 s", async () => {
        server.react(graphError({ code: 4 }, 400, { "retry-after": "30" }), GOOD);
        await graphFixture(server.url).transport.get(PATH);
        assert.deepEqual(pauses.pausesMs, [30_000]);
        assert.equal(server.received.length, 2);
    });

    it("does not wait for a Retry-After of 31 s and says so", async () => {
        server.react(text("Too many", 429, { "retry-after": "31" }), GOOD);
        const error = await transportErrorOf(graphFixture(server.url).transport.get(PATH));
        assert.equal(error.retryAfterMs, 31_000);
        assert.match(error.message, /asks to wait 31 s/);
        assert.equal(server.received.length, 1);
    });

    it("does not wait for the minutes until access is regained and says so", async () => {
        server.react(graphError({ code: 80008 }, 400, usage(12)), GOOD);
        const error = await graphErrorOf(graphFixture(server.url).transport.get(PATH));
        assert.equal(error.retryAfterMs, 720_000);
        assert.match(error.message, /Meta asks to wait 12 min/);
        assert.equal(server.received.length, 1);
    });
});
