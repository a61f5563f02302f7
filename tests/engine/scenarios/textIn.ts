import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The text of all files in a folder and its subfolders. */
export function textIn(folder: string): string {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8"))
        .join("\n");
}
