import { parseArgs } from "node:util";

import { readNumbers } from "pulumi-whatsapp/numbers";

import { stacksOf } from "./FleetStack";
import { PulumiBackend } from "./PulumiBackend";
import { runFleet } from "./runFleet";
import { summaryOf } from "./summaryOf";

void main();

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: {
            parallel: { type: "string", default: "4" },
            all: { type: "boolean", default: false },
            config: { type: "string", multiple: true, default: [] },
        },
    });
    try {
        const stacks = stacksOf(readNumbers("numbers.yaml"));
        const pairs = values.config.map((pair) => pair.split(/=(.*)/s).slice(0, 2));
        const backend = await PulumiBackend.open(
            Object.fromEntries(pairs) as Record<string, string>,
        );
        const outcomes = await runFleet(stacks, backend, {
            parallel: Number(values.parallel),
            all: values.all,
            signal: interrupt(),
            progress: (line) => process.stderr.write(`${line}\n`),
        });
        const { lines, exitCode } = summaryOf(outcomes);
        console.log(lines.join("\n"));
        process.exitCode = exitCode;
    } catch (thrown) {
        console.error(thrown instanceof Error ? thrown.message : thrown);
        process.exitCode = 2;
    }
}

/**
 * Stops the run on Ctrl-C, and when a job ends. No further stack is begun, and running stacks
 * finish.
 */
function interrupt(): AbortSignal {
    const stop = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.on(signal, () => {
            stop.abort();
        });
    }
    return stop.signal;
}
