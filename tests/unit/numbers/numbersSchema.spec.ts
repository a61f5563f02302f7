import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";

import { regionCodes } from "../../../provider/src/decisions/regions";
import { NUMBERS_VALIDATOR, numbersValidator } from "../../../release/numbersValidator";

interface Schema {
    readonly definitions: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}

const file = join(__dirname, "../../../provider/numbers/numbers-v1.schema.json");
const schema = JSON.parse(readFileSync(file, "utf8")) as Schema;

describe("the schema of a numbers file", () => {
    it("is a schema", () => {
        assert.equal(new Ajv().validateSchema(schema), true);
    });

    it("is what the published check was made from", () => {
        const remedy = "run `npm run schema`, and commit provider/numbers";
        assert.equal(readFileSync(NUMBERS_VALIDATOR, "utf8"), numbersValidator(), remedy);
    });

    it("completes the regions that the resource takes, and none", () => {
        const { dataLocalizationRegion } = schema.definitions;
        assert.deepEqual(dataLocalizationRegion?.enum, ["none", ...regionCodes]);
    });
});
