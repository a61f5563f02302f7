import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";

import { Connections } from "../../../provider/src/graph/Connections";
import { graphFixture, PHONE_NUMBER_ID } from "./graphFixture";
import { LoopbackServer } from "./LoopbackServer";

describe("Connections", () => {
    it("lets so many requests go at a time, writes first, else in their order", async () => {
        const connections = new Connections(2);
        const begun: string[] = [];
        const ends: (() => void)[] = [];
        const send = (kind: "read" | "write", name: string): Promise<void> =>
            connections.use(kind, () => {
                begun.push(name);
                return new Promise((resolve) => ends.push(resolve));
            });
        const all = [
            send("read", "N1"),
            send("read", "N2"),
            send("read", "N3"),
            send("read", "N4"),
            send("write", "R1"),
        ];
        await settled();
        assert.deepEqual(begun, ["N1", "N2"]);
        for (const expected of ["R1", "N3", "N4"]) {
            ends.shift()?.();
            await settled();
            assert.equal(begun.at(-1), expected);
        }
        for (const end of ends) end();
        await Promise.all(all);
    });

    it("gives the room of a request that failed to the next one", async () => {
        const connections = new Connections(1);
        const failing = connections.use("read", () => Promise.reject(new Error("no network")));
        const next = connections.use("read", () => Promise.resolve("done"));
        await assert.rejects(failing, /no network/);
        assert.equal(await next, "done");
    });

    it("holds all transports of the process to sixteen requests at a time", async () => {
        const server = await LoopbackServer.start();
        const open: ServerResponse[] = [];
        server.react((response) => open.push(response));
        const transports = [graphFixture(server.url), graphFixture(server.url)];
        const reads = transports.flatMap(({ transport }) =>
            Array.from({ length: 20 }, () => transport.get(`/${PHONE_NUMBER_ID}`)),
        );
        const most: number[] = [];
        const expected = [16, 16, 8];
        for (const count of expected) {
            while (open.length < count) await settled();
            // One too many would arrive now.
            await new Promise((resolve) => setTimeout(resolve, 20));
            most.push(open.length);
            for (const response of open.splice(0)) {
                response.writeHead(200, { "content-type": "application/json" }).end('{"id":"1"}');
            }
        }
        await Promise.all(reads);
        await server.stop();
        assert.deepEqual(most, expected);
    });
});

function settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
}
