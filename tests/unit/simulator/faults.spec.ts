import assert from "node:assert/strict";
import type { Fault } from "../../../simulator/src/faults/Fault";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { graphClient, NUMBER, REGISTRATION, TOKEN, type GraphClient } from "./GraphClient";

const OTHER = "106540352242923";

describe("faults", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator({ world: { numbers: [{ id: NUMBER }, { id: OTHER }] } });
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    function sendRegistration(signal?: AbortSignal): Promise<Response> {
        return fetch(`${simulator.url}/v24.0/${NUMBER}/register`, {
            method: "POST",
            headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
            body: JSON.stringify(REGISTRATION),
            ...(signal === undefined ? {} : { signal }),
        });
    }

    it("meet the K-th matching call from when they are planned, as often as said", async () => {
        await client.get("");
        const fault: Fault = { kind: "graphError", code: 2 };
        simulator.addFault({ endpoint: "getPhoneNumber", call: 2, times: 2, fault });
        const statuses = [];
        for (let i = 0; i < 4; i += 1) statuses.push((await client.get("")).httpStatus);
        assert.deepEqual(statuses, [200, 503, 503, 200]);
    });

    it("meet only the number and the endpoint they are for", async () => {
        simulator.addFault({
            endpoint: "getPhoneNumber",
            phoneNumberId: OTHER,
            fault: { kind: "graphError", code: 131016 },
        });
        assert.equal((await client.get("")).httpStatus, 200);
        assert.equal((await client.get("/settings")).httpStatus, 200);
        assert.equal((await client.get(`/v24.0/${OTHER}`)).graphCode, 131016);
    });

    it("have the title and the text that Meta shows to a user", async () => {
        simulator.addFault({
            endpoint: "requestCode",
            fault: {
                kind: "graphError",
                code: 136024,
                subcode: 2388091,
                userTitle: "Cannot send the code",
                userMessage: "Try again in an hour.",
            },
        });
        const { body } = await client.post("/request_code", { code_method: "SMS", language: "en" });
        const { error } = body as { readonly error: Readonly<Record<string, unknown>> };
        assert.deepEqual(
            [error["error_subcode"], error["error_user_title"], error["error_user_msg"]],
            [2388091, "Cannot send the code", "Try again in an hour."],
        );
    });

    it("are forgotten when cleared", async () => {
        simulator.addFault({ endpoint: "any", fault: { kind: "graphError", code: 1 } });
        simulator.clearFaults();
        assert.equal((await client.get("")).httpStatus, 200);
    });

    it("answer an error as told, with and without effect", async () => {
        const error = { kind: "graphError", code: 131000, subcode: 7, details: "why" } as const;
        simulator.addFault({ endpoint: "register", fault: error });
        const first = await client.post("/register", REGISTRATION);
        assert.deepEqual([first.httpStatus, first.graphCode, first.graphSubcode], [500, 131000, 7]);
        assert.equal(simulator.number(NUMBER).registered, false);
        simulator.addFault({ endpoint: "register", fault: { ...error, effect: true } });
        assert.equal((await client.post("/register", REGISTRATION)).graphCode, 131000);
        assert.equal(simulator.number(NUMBER).registered, true);
        assert.deepEqual(
            simulator.requests().map(({ effect }) => effect),
            [false, true],
        );
        assert.equal(simulator.number(NUMBER).attempts.register, 2);
    });

    for (const [when, registered] of [
        ["before", false],
        ["after", true],
    ] as const) {
        it(`cut the connection ${when} the effect`, async () => {
            simulator.addFault({ endpoint: "register", fault: { kind: "cut", when } });
            await assert.rejects(sendRegistration());
            assert.equal(simulator.number(NUMBER).registered, registered);
            const [request] = simulator.requests();
            assert.deepEqual([request?.httpStatus, request?.effect], ["cut", registered]);
        });

        it(`never answer, ${when} the effect`, async () => {
            simulator.addFault({ endpoint: "register", fault: { kind: "timeout", when } });
            const caller = new AbortController();
            const answer = sendRegistration(caller.signal);
            while (simulator.requests().length === 0) await new Promise(setImmediate);
            caller.abort();
            await assert.rejects(answer);
            assert.equal(simulator.number(NUMBER).registered, registered);
        });

        it(`spoil the body, ${when} the effect`, async () => {
            simulator.addFault({
                endpoint: "register",
                fault: { kind: "malformed", body: "html", httpStatus: 502, when },
            });
            const answer = await sendRegistration();
            assert.equal(answer.status, 502);
            assert.match(await answer.text(), /^<html>/);
            assert.equal(simulator.number(NUMBER).registered, registered);
        });
    }

    it("spoil the body in four ways, none of them JSON", async () => {
        for (const body of ["html", "empty", "cutJson", "text"] as const) {
            simulator.addFault({ endpoint: "register", fault: { kind: "malformed", body } });
            const text = await (await sendRegistration()).text();
            assert.throws(() => JSON.parse(text) as unknown, SyntaxError);
        }
    });

    it("say success: false with HTTP 200, with and without effect", async () => {
        for (const effect of [false, true]) {
            simulator.addFault({ endpoint: "register", fault: { kind: "successFalse", effect } });
            const { httpStatus, body } = await client.post("/register", REGISTRATION);
            assert.deepEqual([httpStatus, body], [200, { success: false }]);
            assert.equal(simulator.number(NUMBER).registered, effect);
        }
    });

    it("answer a bare status as a proxy does, with Retry-After and no Graph error", async () => {
        simulator.addFault({
            endpoint: "register",
            fault: { kind: "status", httpStatus: 503, retryAfterSeconds: 7 },
        });
        const answer = await sendRegistration();
        assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "7"]);
        assert.doesNotMatch(await answer.text(), /"error"/);
        assert.equal(simulator.number(NUMBER).attempts.register, 0);
    });

    it("delay the answer, not the effect", async () => {
        simulator.addFault({ endpoint: "register", fault: { kind: "delay", ms: 60_000 } });
        const caller = new AbortController();
        const answer = sendRegistration(caller.signal);
        while (!simulator.number(NUMBER).registered) await new Promise(setImmediate);
        caller.abort();
        await assert.rejects(answer);
    });

    it("end with the simulator, also where a caller still waits", async () => {
        simulator.addFault({ endpoint: "any", fault: { kind: "timeout", when: "before" } });
        const answer = assert.rejects(sendRegistration());
        while (simulator.requests().length === 0) await new Promise(setImmediate);
        await simulator.close();
        await answer;
    });
});
