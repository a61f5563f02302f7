import type { NumberInput, RecordedRequest, SimulatorOptions } from "pulumi-whatsapp-simulator";

import { inParallel } from "../../faults/inParallel";
import type { Door, DoorName } from "../lifecycle/doors";
import { type Line, plain, Rig } from "../lifecycle/Rig";

type Properties = Record<string, unknown>;

/** The account of every number, unless a spec names another. */
export const wabaId = "102290129340398";

/** The numbers of a stack, and what else is in their accounts. */
export interface FleetOptions {
    /** The numbers of the world. Those in the stack are registered in Switzerland. */
    readonly numbers: readonly NumberInput[];
    /** The ids in the stack, in the order in which it asks. By default all. */
    readonly ids?: readonly string[];
    readonly world?: SimulatorOptions["world"];
    /** What the program declares for each number. By default its region is Switzerland. */
    readonly declared?: Properties;
    readonly env?: Readonly<Record<string, string>>;
    /** The npm package by default. */
    readonly door?: DoorName;
}

/** How a refresh reads. */
export interface RefreshOptions {
    /** `whatsapp:coalesceReads`. */
    readonly mode?: "auto" | "list" | "off";
    /** Pulumi's `--parallel`. */
    readonly parallel?: number;
    /** Runs right before the read of the number with that index. */
    readonly before?: (index: number, fleet: Fleet, provider: Door) => void | Promise<void>;
}

/** The result of a refresh. */
export interface FleetRefresh {
    /** What the state then holds for each number, as text. If its read failed, the error. */
    readonly states: Readonly<Record<string, string>>;
    /** Requests on the wire. A batch is one. */
    readonly onWire: number;
    /** Requests that Meta counts. Each call of a batch is one, and the batch itself is none. */
    readonly counted: number;
    readonly requests: readonly RecordedRequest[];
    readonly lines: readonly Line[];
    readonly durationMs: number;
}

/** A stack of many numbers that were adopted, to be refreshed. */
export class Fleet {
    readonly rig: Rig;
    readonly ids: readonly string[];
    readonly #olds: ReadonlyMap<string, Properties>;

    private constructor(rig: Rig, olds: ReadonlyMap<string, Properties>) {
        this.rig = rig;
        this.#olds = olds;
        this.ids = [...olds.keys()];
    }

    static async start(options: FleetOptions): Promise<Fleet> {
        const {
            numbers,
            ids,
            world,
            declared = { dataLocalizationRegion: "CH" },
            env,
            door,
        } = options;
        const wabaIds = [...new Set(numbers.map((number) => number.wabaId ?? wabaId))];
        const accounts = wabaIds.map((id) => ({ id }));
        const rig = await Rig.start({ world: { accounts, ...world, numbers: [...numbers] } }, door);
        Object.assign(rig.env, env);
        const phoneNumberId = numbers[0]?.id ?? "";
        const template = await rig
            .create({ phoneNumberId, ...declared })
            .catch(async (error: unknown) => {
                await rig.stop();
                throw error;
            });
        rig.simulator.clearRequests();
        const accountOf = new Map(numbers.map(({ id, wabaId: own }) => [id, own ?? wabaId]));
        const olds = (ids ?? numbers.map(({ id }) => id)).map((id) => {
            const urn = String(template["__urn"]).replace(/::[^:]+$/, `::number-${id}`);
            return [
                id,
                plain({ ...template, phoneNumberId: id, wabaId: accountOf.get(id), __urn: urn }),
            ];
        });
        return new Fleet(rig, new Map(olds as [string, Properties][]));
    }

    /** What the stack holds for a number before a refresh. */
    stateOf(id: string): Properties {
        return this.#olds.get(id) ?? {};
    }

    /** Reads every number in one operation, some of them at the same time. */
    async refresh(options: RefreshOptions = {}): Promise<FleetRefresh> {
        const { mode = "auto", parallel = 8, before } = options;
        const { rig } = this;
        rig.config["whatsapp:coalesceReads"] = mode;
        rig.simulator.clearRequests();
        rig.lines.length = 0;
        const provider = rig.operation();
        const beginMs = performance.now();
        const texts = await inParallel(
            this.ids,
            Math.min(parallel, this.ids.length),
            async (id) => {
                await before?.(this.ids.indexOf(id), this, provider);
                try {
                    return JSON.stringify(await provider.read(id, this.stateOf(id)));
                } catch (error) {
                    return withoutTrace(error instanceof Error ? error.message : String(error));
                }
            },
        );
        const durationMs = performance.now() - beginMs;
        const requests = rig.simulator.requests();
        return {
            states: Object.fromEntries(this.ids.map((id, index) => [id, texts[index] ?? ""])),
            onWire: requests.filter(({ batch }) => batch === undefined).length,
            counted: requests.filter(({ endpoint }) => endpoint !== "batch").length,
            requests,
            lines: [...rig.lines],
            durationMs,
        };
    }

    stop(): Promise<void> {
        return this.rig.stop();
    }
}

/** Some registered numbers in Switzerland, each with its own id and name. */
export function swissNumbers(count: number, from = 100_000_000_000): readonly NumberInput[] {
    return Array.from({ length: count }, (_, index) => ({
        id: String(from + index),
        registered: true,
        pin: "012345",
        verifiedName: `Shop ${index}`,
        storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" },
    }));
}

/**
 * The same numbers, onboarded a second apart. Meta lists the number first that was onboarded last.
 *
 * @param firstListed - the one that Meta lists first
 */
export function onboardedOneByOne(
    numbers: readonly NumberInput[],
    firstListed: "first" | "last",
): readonly NumberInput[] {
    const step = firstListed === "last" ? 1_000 : -1_000;
    return numbers.map((number, index) => ({
        ...number,
        onboardedAt: new Date(Date.UTC(2026, 9, 20) + index * step).toISOString(),
    }));
}

/** Each request has another trace. */
function withoutTrace(text: string): string {
    return text.replace(/Trace \w+/g, "Trace");
}
