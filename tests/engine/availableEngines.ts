import { stdout } from "node:process";

import type { Engine } from "./Engine";
import { findRealEngine } from "./real/findRealEngine";
import { standInEngine } from "./stand-in/standInEngine";

export type {
    CallPoint,
    ConfigValue,
    Engine,
    EngineLog,
    OperationStep,
    Outcome,
    ProjectOptions,
    ProviderCall,
    ProviderMethod,
    ResourceProviderModule,
    RunOptions,
    Severity,
    Stack,
    StateResource,
} from "./Engine";
export { standInEngine } from "./stand-in/standInEngine";

let found: Promise<readonly Engine[]> | undefined;

/**
 * The engines for tests on this machine: always the stand-in, and the real one if `pulumi` is on
 * the PATH.
 */
export function availableEngines(): Promise<readonly Engine[]> {
    found ??= findEngines();
    return found;
}

async function findEngines(): Promise<readonly Engine[]> {
    const real = await findRealEngine();
    const engines = real === undefined ? [standInEngine] : [real, standInEngine];
    const missing = real === undefined ? "; the pulumi command was not found on PATH" : "";
    stdout.write(`engines: ${engines.map(({ name }) => name).join(", ")}${missing}\n`);
    return engines;
}
