import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { request as tlsRequest } from "node:https";
import { networkInterfaces } from "node:os";
import { text } from "node:stream/consumers";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { ACCOUNT, TOKEN } from "./GraphClient";

describe("where the simulator listens", () => {
    let simulator: Simulator;

    afterEach(() => simulator.close());

    async function statusAt(address: string, host?: string): Promise<number | string> {
        const headers = host === undefined ? {} : { Host: host };
        const sent = request(new URL("/_simulator/clock", address), { headers });
        const answer = once(sent, "response") as Promise<[IncomingMessage]>;
        sent.end();
        return answer.then(
            ([{ statusCode }]) => statusCode ?? "none",
            (error: unknown) => (error as NodeJS.ErrnoException).code ?? "failed",
        );
    }

    /** This machine under an address that others can call. */
    function outerUrl(): string | undefined {
        const outer = Object.values(networkInterfaces())
            .flatMap((each) => each ?? [])
            .find(({ family, internal }) => family === "IPv4" && !internal);
        return outer === undefined
            ? undefined
            : `http://${outer.address}:${new URL(simulator.url).port}`;
    }

    it("is 127.0.0.1 and nothing else, unless told", async () => {
        simulator = await startSimulator();
        assert.equal(new URL(simulator.url).hostname, "127.0.0.1");
        assert.equal(await statusAt(simulator.url), 200);
        // Another address of loopback. It stands for any other address of this machine.
        const other = simulator.url.replace("127.0.0.1", "127.0.0.2");
        for (const address of [other, outerUrl()]) {
            if (address !== undefined) assert.equal(await statusAt(address), "ECONNREFUSED");
        }
    });

    it("is every address when told, where the admin interface takes addresses and told names", async () => {
        simulator = await startSimulator({ host: "0.0.0.0", allowedHosts: ["simulator.test"] });
        const other = simulator.url.replace("127.0.0.1", "127.0.0.2");
        for (const address of [simulator.url, other, outerUrl()]) {
            if (address !== undefined) assert.equal(await statusAt(address), 200);
        }
        assert.equal(await statusAt(other, "10.0.0.7:80"), 200);
        assert.equal(await statusAt(other, "simulator.test"), 200);
        assert.equal(await statusAt(other, "attacker.example"), 403);
    });

    it("speaks HTTPS when told, with a certificate that a client can trust", async () => {
        simulator = await startSimulator({ tls: true, allowedHosts: ["simulator.test"] });
        const { url, certificate = "" } = simulator;
        assert.match(url, /^https:\/\/127\.0\.0\.1:/);
        const path = `/v24.0/${ACCOUNT}/phone_numbers?limit=1`;
        const headers = { Authorization: `Bearer ${TOKEN}` };
        const sent = tlsRequest(new URL(path, url), { ca: certificate, headers }).end();
        const [answer] = (await once(sent, "response")) as [IncomingMessage];
        assert.equal(answer.statusCode, 200);
        assert.match(await text(answer), /106540352242922/);

        const { subjectAltName, validTo } = new X509Certificate(certificate);
        for (const name of ["DNS:localhost", "IP Address:127.0.0.1", "DNS:simulator.test"]) {
            assert.ok(subjectAltName?.includes(name), name);
        }
        assert.ok(Date.parse(validTo) < Date.now() + 8 * 24 * 3_600_000, validTo);
        await assert.rejects(fetch(`${url}${path}`), "a client that was not told trusts nobody");
    });

    it("is an address of IPv6 when told, with or without brackets", async () => {
        for (const host of ["::1", "[::1]"]) {
            simulator = await startSimulator({ host });
            assert.match(simulator.url, /^http:\/\/\[::1\]:\d+$/);
            assert.equal(await statusAt(simulator.url), 200);
            await simulator.close();
        }
    });

    it("has links of its own scheme in its answers", async () => {
        const numbers = [{ id: "1" }, { id: "2" }];
        simulator = await startSimulator({ tls: true, world: { numbers } });
        const path = `/v24.0/${ACCOUNT}/phone_numbers?limit=1`;
        const sent = tlsRequest(new URL(path, simulator.url), {
            ca: simulator.certificate,
            headers: { Authorization: `Bearer ${TOKEN}` },
        }).end();
        const [answer] = (await once(sent, "response")) as [IncomingMessage];
        const { paging } = JSON.parse(await text(answer)) as { paging: { next: string } };
        assert.ok(paging.next.startsWith(`${simulator.url}/v24.0/`), paging.next);
    });
});
