import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";

import { regionCodes } from "../../../provider/src/decisions/regions";

interface Schema {
    readonly definitions: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}

const file = join(__dirname, "../../../provider/numbers/numbers-v1.schema.json");
const schema = JSON.parse(readFileSync(file, "utf8")) as Schema;

describe("the schema of a numbers file", () => {
    it("is a schema", () => {
        assert.equal(new Ajv().validateSchema(schema), true);
    });

    it("completes the regions that the resource takes, and none", () => {
        const { dataLocalizationRegion } = schema.definitions;
        assert.deepEqual(dataLocalizationRegion?.enum, ["none", ...regionCodes]);
    });
});
