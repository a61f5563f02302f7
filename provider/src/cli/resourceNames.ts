import type { PhoneNumber } from "../graph/phoneNumber";

// Longer names make URNs that nobody reads.
const LONGEST_NAME = 40;

/** What a number is called where nothing is left of its display name. */
const NAMELESS = "number";

/**
 * The names of resources, by phone number id: the display name in letters, digits and hyphens.
 * Where two numbers would get the same one, and where nothing is left of it, the id is added, so
 * that the names do not depend on the order of the numbers.
 */
export function resourceNames(numbers: readonly PhoneNumber[]): ReadonlyMap<string, string> {
    const plain = numbers.map(({ id, verifiedName }) => ({ id, name: plainName(verifiedName) }));
    const withId = new Set(plain.filter(({ name }) => name === "").map(({ id }) => id));
    for (;;) {
        const names = new Map(
            plain.map(({ id, name }) => [
                id,
                withId.has(id) ? `${name === "" ? NAMELESS : name}-${id}` : name,
            ]),
        );
        // A name with an id may be what another number is called without one. It ends, as names
        // with different ids are different.
        const shared = sharedNames(names).filter((id) => !withId.has(id));
        if (shared.length === 0) return names;
        for (const id of shared) withId.add(id);
    }
}

/** The ids of the numbers whose name another number has, too. */
function sharedNames(names: ReadonlyMap<string, string>): readonly string[] {
    const counts = new Map<string, number>();
    for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...names].filter(([, name]) => counts.get(name) !== 1).map(([id]) => id);
}

function plainName(verifiedName = ""): string {
    return verifiedName
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .slice(0, LONGEST_NAME)
        .replace(/^-+|-+$/g, "");
}
