import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import { phoneNumberId, Rig } from "./Rig";

describe("the journal beside a simulator and beside a proxy", () => {
    let rig: Rig;
    const inMeta = (): string => join(rig.journalFolder, "meta", `${phoneNumberId}.jsonl`);
    const inWorld = (): string => {
        const { worldId } = rig.simulator;
        return join(rig.journalFolder, "simulated", worldId, `${phoneNumberId}.jsonl`);
    };

    beforeEach(async () => {
        rig = await Rig.start();
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("is that of the simulator's world from the first run on, which asks for nothing besides", async () => {
        await rig.create({ dataLocalizationRegion: "CH" });
        assert.equal(rig.letters(), "N S W S R N S");
        assert.match(readFileSync(inWorld(), "utf8"), /"operation":"register"/);
        assert.equal(existsSync(inMeta()), false);
    });

    it("counts nothing of the world before, where the simulator was reset", async () => {
        const state = await rig.create();
        rig.simulator.reset();
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        await rig.destroy(state);
        assert.equal(existsSync(inWorld()), true);
        assert.equal(existsSync(inMeta()), false);
    });

    describe("behind a proxy of one's own on this machine", () => {
        let proxy: Server;
        const asked: string[] = [];

        beforeEach(async () => {
            asked.length = 0;
            const simulator = rig.simulator.url;
            proxy = createServer((request, response) => {
                asked.push(
                    `${request.method ?? ""} ${new URL(request.url ?? "/", simulator).pathname}`,
                );
                void forward(new URL(request.url ?? "/", simulator), request, response);
            });
            await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
            const { port } = proxy.address() as AddressInfo;
            rig.config["whatsapp:graphUrl"] = `http://127.0.0.1:${port}`;
        });
        afterEach(() => {
            proxy.close();
            proxy.closeAllConnections();
        });

        it("is Meta's, and the proxy gets nothing that is not for the Graph API", async () => {
            const provider = rig.operation();
            await rig.check({}, provider);
            assert.equal(asked.length, 0, "a preview asks nobody");
            await rig.create();
            assert.match(readFileSync(inMeta(), "utf8"), /"operation":"register"/);
            assert.equal(existsSync(inWorld()), false);
            assert.deepEqual(
                asked.filter((request) => !request.includes(phoneNumberId)),
                [],
            );
        });
    });
});

async function forward(
    target: URL,
    request: import("node:http").IncomingMessage,
    response: import("node:http").ServerResponse,
): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = "GET", headers } = request;
    const answer = await fetch(target, {
        method,
        headers: {
            authorization: headers.authorization ?? "",
            "content-type": headers["content-type"] ?? "application/json",
        },
        ...(parts.length === 0 ? {} : { body: Buffer.concat(parts) }),
    });
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(await answer.text());
}
