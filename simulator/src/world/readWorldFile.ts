import { readFile } from "node:fs/promises";
import { WorldError } from "./WorldError";

/**
 * Reads a world file; what it says is checked when the world is made.
 *
 * @param path - where it is
 * @throws WorldError when it cannot be read or is not JSON
 */
export async function readWorldFile(path: string): Promise<unknown> {
    const text = await readFile(path, "utf8").catch((error: unknown) => {
        throw new WorldError(`Cannot read world ${path}: ${reasonOf(error)}.`);
    });
    try {
        return JSON.parse(text) as unknown;
    } catch (error) {
        throw new WorldError(`Cannot use ${path}: it is not JSON: ${reasonOf(error)}.`);
    }
}

function reasonOf(error: unknown): string {
    if (!(error instanceof Error)) return "unknown reason";
    if ("code" in error && error.code === "ENOENT") return "there is no such file";
    if ("code" in error && error.code === "EISDIR") return "it is a folder";
    return error.message;
}
