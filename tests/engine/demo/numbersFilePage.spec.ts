import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { numbersIn } from "../../../provider/src/numbers/numbersIn";
import { blockOfPage } from "./blockOfPage";

const page = "docs/numbers-file.md";
const root = path.resolve(__dirname, "../../..");

interface Schema {
    readonly properties: {
        readonly numbers: { readonly items: { readonly properties: object } };
    };
}

describe(page, () => {
    it("shows a file that is good", () => {
        const { entries } = numbersIn(blockOfPage(page, "yaml"), "numbers.yaml");
        assert.deepEqual(
            entries.map(({ name, dataLocalizationRegion: region }) => [name, region]),
            [
                ["first-support", "CH"],
                ["first-orders", undefined],
            ],
        );
    });

    it("names every property of an entry, and its schema", () => {
        const text = readFileSync(path.join(root, page), "utf8");
        const [, file = ""] = /\$schema=\.\/node_modules\/pulumi-whatsapp\/(\S+)/.exec(text) ?? [];
        const schema = JSON.parse(
            readFileSync(path.join(root, "provider", file), "utf8"),
        ) as Schema;
        const names = Object.keys(schema.properties.numbers.items.properties);
        assert.ok(names.length > 5);
        assert.deepEqual(
            names.filter((name) => !text.includes(`| \`${name}\` `)),
            [],
        );
    });
});
