import { randomUUID } from "node:crypto";
import { SimulatorClock } from "./clock/SimulatorClock";
import { FaultPlan } from "./faults/FaultPlan";
import type { GraphApiParts } from "./graph/GraphApi";
import { Journal } from "./journal/Journal";
import { changesBetween, momentOf } from "./webhooks/changesBetween";
import { webhookChangeSchema } from "./webhooks/WebhookChange";
import { WebhookSender } from "./webhooks/WebhookSender";
import { parseInput, worldErrorOf } from "./world/parseInput";
import { World } from "./world/World";
import type { WorldInput } from "./world/worldSchema";

/** The parts that a simulation starts from. */
export interface Beginning {
    /** The world. Parts that are left out have a default. */
    readonly world: WorldInput;
    /** The name of the world in errors. */
    readonly worldName: string | undefined;
    /** The ISO 8601 time at which the clock stands still; undefined for one that runs. */
    readonly now: string | undefined;
}

/** A world with its clock, faults and journal, until the next reset. */
export class Simulation {
    readonly #beginning: Beginning;
    readonly #clock: SimulatorClock;
    #parts: GraphApiParts;
    #beganAt: string;
    #webhooks = new WebhookSender();
    #worldId = randomUUID();

    /**
     * Starts a simulation.
     *
     * @param beginning - the parts to start from
     * @throws WorldError if the world is wrong, RangeError if the time is wrong
     */
    constructor(beginning: Beginning) {
        // A reset must not bring back changes that the caller makes to the object later.
        this.#beginning = structuredClone(beginning);
        this.#clock = new SimulatorClock(beginning.now);
        this.#parts = this.#newParts();
        this.#beganAt = this.#clock.now().toISOString();
    }

    /** World, faults and journal until the next reset. */
    get parts(): GraphApiParts {
        return this.#parts;
    }

    /** When the world began, by its clock, ISO 8601. */
    get beganAt(): string {
        return this.#beganAt;
    }

    /** The clock. A reset sets it back and keeps the object. */
    get clock(): SimulatorClock {
        return this.#clock;
    }

    /** The id of this world: random, and new after every reset. */
    get worldId(): string {
        return this.#worldId;
    }

    /** The webhooks. */
    get webhooks(): WebhookSender {
        return this.#webhooks;
    }

    /**
     * Changes the world as somebody else would. Webhooks tell of such changes.
     *
     * @param change - what to do to it
     */
    changeElsewhere(change: (world: World) => void): void {
        const { world } = this.#parts;
        const before = momentOf(world);
        change(world);
        this.#webhooks.tell(world, changesBetween(before, world));
    }

    /**
     * Sends a webhook that a test has made up.
     *
     * @param change - what it tells of
     * @throws WorldError if it is wrong, or has nowhere to go
     */
    sendWebhook(change: unknown): void {
        const { world } = this.#parts;
        const subject = "the webhook";
        const parsed = parseInput(webhookChangeSchema, change, subject);
        if (world.app.webhookUrl === null) {
            throw worldErrorOf(subject, [
                "app.webhookUrl is not set. Change the world's app first",
            ]);
        }
        const account = world.account(parsed.wabaId);
        if (account?.subscribedAppIds.includes(world.app.id) !== true) {
            throw worldErrorOf(subject, [
                `the app is not subscribed to account ${parsed.wabaId}. Subscribe it first`,
            ]);
        }
        this.#webhooks.tell(world, [parsed]);
    }

    /**
     * Starts again: world and clock as at the start, another id, and no faults, requests or
     * webhooks.
     */
    reset(): void {
        this.#clock.reset();
        this.#parts = this.#newParts();
        this.#beganAt = this.#clock.now().toISOString();
        this.#webhooks.stop();
        this.#webhooks = new WebhookSender();
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
