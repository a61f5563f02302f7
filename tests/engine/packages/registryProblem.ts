import process from "node:process";

import { runCommand } from "./runCommand";
import { runFolder } from "./runFolder";

const timeoutMs = 20_000;

let found: Promise<string | undefined> | undefined;

/**
 * Why nothing can be installed here; undefined if the registry answers. Says it once, in one line.
 */
export function registryProblem(): Promise<string | undefined> {
    found ??= find();
    return found;
}

async function find(): Promise<string | undefined> {
    const cwd = runFolder("registry");
    const ask = ["npm", "view", "pnpm", "name", "--fetch-retries=0"] as const;
    const { exitCode, output } = await runCommand([...ask], { cwd, timeoutMs });
    if (exitCode === 0) return undefined;
    const cause = /code (E\w+)/.exec(output)?.[1] ?? "no answer";
    process.stdout.write(
        `packages: skipped everything that is installed, because the registry cannot be reached (${cause})\n`,
    );
    return cause;
}
