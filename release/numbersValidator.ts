import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone";

import { root } from "./packages";

const FOLDER = path.join(root, "provider", "numbers");

/** The file of the published provider that checks a numbers file. */
export const NUMBERS_VALIDATOR = path.join(FOLDER, "numbersValidator.js");

/**
 * The source that ajv compiles from the schema of a numbers file. To compile it takes longer than
 * to read a thousand entries, so it is done once, and not in each program.
 */
export function numbersValidator(): string {
    const file = path.join(FOLDER, "numbers-v1.schema.json");
    const schema = JSON.parse(readFileSync(file, "utf8")) as object;
    const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, code: { source: true } });
    const made = "// Made from numbers-v1.schema.json by `npm run schema`.";
    return `${made}\n${standalone(ajv, ajv.compile(schema))}\n`;
}

if (require.main === module) writeFileSync(NUMBERS_VALIDATOR, numbersValidator());
