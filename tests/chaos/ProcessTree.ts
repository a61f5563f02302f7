import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

/** A process of this machine. Its start time tells it from a later process with the same id. */
export interface RunningProcess {
    readonly pid: number;
    readonly parentPid: number;
    readonly startedAt: string;
    readonly command: string;
}

/**
 * How long a provider lives at most after it lost its engine. It finishes its requests, and then
 * looks for the engine.
 */
export const SETTLE_MS = 20_000;

const run = promisify(execFile);
const columns = /^\s*(\d+)\s+(\d+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/;

/** The processes that a process started, and those that they started. */
export async function descendantsOf(pid: number): Promise<readonly RunningProcess[]> {
    const all = await runningProcesses();
    const below = (parent: number): readonly RunningProcess[] =>
        all
            .filter(({ parentPid }) => parentPid === parent)
            .flatMap((child) => [child, ...below(child.pid)]);
    return below(pid);
}

/** The processes of a list that still run. */
async function stillRunning(
    processes: readonly RunningProcess[],
): Promise<readonly RunningProcess[]> {
    if (processes.length === 0) return [];
    const all = await runningProcesses();
    return processes.filter((one) =>
        all.some(({ pid, startedAt }) => pid === one.pid && startedAt === one.startedAt),
    );
}

/**
 * Waits until processes have ended by themselves, and kills the others.
 *
 * @param processes - processes that the test started
 * @param longestMs - how long to wait
 * @returns how many had to be killed
 */
export async function ended(
    processes: readonly RunningProcess[],
    longestMs: number,
): Promise<number> {
    const until = Date.now() + longestMs;
    let left = await stillRunning(processes);
    while (left.length > 0 && Date.now() < until) {
        await pause(200);
        left = await stillRunning(left);
    }
    for (const { pid } of left) signal(pid, "SIGKILL");
    return left.length;
}

/** Sends a signal to a process, or to a group by its negative id. Does nothing if it has ended. */
export function signal(pid: number, name: NodeJS.Signals): void {
    try {
        process.kill(pid, name);
    } catch {
        // It has ended in the meantime.
    }
}

async function runningProcesses(): Promise<readonly RunningProcess[]> {
    const { stdout } = await run("ps", ["-eo", "pid=,ppid=,lstart=,args="], {
        env: { ...process.env, LC_ALL: "C" },
        maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.split("\n").flatMap((line) => {
        const [, pid, parentPid, startedAt = "", command = ""] = columns.exec(line) ?? [];
        // A zombie has ended, but its parent has not collected it yet.
        if (pid === undefined || command.includes("<defunct>")) return [];
        return [{ pid: Number(pid), parentPid: Number(parentPid), startedAt, command }];
    });
}

/** Whether a process is one of our providers, of either door. */
export function isProvider({ command }: RunningProcess): boolean {
    return command.includes("dynamic-provider") || command.includes("pulumi-resource-whatsapp");
}
