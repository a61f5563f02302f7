import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import { LEFT_OUT } from "../../../provider/src/graph/MetaTexts";
import {
    APP_SECRET,
    graphErrorOf,
    graphFixture,
    PHONE_NUMBER_ID,
    PIN,
    thrownBy,
    TOKEN,
} from "./graphFixture";
import {
    cut,
    graphError,
    json,
    LoopbackServer,
    type Reaction,
    reset,
    text,
} from "./LoopbackServer";
import { type SkippedPauses, skipPauses } from "./skipPauses";

const PATH = `/${PHONE_NUMBER_ID}/register`;
const PROOF = createHmac("sha256", APP_SECRET).update(TOKEN).digest("hex");
const SECRETS = [TOKEN, APP_SECRET, PROOF, PIN];

/** Everything that can be seen of a value, also hidden members and the stack. */
function seenOf(value: unknown): string {
    return inspect(value, { depth: 20, showHidden: true, maxStringLength: null }) + String(value);
}

function assertNoSecret(value: unknown): void {
    for (const secret of SECRETS) {
        assert.ok(!seenOf(value).includes(secret), `${secret} is seen in ${seenOf(value)}`);
    }
}

const ECHO = `token ${TOKEN}, secret ${APP_SECRET}, proof ${PROOF}, pin ${PIN}.`;
const ECHOES: readonly (readonly [string, Reaction])[] = [
    [
        "a Graph error that repeats them in every text",
        graphError({
            code: 100,
            message: ECHO,
            error_data: { details: ECHO },
            error_user_title: ECHO,
            error_user_msg: ECHO,
            fbtrace_id: ECHO,
        }),
    ],
    ["a Graph error with a text as data", graphError({ code: 100, error_data: ECHO })],
    ["a page that repeats them", text(ECHO, 502, { "x-fb-trace-id": `${TOKEN}${PROOF}` })],
    ["a redirect that repeats them", text("", 302, { location: `/?access_token=${TOKEN}` })],
    ["a reset", reset],
    ["a cut body", cut],
    ["success false", json({ success: false, echo: ECHO })],
];

describe("GraphTransport and its secrets", () => {
    let server: LoopbackServer;
    let pauses: SkippedPauses;
    before(async () => {
        server = await LoopbackServer.start();
        pauses = skipPauses();
    });
    after(async () => {
        pauses.restore();
        await server.stop();
    });

    for (const [name, reaction] of ECHOES) {
        it(`shows none of them in outcome, log and warnings after ${name}`, async () => {
            server.react(reaction);
            const fixture = graphFixture(server.url, { appSecret: APP_SECRET });
            const outcome = await fixture.transport.post(PATH, { pin: PIN });
            assert.notEqual(outcome.kind, "accepted");
            assertNoSecret([outcome, fixture.lines, fixture.warnings]);
        });
    }

    for (const [name, reaction] of ECHOES.slice(0, 6)) {
        it(`shows none of the token and its proof in what a read throws after ${name}`, async () => {
            server.react(reaction);
            const fixture = graphFixture(server.url, { appSecret: APP_SECRET });
            const thrown = seenOf(await thrownBy(fixture.transport.get(PATH)));
            for (const secret of [TOKEN, APP_SECRET, PROOF]) {
                assert.ok(!thrown.includes(secret), thrown);
            }
            assertNoSecret(fixture.lines);
        });
    }

    it("shows the token nowhere when the request never left", async () => {
        const closed = await LoopbackServer.start();
        const { url } = closed;
        await closed.stop();
        const { transport } = graphFixture(url, { appSecret: APP_SECRET });
        assertNoSecret(await transport.post(PATH, { pin: PIN }));
        assertNoSecret(await thrownBy(transport.get(PATH)));
    });

    it("leaves out words that repeat the PIN, and keeps those with ids that contain its digits", async () => {
        const message = `PIN ${PIN} is wrong`;
        const details = `9${PIN}9 is wrong`;
        server.react(graphError({ code: 133005, message, error_data: { details } }));
        const outcome = await graphFixture(server.url).transport.post(PATH, { pin: PIN });
        assert.equal(outcome.kind, "refused");
        assert.equal(outcome.error.metaMessage, LEFT_OUT);
        assert.equal(outcome.error.metaDetails, details);
    });

    it("leaves out of a later reading what an earlier request about the number had", async () => {
        server.react(json({ success: true }), json({ id: PHONE_NUMBER_ID, verified_name: PIN }));
        const { transport } = graphFixture(server.url);
        await transport.post(PATH, { pin: PIN });
        const { verified_name: name } = await transport.get(`/${PHONE_NUMBER_ID}`);
        assert.equal(name, LEFT_OUT);
        assert.equal((await transport.get("/106540352242923"))["verified_name"], PIN);
    });

    it("leaves out a verification code, and what it is told of", async () => {
        server.react(graphError({ code: 136025, message: "code 654321 or 111222" }));
        const { transport } = graphFixture(server.url);
        const path = `/${PHONE_NUMBER_ID}/verify_code`;
        const outcome = await transport.post(path, { code: "654321" });
        assert.equal(outcome.kind, "refused");
        assert.equal(outcome.error.metaMessage, LEFT_OUT);
        server.react(graphError({ code: 100, message: "it was 111222" }));
        transport.keepSecret(PHONE_NUMBER_ID, ["111222"]);
        assert.equal((await graphErrorOf(transport.get(PATH))).metaMessage, LEFT_OUT);
    });

    it("takes no number for a version or a usage that is none", async () => {
        const headers = {
            "facebook-api-version": "v739164.0",
            "x-app-usage": '{"call_count":739164}',
        };
        server.react(json({ success: true }, 200, headers));
        const { transport, warnings } = graphFixture(server.url);
        await transport.post(PATH, { pin: "739164" });
        assert.deepEqual(warnings, []);
    });

    it("keeps a backup out of outcome, log and warnings", async () => {
        const backup = { data: "fake+backup/data==", password: "fake backup password" };
        const message = `cannot decrypt ${backup.data} with ${backup.password}`;
        server.react(graphError({ code: 133001, message }));
        const fixture = graphFixture(server.url);
        const outcome = await fixture.transport.post(PATH, { pin: PIN, backup });
        assert.equal(outcome.kind, "refused");
        assert.equal(outcome.error.metaMessage, LEFT_OUT);
        const seen = seenOf([outcome, fixture.lines, fixture.warnings]);
        for (const secret of Object.values(backup)) assert.ok(!seen.includes(secret), seen);
    });

    it("proves the app with every request where there is an app secret", async () => {
        server.react(json({ success: true }));
        const { transport } = graphFixture(server.url, { appSecret: APP_SECRET });
        await transport.post(PATH, { pin: PIN });
        await transport.get(PATH, { fields: "id" });
        const proofs = server.received.map((one) => one.query.get("appsecret_proof"));
        assert.deepEqual(proofs, [PROOF, PROOF]);
    });

    it("sends no proof without an app secret", async () => {
        server.react(json({ success: true }));
        await graphFixture(server.url).transport.post(PATH);
        assert.equal(server.received[0]?.query.has("appsecret_proof"), false);
    });

    it("gives its errors no field that Pulumi reads, and no cause", async () => {
        server.react(graphError({ code: 100, error_data: { details: "Wrong" } }));
        const error = await graphErrorOf(graphFixture(server.url).transport.get(PATH));
        for (const name of ["code", "id", "details", "metadata", "cause", "config", "response"]) {
            assert.ok(!(name in error), name);
        }
    });
});
