import assert from "node:assert/strict";

import type { Fault } from "pulumi-whatsapp-simulator";

import { SimulatedCommandLine, wabaId } from "../cli/SimulatedCommandLine";
import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "../lifecycle/Rig";

const NAME =
    "Shop\u001B[2J\u001B]0;owned\u0007\u0000 \u202Eevil\r\nsecond\u2028third\u200B\u009B1m";
const SEEN =
    "Shop<U+001B>[2J<U+001B>]0;owned<U+0007><U+0000> <U+202E>evil second third<U+200B><U+009B>1m";

/** Line breaks are allowed: the command line prints them. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u;
const ESCAPED = /\\u00[01]|\\u200|\\u20[2]|\\[rbf]/;

const refusal: Fault = { kind: "graphError", code: 100, message: NAME, details: `See ${NAME}` };

function assertSeen(text: string): void {
    assert.doesNotMatch(text, UNSEEN);
    assert.doesNotMatch(JSON.stringify(text), ESCAPED);
}

describe("unseen characters in Meta's words", () => {
    it("are made visible in outputs, in errors and in what is remembered of them", async () => {
        const rig = await Rig.start();
        try {
            rig.simulator.changeNumber(phoneNumberId, { verifiedName: NAME });
            const state = await rig.create();
            assert.equal(state["verifiedName"], SEEN);
            rig.simulator.addFault({ endpoint: "register", fault: refusal });
            const moved = rig.up(state, { dataLocalizationRegion: "CH" });
            const thrown = await failureOf(moved);
            assert.ok(thrown.message.includes(`"${SEEN}", See ${SEEN}`), thrown.message);
            assertSeen(thrown.message);
            for (const { message } of rig.lines) assertSeen(message);
            assertSeen(rig.journalText());
        } finally {
            await rig.stop();
        }
    });

    it("are made visible in what the command line prints, for people and as JSON", async () => {
        const commandLine = await SimulatedCommandLine.start({
            accounts: [{ id: wabaId, name: NAME }],
            numbers: [{ id: phoneNumberId, verifiedName: NAME }],
        });
        try {
            const uses = [
                ["numbers", "--waba", wabaId],
                ["import", "--waba", wabaId, "--overwrite"],
                ["doctor", "--waba", wabaId],
            ];
            for (const words of uses) {
                for (const more of [[], ["--json"]]) {
                    const { stdout, stderr } = await commandLine.run([...words, ...more]);
                    assertPrinted(stdout + stderr);
                }
            }
            const { stdout } = await commandLine.run(["numbers", "--waba", wabaId]);
            assert.ok(stdout.includes(SEEN), stdout);
            commandLine.simulator.addFault({ endpoint: "listPhoneNumbers", fault: refusal });
            const failed = await commandLine.run(["numbers", "--waba", wabaId]);
            assert.equal(failed.exitCode, 1);
            assert.ok(failed.stderr.includes(SEEN), failed.stderr);
            assertPrinted(failed.stdout + failed.stderr);
        } finally {
            await commandLine.stop();
        }
    });
});

function assertPrinted(text: string): void {
    assert.doesNotMatch(text, UNSEEN);
    assert.doesNotMatch(text, ESCAPED);
}
