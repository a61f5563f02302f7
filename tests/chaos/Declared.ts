import type { DoorName } from "../contract/lifecycle/doors";
import type { Step } from "./RoundPlan";

/** A number as the program declares it. */
export interface Declared {
    /** The resource's name. */
    readonly name: string;
    readonly phoneNumberId: string;
    readonly pin: string;
    /** Absent: local storage is off. */
    readonly dataLocalizationRegion?: string;
}

/** The choices for a change. */
export interface Choices {
    /** Every number that may be declared. */
    readonly ids: readonly string[];
    /** The earlier programs, the oldest first. */
    readonly earlier: readonly (readonly Declared[])[];
}

const places = ["CH", "DE", "IN", undefined];

/** A number in the chosen place. */
export function declaredIn(
    place: number,
    number: Omit<Declared, "dataLocalizationRegion">,
): Declared {
    const region = chosen(places, place);
    return { ...number, ...(region === undefined ? {} : { dataLocalizationRegion: region }) };
}

/** Numbers in the form that the program of declared numbers reads, through a door. */
export function asProgramText(numbers: readonly Declared[], door: DoorName): string {
    return JSON.stringify(numbers.map((number) => ({ ...number, native: door === "native" })));
}

/** A PIN of the rounds. Its six digits appear nowhere else. */
export function pinOf(value: number): string {
    return `74${String(1000 + (value % 1000))}`;
}

/** The program after a change. If a change is not possible, nothing changes. */
export function changed(
    before: readonly Declared[],
    { change, subject, value }: Step,
    { ids, earlier }: Choices,
): readonly Declared[] {
    const one = chosen(before, subject);
    const replaceOne = (next: (old: Declared) => Declared): readonly Declared[] =>
        before.map((each) => (each === one ? next(each) : each));
    switch (change) {
        case "none":
        case "taint":
            return before;
        case "region":
            return replaceOne((old) => elsewhere(old, value));
        case "PIN":
            return replaceOne((old) => ({ ...old, pin: pinOf(value) }));
        case "rename":
            return replaceOne(renamed);
        case "region and PIN":
            return replaceOne((old) => ({ ...elsewhere(old, value), pin: pinOf(value) }));
        case "rename and region":
            return replaceOne((old) => elsewhere(renamed(old), value));
        case "rename and PIN":
            return replaceOne((old) => ({ ...renamed(old), pin: pinOf(value) }));
        case "swap":
            return swapped(before);
        case "put back":
            return chosen(earlier, value) ?? before;
        case "drop":
            return before.filter((each) => each !== one);
        case "add":
            return added(before, ids, value);
    }
}

function elsewhere(old: Declared, value: number): Declared {
    const { dataLocalizationRegion: here, ...number } = old;
    const others = places.filter((place) => place !== here);
    const region = chosen(others, value);
    return { ...number, ...(region === undefined ? {} : { dataLocalizationRegion: region }) };
}

function renamed(old: Declared): Declared {
    return { ...old, name: `${old.name}x` };
}

/** The first two resources exchange their numbers, and keep their PINs and places. */
function swapped(before: readonly Declared[]): readonly Declared[] {
    const [first, second, ...others] = before;
    if (first === undefined || second === undefined) return before;
    return [
        { ...first, phoneNumberId: second.phoneNumberId },
        { ...second, phoneNumberId: first.phoneNumberId },
        ...others,
    ];
}

function added(
    before: readonly Declared[],
    ids: readonly string[],
    value: number,
): readonly Declared[] {
    const free = ids.find((id) => before.every(({ phoneNumberId }) => phoneNumberId !== id));
    if (free === undefined) return before;
    const taken = new Set(before.map(({ name }) => name));
    const name = ["added", "addedToo", "addedAgain"].find((each) => !taken.has(each)) ?? free;
    return [...before, declaredIn(value, { name, phoneNumberId: free, pin: pinOf(value) })];
}

function chosen<Item>(items: readonly Item[], by: number): Item | undefined {
    return items[by % items.length];
}
