import { writeFileSync } from "node:fs";
import path from "node:path";

import { type Package, referenceOf } from "./referenceOf";
import { registryPages } from "./registryPages";
import { schemaOf } from "./schemaOf";

/** Writes the schema and its pages anew; a test says when that is needed. */
const root = path.resolve(__dirname, "../..");
const schema = schemaOf();
writeFileSync(path.join(root, "plugin/schema.json"), `${JSON.stringify(schema, undefined, 4)}\n`);
writeFileSync(path.join(root, "docs/native-reference.md"), referenceOf(schema as Package));
for (const [file, text] of registryPages(schema as Package)) {
    writeFileSync(path.join(root, "docs", file), text);
}
