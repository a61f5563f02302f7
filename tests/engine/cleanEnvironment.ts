import { tmpdir } from "node:os";
import path from "node:path";

// The variables that programs and tools need from a machine. None of them can hold a token.
const kept = [
    "PATH",
    "HOME",
    "TMPDIR",
    "TEMP",
    "TMP",
    "LANG",
    "SystemRoot",
    "USERPROFILE",
    "APPDATA",
];

// Node.js keeps compiled code there. Every operation starts two processes that load the same files.
const compileCache = path.join(tmpdir(), "node-compile-cache");

/** A clean environment for the processes of a test, with these variables in addition. */
export function cleanEnvironment(
    env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
    const base = kept.map((key): [string, string | undefined] => [key, process.env[key]]);
    return Object.fromEntries(
        [...base, ["NODE_COMPILE_CACHE", compileCache], ...Object.entries(env)].filter(
            (entry): entry is [string, string] => entry[1] !== undefined,
        ),
    );
}
