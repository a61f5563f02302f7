import assert from "node:assert/strict";
import { graphErrorOf, graphFixture, PHONE_NUMBER_ID } from "./graphFixture";
import { graphError, json, LoopbackServer } from "./LoopbackServer";

const PATH = `/${PHONE_NUMBER_ID}`;

describe("GraphTransport telling", () => {
    let server: LoopbackServer;
    before(async () => {
        server = await LoopbackServer.start();
    });
    after(async () => {
        await server.stop();
    });

    it("logs one line with method, path, status, duration and trace, without parameters", async () => {
        server.react(graphError({ code: 190 }, 401));
        const { transport, lines } = graphFixture(server.url);
        await graphErrorOf(transport.get(PATH, { fields: "id" }));
        const [line] = lines;
        assert.equal(lines.length, 1);
        assert.ok(line !== undefined && line.durationMs >= 0);
        assert.deepEqual(
            { ...line, durationMs: 0 },
            {
                method: "GET",
                path: `/v24.0${PATH}`,
                httpStatus: 401,
                durationMs: 0,
                fbtraceId: "AbC1dEf2",
                attempt: 1,
            },
        );
    });

    it("takes the trace from the header where the body has none", async () => {
        server.react(json({ success: true }, 200, { "x-fb-trace-id": "XyZ9" }));
        const { transport, lines } = graphFixture(server.url);
        await transport.post(PATH);
        assert.equal(lines[0]?.fbtraceId, "XyZ9");
        assert.equal(lines[0].method, "POST");
    });

    it("warns once when another version answered than was asked", async () => {
        server.react(json({ id: "1" }, 200, { "facebook-api-version": "v26.0" }));
        const { transport, warnings } = graphFixture(server.url);
        await transport.get(PATH);
        await transport.get(PATH);
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /v26\.0 instead of v24\.0/);
    });

    it("does not warn when the asked version answered", async () => {
        server.react(json({ id: "1" }, 200, { "facebook-api-version": "v24.0" }));
        const { transport, warnings } = graphFixture(server.url);
        await transport.get(PATH);
        assert.deepEqual(warnings, []);
    });

    const usages: readonly (readonly [number, number])[] = [
        [89, 0],
        [90, 2],
    ];
    for (const [percent, count] of usages) {
        it(`gives ${count} warnings for two headers at ${percent} %, however often`, async () => {
            const counters = { call_count: 1, total_time: percent, total_cputime: 2 };
            server.react(
                json({ id: "1" }, 200, {
                    "x-app-usage": JSON.stringify(counters),
                    "x-business-use-case-usage": JSON.stringify({ "1": [counters] }),
                }),
            );
            const { transport, warnings } = graphFixture(server.url);
            await transport.get(PATH);
            await transport.get(PATH);
            assert.equal(warnings.length, count);
            assert.ok(warnings.every((warning) => warning.startsWith(`${percent} %`)));
        });
    }

    it("takes no harm from usage headers that are not as documented", async () => {
        for (const header of ["", "{", "null", "[]", '{"1":null}', '{"call_count":"x"}']) {
            const headers = { "x-app-usage": header, "x-business-use-case-usage": header };
            server.react(json({ id: "1" }, 200, headers));
            const { transport, warnings } = graphFixture(server.url);
            assert.deepEqual(await transport.get(PATH), { id: "1" });
            assert.deepEqual(warnings, []);
        }
    });

    it("uses no proxy to reach loopback", async () => {
        const before = process.env["HTTP_PROXY"];
        process.env["HTTP_PROXY"] = "http://127.0.0.1:9";
        try {
            server.react(json({ id: "1" }));
            assert.deepEqual(await graphFixture(server.url).transport.get(PATH), { id: "1" });
        } finally {
            if (before === undefined) {
                delete process.env["HTTP_PROXY"];
            } else {
                process.env["HTTP_PROXY"] = before;
            }
        }
    });
});
