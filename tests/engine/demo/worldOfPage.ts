import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import type { WorldInput } from "pulumi-whatsapp-simulator";

const root = path.resolve(__dirname, "../../..");

/** The world of the simulator that a page has its reader start; without a file, the default one. */
export function worldOfPage(page: string): WorldInput {
    const text = readFileSync(path.join(root, page), "utf8");
    const [start, file] =
        /npx pulumi-whatsapp-simulator --port \d+(?: --world ([^\s`]+))?/.exec(text) ?? [];
    assert.ok(start !== undefined, `${page} starts no simulator`);
    if (file === undefined) return {};
    return JSON.parse(readFileSync(path.join(root, file), "utf8")) as WorldInput;
}
