import { pulumiOnPath } from "../engine/real/runPulumi";
import type { DoorName } from "../contract/lifecycle/doors";
import type { ConfigValue } from "../engine/availableEngines";
import type { ChaosStack } from "./ChaosStack";
import { PulumiStack } from "./PulumiStack";
import { StandInChaosStack } from "./StandInChaosStack";

/** The settings of a stack of a round. */
export interface StackSurroundings {
    /** The door that the program declares its numbers through. Default: the dynamic provider. */
    readonly door?: DoorName;
    readonly journalFolder: string;
    readonly config: Readonly<Record<string, ConfigValue>>;
}

/** An engine for rounds. */
export interface ChaosEngine {
    readonly name: string;
    /** How long a run takes on it at most. A stop by time comes earlier. */
    readonly longestMs: number;
    open(surroundings: StackSurroundings): Promise<ChaosStack>;
}

/** The stand-in engine. */
export const standIn: ChaosEngine = {
    name: "the stand-in engine",
    longestMs: 1500,
    open: (surroundings) => StandInChaosStack.open(surroundings),
};

/** The best engine here: the real one if `pulumi` is on the PATH, else the stand-in. */
export function engineThatIsThere(): ChaosEngine {
    const command = pulumiOnPath();
    if (command === undefined) return standIn;
    return {
        name: "Pulumi's own engine",
        longestMs: 6000,
        open: (surroundings) => PulumiStack.open(command, surroundings),
    };
}
