import type { Variant } from "./Variant";

/** The requests of each step of the acceptance order, as letters. */
export interface ExpectedRequests {
    /** Creating it. */
    readonly create: string;
    /** A refresh of a number with a region, and without one. */
    readonly refresh: (region: string | undefined) => string;
    /** Moving it to another region, or taking the region away. */
    readonly replace: (region: string | undefined) => string;
    /** Registering it again after somebody deregistered it. */
    readonly repair: string;
}

/**
 * The requests that a variant may cost: the table of the design, row by row.
 *
 * @param variant - the switches, the recipe and the region
 */
export function expectedRequests(variant: Variant): ExpectedRequests {
    const { recipe, region, switches } = variant;
    const bringUp = (declared: string | undefined): string => {
        if (declared === undefined) return "R N";
        return recipe === "register" ? "R N S" : "W S R N S";
    };
    // In the account model without PINs a number has no PIN to prove.
    const prove = switches.accountModel === "pinRetired" ? "" : "P ";
    return {
        create: `N S ${bringUp(region)}`,
        refresh: (declared) => (declared === undefined ? "N" : "N S"),
        replace: (declared) => {
            const off = recipe === "register" ? "R N S" : "W S R N";
            return `N S ${prove}D N ${declared === undefined ? off : bringUp(declared)}`;
        },
        repair: `N S ${bringUp(region)}`,
    };
}

/**
 * The letters with repeated reads of the same thing taken as one. Requests that change something
 * all stay.
 *
 * @param letters - such as `R N N N S`
 */
export function withoutRepeatedReads(letters: string): string {
    return letters.replace(/\b([NS])( \1)+\b/g, "$1");
}
