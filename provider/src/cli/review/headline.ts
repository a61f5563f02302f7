import type { Happening, ReviewedNumber } from "./ReviewedNumber";

/** One thing that can happen to numbers: how the headline says it for one and for several. */
interface Phrase {
    readonly happens: Happening;
    readonly one: string;
    readonly several: string;
}

// What costs most comes first.
const PHRASES: readonly Phrase[] = [
    {
        happens: "moves",
        one: "goes offline for about a minute",
        several: "go offline for about a minute each",
    },
    {
        happens: "deregistered",
        one: "is deregistered for good",
        several: "are deregistered for good",
    },
    { happens: "refused", one: "would be refused", several: "would be refused" },
    { happens: "registers", one: "is registered", several: "are registered" },
    { happens: "repaired", one: "comes back online", several: "come back online" },
    {
        happens: "takesName",
        one: "is registered once more and stays online",
        several: "are registered once more and stay online",
    },
    { happens: "setsPin", one: "gets its PIN", several: "get their PIN" },
    { happens: "looked", one: "is looked at first", several: "are looked at first" },
    {
        happens: "released",
        one: "leaves the stack and is left as it is",
        several: "leave the stack and are left as they are",
    },
];

/** What happens, in one sentence: "2 numbers go offline for about a minute each; 1 is deregistered for good." */
export function headline(numbers: readonly ReviewedNumber[]): string {
    const parts = PHRASES.flatMap(({ happens, one, several }) => {
        const count = numbers.filter((number) => number.happens === happens).length;
        return count === 0 ? [] : [{ count, verb: count === 1 ? one : several }];
    });
    if (parts.length === 0) return "No number changes.";
    const words = parts.map(({ count, verb }, index) => {
        const noun = index > 0 ? "" : count === 1 ? " number" : " numbers";
        return `${count}${noun} ${verb}`;
    });
    return `${words.join("; ")}.`;
}
