import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { memoryBelow } from "./memoryBelow";

/** What the processes of a task used. A value that the machine does not report is absent. */
export interface Usage {
    /** Processor time in milliseconds, on Linux only. */
    readonly cpuMs: number | undefined;
    /** The most memory that they had at once, measured twice a second. */
    readonly peakBytes: number | undefined;
}

const LOOK_EVERY_MS = 500;
// Linux reports processor time to programs in hundredths of a second.
const MS_PER_TICK = 10;

const run = promisify(execFile);

/** Runs a task and measures the processes that it starts. Time alone is wrong on a busy machine. */
export async function measured<T>(task: () => Promise<T>): Promise<readonly [T, Usage]> {
    const before = await cpuOfEndedChildren();
    const watch = new AbortController();
    const peak = peakMemory(watch.signal);
    try {
        const result = await task();
        watch.abort();
        const after = await cpuOfEndedChildren();
        const cpuMs = before === undefined || after === undefined ? undefined : after - before;
        return [result, { cpuMs, peakBytes: await peak }];
    } finally {
        watch.abort();
    }
}

/** The processor time of the children that have ended, and of the children that they waited for. */
async function cpuOfEndedChildren(): Promise<number | undefined> {
    try {
        // The name of the process is in brackets and may hold spaces. The counted fields come after
        // it.
        const fields = (await readFile("/proc/self/stat", "utf8")).split(") ").at(-1)?.split(" ");
        const [userTicks, systemTicks] = [fields?.[13], fields?.[14]];
        return (Number(userTicks) + Number(systemTicks)) * MS_PER_TICK;
    } catch {
        return undefined;
    }
}

async function peakMemory(signal: AbortSignal): Promise<number | undefined> {
    let peak: number | undefined;
    while (!signal.aborted) {
        const now = await memoryNow(process.pid);
        if (now !== undefined) peak = Math.max(peak ?? 0, now);
        await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    return peak;
}

async function memoryNow(pid: number): Promise<number | undefined> {
    try {
        const { stdout } = await run("ps", ["-eo", "pid=,ppid=,rss=,comm="]);
        return memoryBelow(stdout, pid);
    } catch {
        return undefined;
    }
}
