import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { playground } from "../../../demo/playground";
import { onEveryEngine } from "../scenarios/onEveryEngine";
import { secretsInClear } from "../scenarios/secretsInClear";
import { ExampleRun } from "./ExampleRun";
import { commandsIn, typed, type TypedStep } from "./commandsIn";
import { worldOfPage } from "./worldOfPage";

const root = path.resolve(__dirname, "../../..");
const page = "docs/migration.md";
const world = worldOfPage(page);
const { phoneNumberId, pin, accessToken } = playground;
const backup = { data: "example-backup-data", password: "example-backup-password" };
const prompted = {
    "whatsapp:accessToken": accessToken,
    "migration:pin": pin,
    "migration:backupData": backup.data,
    "migration:backupPassword": backup.password,
};

onEveryEngine("the page on migrating", (engine) => {
    let folder: string;
    let run: ExampleRun;
    let steps: readonly TypedStep[];

    before(async function () {
        this.timeout(120_000);
        folder = programOfPage();
        run = await ExampleRun.open(folder, {}, { engine, world });
        const commands = commandsIn(page, "The program");
        const migrating = commands.slice(0, commands.indexOf("pulumi up") + 1);
        steps = await typed(run, migrating, prompted);
    });

    after(async () => {
        await run.close();
        rmSync(folder, { recursive: true, force: true });
    });

    it("has a program and commands that bring a number over", () => {
        assert.deepEqual(
            steps.map(({ outcome, letters }) => [outcome.exitCode, letters]),
            [
                [0, ""],
                [0, "N S R N"],
            ],
        );
        assert.equal(run.simulator.number(phoneNumberId).registered, true);
    });

    it("keeps the backup out of state and output", async () => {
        const texts = {
            "state files": await run.stack.stateFiles(),
            output: steps.map(({ outcome }) => outcome.output).join("\n"),
        };
        assert.deepEqual(secretsInClear(texts, { pin, ...backup }), []);
    });

    it("takes the backup away without a change", async () => {
        const program = path.join(folder, "index.ts");
        const text = readFileSync(program, "utf8");
        const without = text.replace(/ {4}backup: \{[\s\S]*?\n {4}\},\n/, "");
        assert.notEqual(without, text);
        writeFileSync(program, without);
        const { outcome, letters } = await emptyUp();
        assert.equal(outcome.exitCode, 0, outcome.output);
        assert.equal(letters, "");
    });

    async function emptyUp(): Promise<TypedStep> {
        const removals = commandsIn(page, "The program").filter((each) => each.includes(" rm "));
        const [step] = await typed(run, [...removals, "pulumi up"]);
        return step ?? assert.fail("nothing was typed");
    }
});

onEveryEngine("the page on migrating, of a number from another account", (engine) => {
    let run: ExampleRun;

    before(async () => {
        const config = {
            "whatsapp:accessToken": { secret: accessToken },
            "number:phoneNumberId": phoneNumberId,
            "number:pin": { secret: pin },
        };
        run = await ExampleRun.open("single-number", config, { engine });
        run.simulator.changeNumber(phoneNumberId, { rememberedRegion: "IN" });
    });

    after(() => run.close());

    it("is refused without a region, and the message names its old one", async () => {
        const { exitCode, output } = await run.stack.up();
        assert.notEqual(exitCode, 0);
        assert.match(output, /Expected data localization region: 'IN'/);
        assert.equal(run.simulator.number(phoneNumberId).registered, false);
        run.simulator.clearRequests();
    });

    it("comes up with its old region, and moves to another or to none by one of each", async () => {
        for (const [region, counted] of [
            ["IN", "R"],
            ["CH", "D R"],
            [undefined, "D R"],
        ] as const) {
            run.stack.setConfig("number:dataLocalizationRegion", region);
            const { exitCode, output } = await run.stack.up();
            assert.equal(exitCode, 0, output);
            assert.equal(run.countedLetters(), counted);
        }
    });
});

/** A project with the program of the page, in a folder of its own. */
function programOfPage(): string {
    const text = readFileSync(path.join(root, page), "utf8");
    const [, program] = /^```ts\n(import [\s\S]*?)^```$/m.exec(text) ?? [];
    assert.ok(program !== undefined, "the page has no program");
    const folder = mkdtempSync(path.join(tmpdir(), "migration-page-"));
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
    writeFileSync(path.join(folder, "Pulumi.yaml"), "name: migration\nruntime: nodejs\n");
    writeFileSync(path.join(folder, "package.json"), '{ "name": "migration", "private": true }');
    writeFileSync(path.join(folder, "index.ts"), program);
    return folder;
}
