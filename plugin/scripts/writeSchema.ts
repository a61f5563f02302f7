import { writeFileSync } from "node:fs";
import path from "node:path";

import { schemaOf } from "./schemaOf";

/** Writes the schema anew; a test says when that is needed. */
const file = path.resolve(__dirname, "../schema.json");
writeFileSync(file, `${JSON.stringify(schemaOf(), undefined, 4)}\n`);
