import type { PhoneNumber } from "../../graph/phoneNumber";

// Longer names make URNs that nobody reads.
const LONGEST_NAME = 40;

/**
 * The names of resources, by phone number id: the display name in letters, digits and hyphens.
 * Where two numbers would get the same one, and where nothing is left of it, the id is added, so
 * that the names do not depend on the order of the numbers.
 */
export function resourceNames(numbers: readonly PhoneNumber[]): ReadonlyMap<string, string> {
    const wanted = numbers.map(({ id, verifiedName }) => ({ id, name: plainName(verifiedName) }));
    const counts = new Map<string, number>();
    for (const { name } of wanted) counts.set(name, (counts.get(name) ?? 0) + 1);
    return new Map(
        wanted.map(({ id, name }) => {
            if (name === "") return [id, `number-${id}`];
            return [id, counts.get(name) === 1 ? name : `${name}-${id}`];
        }),
    );
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
