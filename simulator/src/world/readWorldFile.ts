import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { WorldError } from "./WorldError";

/** The worlds of the package. Their relative path is the same from `src` and from `dist`. */
const BUILT_IN = join(__dirname, "../../worlds");

/**
 * Reads a world file. Its content is checked when the world is made.
 *
 * @param path - its path, or the name of a built-in world, such as `partner`
 * @throws WorldError if it cannot be read or is not JSON
 */
export async function readWorldFile(path: string): Promise<unknown> {
    const isName = /^[a-z-]+$/.test(path);
    const file = isName ? join(BUILT_IN, `${path}.json`) : path;
    const text = await readFile(file, "utf8").catch(async (error: unknown) => {
        const reason = isName ? await notBuiltIn(path) : reasonOf(error);
        throw new WorldError(`Cannot read world ${path}: ${reason}.`);
    });
    try {
        return JSON.parse(text) as unknown;
    } catch (error) {
        throw new WorldError(`Cannot use ${path}: it is not JSON: ${reasonOf(error)}.`);
    }
}

async function notBuiltIn(name: string): Promise<string> {
    const names = (await readdir(BUILT_IN)).map((file) => file.replace(/\.json$/, ""));
    return `there is no built-in world of this name. There are ${names.join(", ")}; a file is written as ./${name}`;
}

function reasonOf(error: unknown): string {
    if (!(error instanceof Error)) return "unknown reason";
    if ("code" in error && error.code === "ENOENT") return "there is no such file";
    if ("code" in error && error.code === "EISDIR") return "it is a folder";
    return error.message;
}
