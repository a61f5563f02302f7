import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { startSimulator } from "pulumi-whatsapp-simulator";

import { commandLineRun } from "../../unit/cli/commandLineRun";
import { commandsIn } from "./commandsIn";
import { worldOfPage } from "./worldOfPage";

const PAGE = "docs/evidence.md";

describe("the page about evidence", () => {
    it("has commands to try that make, sign and check an evidence as written", async () => {
        const folder = mkdtempSync(path.join(tmpdir(), "evidence-page-"));
        const simulator = await startSimulator({ world: worldOfPage(PAGE) });
        try {
            const commands = commandsIn(PAGE, "Try it");
            const ours = commands.filter((command) => command.startsWith("npx pulumi-whatsapp "));
            assert.equal(ours.length, 3);
            writeKeys(folder, commands);
            for (const command of ours) {
                const args = command.replace("http://127.0.0.1:4010", simulator.url).split(" ");
                const env = { WHATSAPP_ACCESS_TOKEN: "EAA-fake-token" };
                const { exitCode, stderr } = await commandLineRun(args.slice(2), { env, folder });
                assert.equal(exitCode, 0, `${command}\n${stderr}`);
            }
            assert.ok(existsSync(path.join(folder, "evidence/second/evidence.html")));
            assert.equal(simulator.letters(), "N S N S");
        } finally {
            await simulator.close();
            rmSync(folder, { recursive: true, force: true });
        }
    });
});

/** Writes the keys that the page makes with OpenSSL, without OpenSSL. */
function writeKeys(folder: string, commands: readonly string[]): void {
    const [privateFile, publicFile] = commands
        .filter((command) => command.startsWith("openssl "))
        .map((command) => command.split(" ").at(-1) ?? "");
    assert.ok(privateFile !== undefined && publicFile !== undefined);
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const write = (file: string, pem: string | Buffer): void => {
        writeFileSync(path.join(folder, file), pem);
    };
    write(privateFile, privateKey.export({ type: "pkcs8", format: "pem" }));
    write(publicFile, publicKey.export({ type: "spki", format: "pem" }));
}
