import type { Variety } from "./Fault";
import type { Action, World } from "./World";

/** A world to start from, the first action, and how many faults are tried. */
export interface Scenario {
    readonly name: string;
    readonly world: World;
    readonly action: Action;
    /** The faults of the first run, and of the run after a stopped one. */
    readonly faults: readonly [Variety, Variety];
    /** How many faults the first run may meet. */
    readonly most: 1 | 2;
}

/** Every fault in the first run. Few in the second. */
export const ALL_FEW: readonly [Variety, Variety] = ["all", "few"];
const ALL_NONE: readonly [Variety, Variety] = ["all", "none"];
/** Few faults in the first run. */
export const FEW_NONE: readonly [Variety, Variety] = ["few", "none"];

/** A scenario whose first run meets at most one fault. */
export function one(
    name: string,
    [world, action]: readonly [World, Action],
    faults = ALL_NONE,
): Scenario {
    return { name, world, action, faults, most: 1 };
}
