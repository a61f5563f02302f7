import type { Simulator } from "pulumi-whatsapp-simulator";

/** The letters of requests that change something, or could do so. */
const writing: ReadonlySet<string> = new Set(["P", "W", "R", "D", "U", "C", "V"]);

/** The number of requests of each kind since the last look, in the order of the letters. */
export function countsByLetter(simulator: Simulator): Readonly<Record<string, number>> {
    const counts = new Map<string, number>();
    for (const { letter } of simulator.requests()) {
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    return Object.fromEntries([...counts].sort());
}

/** The writes to some numbers since the last look. */
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
