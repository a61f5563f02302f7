import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

import { EngineLog, type ResourceLog } from "./EngineLog";
import { isEngineGone } from "./engineWatch";

/**
 * What the lifecycle needs from the process it runs in. Everything that makes two runs differ -
 * the time, the environment, the engine - comes in through here, so that decisions stay pure.
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
    /** Looks whether the engine is gone, right before a number is taken down. */
    readonly isEngineGone?: () => Promise<boolean>;
}

/** The host of a provider process that Pulumi's engine started. */
export function processHost(): Host {
    // The engine passes its address as the last argument of a dynamic provider's process.
    const engineAddress = process.argv.at(-1) ?? "";
    return {
        now: () => new Date(),
        sleep,
        env: process.env,
        engineAddress,
        pid: process.pid,
        temporaryFolder: tmpdir(),
        log: new EngineLog(engineAddress),
        isEngineGone: () => isEngineGone(engineAddress),
    };
}
