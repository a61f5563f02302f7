import assert from "node:assert/strict";
import { once } from "node:events";
import { request, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator, type SimulatorOptions } from "../../../simulator/src/startSimulator";
import { NUMBER } from "./GraphClient";

const CHANGE = JSON.stringify({ registered: true });

describe("who may use the admin interface", () => {
    let simulator: Simulator | undefined;

    afterEach(() => simulator?.close());

    async function started(options: SimulatorOptions = {}): Promise<Simulator> {
        simulator = await startSimulator(options);
        return simulator;
    }

    /** Sends headers that fetch does not let a caller set: any Host, any Origin. */
    async function patch(
        { url }: Simulator,
        headers: OutgoingHttpHeaders,
        path = `/_simulator/numbers/${NUMBER}`,
    ): Promise<{ readonly status: number | undefined; readonly body: string }> {
        const sent = request(new URL(path, url), {
            method: "PATCH",
            headers: { "Content-Type": "application/json", ...headers },
        });
        sent.end(CHANGE);
        const [answer] = (await once(sent, "response")) as [IncomingMessage];
        return { status: answer.statusCode, body: await text(answer) };
    }

    it("a caller that names loopback", async () => {
        const { url } = await started();
        const { port } = new URL(url);
        for (const name of ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "127.8.0.1"]) {
            const { status } = await patch({ url } as Simulator, { Host: `${name}:${port}` });
            assert.equal(status, 200, name);
        }
    });

    it("no page whose name was made to point to loopback", async () => {
        for (const host of ["attacker.example", "127.0.0.1.attacker.example", "10.0.0.7", "a b"]) {
            const running = await started();
            const { status, body } = await patch(running, { Host: host });
            assert.equal(status, 403, host);
            assert.match(body, /loopback/);
            assert.equal(running.number(NUMBER).registered, false);
            await running.close();
        }
    });

    it("no page of another origin", async () => {
        const running = await started();
        const { port } = new URL(running.url);
        for (const origin of [
            "https://attacker.example",
            "null",
            `http://127.0.0.1:${Number(port) + 1}`,
            `https://127.0.0.1:${port}`,
        ]) {
            const { status, body } = await patch(running, { Origin: origin });
            assert.equal(status, 403, origin);
            assert.match(body, /Origin/);
        }
        assert.equal(running.number(NUMBER).registered, false);
        assert.equal((await patch(running, { Origin: running.url })).status, 200);
    });

    it("no body that a page can send without asking: it has to be called JSON", async () => {
        const running = await started();
        for (const type of [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
        ]) {
            const { status, body } = await patch(running, { "Content-Type": type });
            assert.equal(status, 415, type);
            assert.match(body, /Content-Type: application\/json/);
        }
        assert.equal(running.number(NUMBER).registered, false);
        const { status } = await patch(running, {
            "Content-Type": "application/json; charset=utf-8",
        });
        assert.equal(status, 200);
    });

    it("whoever names a host that was told at the start", async () => {
        const running = await started({ allowedHosts: ["simulator.test"] });
        assert.equal((await patch(running, { Host: "simulator.test:4010" })).status, 200);
        assert.equal((await patch(running, { Host: "other.test" })).status, 403);
    });

    it("but Graph calls come in under any name", async () => {
        const running = await started();
        const { status } = await patch(running, { Host: "graph.facebook.com" }, `/v24.0/${NUMBER}`);
        assert.equal(status, 401);
        assert.equal(running.letters(), "?");
    });
});
