import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import type { WorldInput } from "pulumi-whatsapp-simulator";

const root = path.resolve(__dirname, "../../..");

/**
 * The world of the simulator that a page starts, by its name. If the page names none, the default
 * world.
 */
export function worldOfPage(page: string): WorldInput {
    const text = readFileSync(path.join(root, page), "utf8");
    const [start, world] =
        /npx pulumi-whatsapp-simulator --port \d+(?: --world ([a-z-]+))?/.exec(text) ?? [];
    assert.ok(start !== undefined, `${page} starts no simulator`);
    if (world === undefined) return {};
    const file = path.join(root, "simulator/worlds", `${world}.json`);
    return JSON.parse(readFileSync(file, "utf8")) as WorldInput;
}
