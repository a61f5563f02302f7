/**
 * The 14 storage regions of the registration guide, read 2026-11-22. `DE` stands for the European Union.
 */
export const REGIONS = [
    "AE",
    "AU",
    "BH",
    "BR",
    "CA",
    "CH",
    "DE",
    "GB",
    "ID",
    "IN",
    "JP",
    "KR",
    "SG",
    "ZA",
] as const;

/** A storage region. */
export type Region = (typeof REGIONS)[number];

/**
 * Whether Meta knows the value as a region. Only upper case counts.
 *
 * @param value - the value in a request
 */
export function isRegion(value: unknown): value is Region {
    return REGIONS.some((region) => region === value);
}
