import type { NumberEntry } from "pulumi-whatsapp/numbers";

/** One stack of the fleet, as the file declares it. */
export interface FleetStack {
    readonly name: string;
    readonly entries: readonly NumberEntry[];
}

/** The stacks that a file declares, in its order. */
export function stacksOf(entries: readonly NumberEntry[]): readonly FleetStack[] {
    const homeless = entries.filter(({ stack }) => stack === undefined);
    if (homeless.length > 0) {
        const names = homeless.map(({ name }) => name).join(", ");
        throw new Error(`Entries without a customer belong to no stack: ${names}.`);
    }
    const names = [...new Set(entries.flatMap(({ stack }) => stack ?? []))];
    return names.map((name) => ({
        name,
        entries: entries.filter(({ stack }) => stack === name),
    }));
}
