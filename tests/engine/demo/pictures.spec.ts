import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { pictures } from "../../../demo/pictures/pictures";
import { playground } from "../../../demo/playground";
import { standInEngine } from "../availableEngines";
import { ExampleRun } from "./ExampleRun";

const root = path.resolve(__dirname, "../../..");

describe("the terminal pictures", function () {
    this.timeout(240_000);

    for (const { file } of pictures) {
        it(`are small, and need no other file: ${file}`, () => {
            const text = textOf(file);
            assert.ok(text.length < 40_000);
            const addresses = text.match(
                /\b(?:https?:|data:|url\(|href|@import|<script|<style)\S*/g,
            );
            assert.deepEqual(addresses, ['http://www.w3.org/2000/svg"']);
        });

        it(`are in the README: ${file}`, () => {
            assert.ok(textOf("README.md").includes(`](${file})`));
        });
    }

    it("are all the files in their folder", () => {
        const files = globSync("docs/pictures/*", { cwd: root }).map((it) =>
            it.replaceAll("\\", "/"),
        );
        assert.deepEqual(files.sort(), pictures.map(({ file }) => file).sort());
    });

    it("name the cost that a preview names on any engine", async () => {
        const region = "number:dataLocalizationRegion";
        const config = {
            "whatsapp:accessToken": { secret: playground.accessToken },
            "number:phoneNumberId": playground.phoneNumberId,
            "number:pin": { secret: playground.pin },
            [region]: "CH",
        };
        const run = await ExampleRun.open("single-number", config, { engine: standInEngine });
        try {
            assert.equal((await run.stack.up()).exitCode, 0);
            run.stack.setConfig(region, "DE");
            const { logs } = await run.stack.preview();
            const costs = logs.filter(({ urn }) => urn !== "").map(({ message }) => message.trim());
            assert.equal(costs.length, 1);
            const picture = textOf("docs/pictures/preview.svg");
            for (const cost of costs) assert.ok(picture.includes(`>${cost}<`), cost);
        } finally {
            await run.close();
        }
    });
});

function textOf(file: string): string {
    return readFileSync(path.join(root, file), "utf8");
}
