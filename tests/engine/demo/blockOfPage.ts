import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** The one block of a language on a page. */
export function blockOfPage(page: string, language: string): string {
    const text = readFileSync(path.join(root, page), "utf8");
    const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(
        ([, each]) => each === language,
    );
    assert.equal(blocks.length, 1, `${page} has ${blocks.length} blocks of ${language}`);
    return blocks[0]?.[2] ?? "";
}
