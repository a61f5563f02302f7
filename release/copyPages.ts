import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { packagePages } from "./packagePages";
import { root } from "./packages";

const FOLDER = path.join(root, "provider");

/**
 * Copies the pages into the folder of the provider, before it is packed. Git ignores the copies. A
 * page that is already there and the same is not written again, because another process may be
 * packing it.
 */
export function copyPages(): void {
    const pages = packagePages();
    for (const [file, text] of pages) {
        const target = path.join(FOLDER, file);
        if (existsSync(target) && readFileSync(target, "utf8") === text) continue;
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, text);
    }
    for (const file of globSync("{docs,examples}/**/*.*", { cwd: FOLDER })) {
        if (!pages.has(file.split(path.sep).join("/"))) rmSync(path.join(FOLDER, file));
    }
}

if (require.main === module) copyPages();
