import assert from "node:assert/strict";
import { createServer, type AddressInfo } from "node:net";

import { watchEngine } from "../../../provider/src/host/engineWatch";

describe("watchEngine", () => {
    it("calls back when the engine takes no more connections, and not before", async function () {
        const server = createServer().listen(0, "127.0.0.1");
        await new Promise((resolve) => server.once("listening", resolve));
        const { port } = server.address() as AddressInfo;
        const looks = { everyMs: 5 };
        let isOpen = true;
        const goneWhile = await new Promise<string>((resolve) => {
            watchEngine(
                `127.0.0.1:${port}`,
                () => {
                    resolve(isOpen ? "open" : "closed");
                },
                looks,
            );
            server.once("connection", () => {
                server.close();
                isOpen = false;
            });
            // The watch keeps no process alive, so the server must do it.
            server.ref();
        });
        assert.equal(goneWhile, "closed");
    });

    it("watches nothing without an address", () => {
        for (const address of ["", "--version", "engine"]) {
            assert.doesNotThrow(() => {
                watchEngine(address, () => assert.fail("there was nothing to watch"), {
                    everyMs: 1,
                });
            });
        }
    });
});
