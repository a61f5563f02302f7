import type { Simulator } from "pulumi-whatsapp-simulator";

/** Letters of the requests that change something, or could. */
const writing: ReadonlySet<string> = new Set(["P", "W", "R", "D", "U", "C", "V"]);

/** How many requests of each kind came since the last look, by letter, in their order. */
export function countsByLetter(simulator: Simulator): Readonly<Record<string, number>> {
    const counts = new Map<string, number>();
    for (const { letter } of simulator.requests()) {
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    return Object.fromEntries([...counts].sort());
}

/** The writes on some numbers since the last look. */
export function writesTo(
    simulator: Simulator,
    numbers: readonly { readonly id: string }[],
): readonly string[] {
    const ids = new Set(numbers.map(({ id }) => id));
    return simulator
        .requests()
        .filter(({ phoneNumberId = "", letter }) => ids.has(phoneNumberId) && writing.has(letter))
        .map(({ phoneNumberId, letter }) => `${letter} on ${String(phoneNumberId)}`);
}
