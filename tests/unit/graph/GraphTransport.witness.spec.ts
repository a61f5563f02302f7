import assert from "node:assert/strict";

import type { WitnessedAnswer } from "../../../provider/src/graph/WitnessedAnswer";
import { graphErrorOf, graphFixture, PHONE_NUMBER_ID, TOKEN } from "./graphFixture";
import { graphError, json, LoopbackServer } from "./LoopbackServer";

const PATH = `/${PHONE_NUMBER_ID}`;

describe("GraphTransport with a witness", () => {
    let server: LoopbackServer;
    before(async () => {
        server = await LoopbackServer.start();
    });
    after(async () => {
        await server.stop();
    });

    const witnessed = () => {
        const answers: WitnessedAnswer[] = [];
        const { transport } = graphFixture(server.url, {
            witness: (answer) => answers.push(answer),
        });
        return { transport, answers };
    };

    it("shows the bytes as they came, with trace and served version", async () => {
        const bytes = Buffer.from('\uFEFF{ "id":"1",  "verified_name":"Zürich" }\n');
        const headers = { "x-fb-trace-id": "XyZ9", "facebook-api-version": "v26.0" };
        server.react((response) => {
            response.writeHead(200, headers).end(bytes);
        });
        const { transport, answers } = witnessed();
        const value = await transport.get(PATH, { fields: "id" });
        assert.equal(value["verified_name"], "Zürich");
        const [answer] = answers;
        assert.equal(answers.length, 1);
        assert.deepEqual(Buffer.from(answer?.bytes ?? []), bytes);
        assert.deepEqual(
            { ...answer, bytes: undefined },
            {
                path: `/v24.0${PATH}`,
                httpStatus: 200,
                bytes: undefined,
                fbtraceId: "XyZ9",
                servedVersion: "v26.0",
                repeatsSecret: false,
            },
        );
    });

    it("shows refusals too, and says that an answer repeats the token", async () => {
        server.react(graphError({ code: 100, message: `no ${TOKEN}` }, 400));
        const { transport, answers } = witnessed();
        await graphErrorOf(transport.get(PATH));
        assert.deepEqual([answers[0]?.httpStatus, answers[0]?.repeatsSecret], [400, true]);
    });

    it("repeats no header that is no version", async () => {
        server.react(json({ id: "1" }, 200, { "facebook-api-version": "v1; a text" }));
        const { transport, answers } = witnessed();
        await transport.get(PATH);
        assert.equal(answers[0]?.servedVersion, undefined);
    });
});
