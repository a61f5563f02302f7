import { randomUUID } from "node:crypto";
import { SimulatorClock } from "./clock/SimulatorClock";
import { FaultPlan } from "./faults/FaultPlan";
import type { GraphApiParts } from "./graph/GraphApi";
import { Journal } from "./journal/Journal";
import { World } from "./world/World";
import type { WorldInput } from "./world/worldSchema";

/** What a simulation starts from. */
export interface Beginning {
    /** The world; what it leaves out has a default. */
    readonly world: WorldInput;
    /** What errors call the world. */
    readonly worldName: string | undefined;
    /** The ISO 8601 time at which the clock stands still; undefined for one that runs. */
    readonly now: string | undefined;
}

/** A world with its clock, faults and journal, from a start to the next reset. */
export class Simulation {
    readonly #beginning: Beginning;
    readonly #clock: SimulatorClock;
    #parts: GraphApiParts;
    #worldId = randomUUID();

    /**
     * Begins.
     *
     * @param beginning - what from
     * @throws WorldError when the world is wrong, RangeError when the time is
     */
    constructor(beginning: Beginning) {
        // What the caller does to its object later shall not be what a reset brings back.
        this.#beginning = structuredClone(beginning);
        this.#clock = new SimulatorClock(beginning.now);
        this.#parts = this.#newParts();
    }

    /** World, faults and journal, as they are until the next reset. */
    get parts(): GraphApiParts {
        return this.#parts;
    }

    /** The clock; a reset sets it back and keeps the object. */
    get clock(): SimulatorClock {
        return this.#clock;
    }

    /** Which world this is: random, and another one after every reset. */
    get worldId(): string {
        return this.#worldId;
    }

    /** Begins anew: world and clock as in the beginning, no faults, no requests, another id. */
    reset(): void {
        this.#clock.reset();
        this.#parts = this.#newParts();
        this.#worldId = randomUUID();
    }

    #newParts(): GraphApiParts {
        const { world, worldName } = this.#beginning;
        return {
            world: new World(world, this.#clock, worldName),
            faults: new FaultPlan(),
            journal: new Journal(),
        };
    }
}
