import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { RealStack } from "../real/RealStack";
import { onEveryEngine } from "../scenarios/onEveryEngine";
import { ExampleRun } from "./ExampleRun";
import { worldOfPage } from "./worldOfPage";

const page = "examples/several-numbers/README.md";
const root = path.resolve(__dirname, "../../..");
const phoneNumberId = "106540352242922";
const pins = { "first-support": "012345", "first-orders": "012345", "second-shop": "012345" };
const tokens = { first: "EAA-first-token", second: "EAA-second-token" };

interface NumberOutputs {
    readonly phoneNumberId: string;
    readonly status: string;
    readonly refusal?: { readonly operation: string; readonly message: string };
}

onEveryEngine("the stack's outputs, by the page of several-numbers", (engine) => {
    let run: ExampleRun;

    beforeEach(async () => {
        const config = {
            "whatsapp:accessTokens": { secret: JSON.stringify(tokens) },
            "whatsapp:strictPreview": "false",
            "numbers:pins": { secret: JSON.stringify(pins) },
        };
        run = await ExampleRun.open("several-numbers", config, {
            engine,
            world: worldOfPage(page),
        });
    });

    afterEach(() => run.close());

    async function stored(): Promise<readonly NumberOutputs[] | undefined> {
        const state = await run.stack.state();
        const stack = state.find(({ type }) => type === "pulumi:pulumi:Stack");
        return stack?.outputs?.["numbers"] as readonly NumberOutputs[] | undefined;
    }

    /**
     * Somebody else deregisters the number and sets another PIN. So Meta refuses the declared PIN.
     */
    async function upThatFails(): Promise<void> {
        run.simulator.changeNumber(phoneNumberId, { registered: false, pin: "918273" });
        await run.stack.refresh();
        const { exitCode, output } = await run.stack.up({ continueOnError: true });
        assert.notEqual(exitCode, 0);
        assert.match(output, /133005/);
    }

    it("are those of the run before when a number failed", async () => {
        assert.equal((await run.stack.up({ continueOnError: true })).exitCode, 0);
        const before = await stored();
        assert.equal(before?.[0]?.status, "CONNECTED");
        await upThatFails();
        assert.deepEqual(await stored(), before);
        assert.match(textOf(page), /Pulumi keeps the stack's\s+outputs of the run before/);
        assert.match(textOf(page), /can still read `CONNECTED` there/);
    });

    it("are none when a number failed in the first run", async () => {
        await upThatFails();
        assert.equal(await stored(), undefined);
        assert.match(textOf(page), /After a first run there are no\s+outputs/);
    });

    it("are brought up to date by the refresh that the page names", async function () {
        if (!(run.stack instanceof RealStack)) return this.skip();
        await upThatFails();
        const command = ["refresh", "--run-program"];
        assert.ok(textOf(page).includes(`pulumi ${command.join(" ")}`));
        const { exitCode } = await run.stack.command([...command, "--yes", "--skip-preview"]);
        assert.equal(exitCode, 0);
        const number = (await stored())?.find((each) => each.phoneNumberId === phoneNumberId);
        assert.notEqual(number?.status, "CONNECTED");
        assert.equal(number?.refusal?.operation, "register");
        assert.match(number.refusal.message, /133005/);
    });
});

function textOf(file: string): string {
    return readFileSync(path.join(root, file), "utf8");
}
