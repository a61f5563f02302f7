import { setTimeout } from "node:timers/promises";

import { runCommandLine } from "./runCommandLine";
import type { Output, Surroundings } from "./Shell";

void main();

async function main(): Promise<void> {
    process.exitCode = await runCommandLine(process.argv.slice(2), processSurroundings());
}

function processSurroundings(): Surroundings {
    return {
        env: process.env,
        folder: process.cwd(),
        stdout: outputTo(process.stdout),
        stderr: outputTo(process.stderr),
        now: () => new Date(Date.now()),
        sleep,
        nextInterrupt,
    };
}

function outputTo(stream: NodeJS.WriteStream): Output {
    // The reader of a pipe may stop reading: `pulumi-whatsapp numbers … | head`.
    stream.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code !== "EPIPE") throw error;
    });
    return {
        isTerminal: stream.isTTY,
        columns: stream.columns,
        write: (text) => {
            stream.write(text);
        },
    };
}

function nextInterrupt(): AbortSignal {
    const interrupt = new AbortController();
    process.once("SIGINT", () => {
        interrupt.abort();
    });
    return interrupt.signal;
}

async function sleep(durationMs: number, signal: AbortSignal): Promise<void> {
    try {
        await setTimeout(durationMs, undefined, { signal });
    } catch {
        // Interrupted: whoever waits looks at the signal next.
    }
}
