import assert from "node:assert/strict";

import { batchAnswers, batchForm } from "../../../provider/src/graph/batch";
import { graphFixture, graphErrorOf, transportErrorOf } from "./graphFixture";
import { graphError, json, LoopbackServer, reset, text } from "./LoopbackServer";

const READABLES = [
    { path: "/106540352242922/settings" },
    { path: "/102290129340398/phone_numbers", query: { fields: "id,status", after: "a=b&c" } },
];

describe("a batch of reads", () => {
    it("is a form with a list of calls, each with its own parameters and the proof", () => {
        const form = batchForm(READABLES, { appsecret_proof: "fake-proof" });
        assert.deepEqual(JSON.parse(form.get("batch") ?? ""), [
            { method: "GET", relative_url: "106540352242922/settings?appsecret_proof=fake-proof" },
            {
                method: "GET",
                relative_url:
                    "102290129340398/phone_numbers?fields=id%2Cstatus&after=a%3Db%26c&appsecret_proof=fake-proof",
            },
        ]);
    });

    it("is answered in the order of its calls, with the headers of each", () => {
        const headers = [{ name: "Retry-After", value: "3" }, { name: "Odd" }];
        const body = JSON.stringify([{ code: 400, headers, body: "{}" }, null, { code: 200 }]);
        const [first, ...others] = batchAnswers(body, 3) ?? [];
        assert.equal(first?.httpStatus, 400);
        assert.equal(first.header("retry-after"), "3");
        assert.deepEqual(others, [undefined, undefined]);
    });

    for (const body of ["", "{}", "[null]", "[null,null,null]", '[{"code":200']) {
        it(`has no answers in ${body === "" ? "nothing" : body}`, () => {
            assert.equal(batchAnswers(body, 2), undefined);
        });
    }

    describe("on the wire", () => {
        let server: LoopbackServer;
        before(async () => {
            server = await LoopbackServer.start();
        });
        after(async () => {
            await server.stop();
        });

        it("is one POST of the root, with the token in its header alone", async () => {
            server.react(json([null, { code: 200, body: '{"data":[]}' }]));
            const { transport, lines } = graphFixture(server.url);
            const answers = await transport.getMany(READABLES);
            assert.deepEqual(
                answers.map((answer) => answer?.body),
                [undefined, '{"data":[]}'],
            );
            const [received, ...others] = server.received;
            assert.deepEqual([received?.method, received?.path, others], ["POST", "/v24.0/", []]);
            assert.match(
                received?.headers["content-type"] ?? "",
                /^application\/x-www-form-urlencoded/,
            );
            assert.doesNotMatch(received?.body ?? "", /EAA/);
            assert.equal(lines.length, 1);
        });

        it("is not repeated, and says what came in its place", async () => {
            const { transport } = graphFixture(server.url);
            server.react(graphError({ code: 1 }));
            assert.equal((await graphErrorOf(transport.getMany(READABLES))).graphCode, 1);
            server.react(reset);
            assert.equal((await transportErrorOf(transport.getMany(READABLES))).kind, "noAnswer");
            server.react(text("<html>"));
            assert.equal((await transportErrorOf(transport.getMany(READABLES))).kind, "badAnswer");
            server.react(json({ success: true }));
            assert.match(
                (await transportErrorOf(transport.getMany(READABLES))).message,
                /not a list/,
            );
            assert.equal(server.received.length, 1);
        });
    });
});
