import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

import { EngineLog, type ResourceLog } from "./EngineLog";
import { isEngineGone } from "./engineWatch";
import type { LoadModule } from "./requireFromPulumi";

/**
 * What the lifecycle needs from the process it runs in. Everything that differs between two runs
 * (the time, the environment, the engine) comes in here, so that decisions stay pure.
 */
export interface Host {
    readonly now: () => Date;
    readonly sleep: (durationMs: number) => Promise<unknown>;
    readonly env: Readonly<Record<string, string | undefined>>;
    /** The engine's address: the same for every provider process of one operation. */
    readonly engineAddress: string;
    readonly pid: number;
    /** The machine's own folder for files that need not last. */
    readonly temporaryFolder: string;
    readonly log: ResourceLog;
    /** Checks whether the engine is gone, right before a number is taken down. */
    readonly isEngineGone?: () => Promise<boolean>;
}

/** What differs between the processes that Pulumi's engine starts. */
export interface HostOptions {
    /** Default: the last argument; the engine passes it there to every plugin. */
    readonly engineAddress?: string;
    /** Where the modules of Pulumi's protocol come from. Default: from `\@pulumi/pulumi`. */
    readonly load?: LoadModule;
}

/** The host of a provider process that Pulumi's engine started. */
export function processHost({
    engineAddress = process.argv.at(-1) ?? "",
    load,
}: HostOptions = {}): Host {
    return {
        now: () => new Date(),
        sleep,
        env: process.env,
        engineAddress,
        pid: process.pid,
        temporaryFolder: tmpdir(),
        log: new EngineLog(engineAddress, load),
        isEngineGone: () => isEngineGone(engineAddress),
    };
}
