import { readFileSync } from "node:fs";
import { join } from "node:path";

import { textOf } from "../graph/jsonObject";

/** The version of this package; its manifest is two folders up from here, compiled or not. */
export function packageVersion(): string {
    const manifest = readFileSync(join(__dirname, "../../package.json"), "utf8");
    return textOf(JSON.parse(manifest), "version") ?? "unknown";
}
