import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { commandLineRun } from "../../unit/cli/commandLineRun";
import type { Outcome } from "../availableEngines";
import type { ExampleRun } from "./ExampleRun";

const root = path.resolve(__dirname, "../../..");

/** The result of a page's command, and the requests that it sent. */
export interface TypedStep {
    readonly command: string;
    readonly outcome: Outcome;
    /** Such as `N S R N`; empty if nothing was sent. */
    readonly letters: string;
}

/** The commands in the shell blocks under a heading of a page, without their comments. */
export function commandsIn(page: string, heading: string): readonly string[] {
    const text = readFileSync(path.join(root, page), "utf8");
    const sections = text.split(/^#+ /m);
    const section = sections.find((each) => each.startsWith(`${heading}\n`));
    assert.ok(section !== undefined, `${page} has no heading "${heading}"`);
    return [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
        .flatMap(([, block = ""]) => block.split("\n"))
        .map((line) => line.replace(/\s+#.*$/, "").trim())
        .filter((line) => line !== "");
}

/**
 * Types commands of a page on a stack, and returns the result of each operation among them.
 *
 * @param run - the stack's example
 * @param commands - the commands, as the page writes them
 * @param prompted - the values that Pulumi asks for or reads from a file, by their key
 */
export async function typed(
    run: ExampleRun,
    commands: readonly string[],
    prompted: Readonly<Record<string, string>> = {},
): Promise<readonly TypedStep[]> {
    assert.ok(commands.length > 0);
    const steps: TypedStep[] = [];
    for (const command of commands) {
        if (command === "pulumi stack init dev" || isConfigured(run, command, prompted)) continue;
        if (await isOurs(run, command, prompted)) continue;
        const outcome = await operationOf(run, command);
        steps.push({ command, outcome, letters: run.letters() });
    }
    return steps;
}

function isConfigured(
    run: ExampleRun,
    command: string,
    prompted: Readonly<Record<string, string>>,
): boolean {
    const { stack } = run;
    const removed = /^pulumi config rm (\S+)$/.exec(command);
    if (removed?.[1] !== undefined) stack.setConfig(removed[1], undefined);
    const [, mapKey, name] =
        /^pulumi config set --secret --path (\S+)\.([\w-]+)$/.exec(command) ?? [];
    if (mapKey !== undefined && name !== undefined) {
        // All values of a map are set at once, because the stack can do nothing else.
        const entries = Object.entries(prompted).filter(([key]) => key.startsWith(`${mapKey}.`));
        const values = entries.map(([key, value]) => [key.slice(mapKey.length + 1), value]);
        assert.ok(prompted[`${mapKey}.${name}`] !== undefined, `nothing to type for ${name}`);
        stack.setConfig(mapKey, { secret: JSON.stringify(Object.fromEntries(values)) });
        return true;
    }
    const set = /^pulumi config set( --secret)? (\S+)(?: < \S+| (\S+))?$/.exec(command);
    if (set === null) return removed !== null;
    const [, secret, named = "", given] = set;
    const key = named.includes(":") ? named : `${run.name}:${named}`;
    const value = given ?? prompted[key];
    assert.ok(value !== undefined, `nothing to type for ${key}`);
    stack.setConfig(key, secret === undefined ? value : { secret: value });
    return true;
}

/** Runs a command of this project in the run's folder, with the token of the config. */
async function isOurs(
    { folder, simulator }: ExampleRun,
    command: string,
    prompted: Readonly<Record<string, string>>,
): Promise<boolean> {
    const [, args] = /npx pulumi-whatsapp (.+)$/.exec(command) ?? [];
    if (args === undefined) return false;
    const { exitCode, stderr } = await commandLineRun(
        [...args.split(" "), "--graph-url", simulator.url],
        { folder, env: { WHATSAPP_ACCESS_TOKEN: prompted["whatsapp:accessToken"] } },
    );
    assert.equal(exitCode, 0, stderr);
    return true;
}

/** Runs a command of Pulumi on a stack. The files that it names are in the folder. */
export async function operationOf(
    { stack, folder }: Pick<ExampleRun, "stack" | "folder">,
    command: string,
): Promise<Outcome> {
    switch (command) {
        case "pulumi import --file import.json --generate-code=false --protect=false":
            return stack.importFile(path.join(folder, "import.json"));
        case "pulumi preview":
            return stack.preview();
        case "pulumi up":
            return stack.up();
        case "pulumi up --continue-on-error":
            return stack.up({ continueOnError: true });
        case "pulumi refresh":
            return stack.refresh();
        case "pulumi destroy":
            return stack.destroy();
        default:
            throw new Error(`the specs cannot type: ${command}`);
    }
}
