import { pulumiOnPath } from "../engine/real/runPulumi";
import type { DoorName } from "../contract/lifecycle/doors";
import type { ConfigValue } from "../engine/availableEngines";
import type { ChaosStack } from "./ChaosStack";
import { PulumiStack } from "./PulumiStack";
import { StandInChaosStack } from "./StandInChaosStack";

/** What a stack of a round runs with. */
export interface StackSurroundings {
    /** The door that the program declares its numbers through. Default: the dynamic provider. */
    readonly door?: DoorName;
    readonly journalFolder: string;
    readonly config: Readonly<Record<string, ConfigValue>>;
}

/** An engine that rounds are played on. */
export interface ChaosEngine {
    readonly name: string;
    /** How long a run takes on it at most: stops by time come within. */
    readonly longestMs: number;
    open(surroundings: StackSurroundings): Promise<ChaosStack>;
}

/** The stand-in engine. */
export const standIn: ChaosEngine = {
    name: "the stand-in engine",
    longestMs: 1500,
    open: (surroundings) => StandInChaosStack.open(surroundings),
};

/** The engine that is there: the real one where `pulumi` is on PATH, and the stand-in else. */
export function engineThatIsThere(): ChaosEngine {
    const command = pulumiOnPath();
    if (command === undefined) return standIn;
    return {
        name: "Pulumi's own engine",
        longestMs: 6000,
        open: (surroundings) => PulumiStack.open(command, surroundings),
    };
}
