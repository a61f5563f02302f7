/**
 * The 14 storage regions by their ISO 3166 code, with the name that Meta gives them.
 *
 * Source: Meta's registration guide, table of data_localization_region, read 2026-11-22. An
 * unknown code is refused, although Meta may add one. Otherwise a typing error would cost a
 * deregistration.
 */
export const regions = {
    AE: "United Arab Emirates",
    AU: "Australia",
    BH: "Bahrain",
    BR: "Brazil",
    CA: "Canada",
    CH: "Switzerland",
    DE: "EU (Germany)",
    GB: "United Kingdom",
    ID: "Indonesia",
    IN: "India",
    JP: "Japan",
    KR: "South Korea",
    SG: "Singapore",
    ZA: "South Africa",
} as const;

/** The code of a storage region. */
export type RegionCode = keyof typeof regions;

/** The codes of all storage regions, in alphabetical order. */
export const regionCodes: readonly string[] = Object.keys(regions);

/** The result of reading a region from a program: its code, or why it has no code. */
export type RegionReading =
    | { readonly kind: "region"; readonly region: RegionCode }
    | { readonly kind: "problem"; readonly reason: string };

/** Reads a storage region, in capitals or not. Anything except one of the 14 codes is a problem. */
export function regionFrom(value: unknown): RegionReading {
    if (typeof value !== "string") {
        return problem('dataLocalizationRegion must be a string, such as "CH".');
    }
    // Only ASCII letters may change case: the Turkish dotless i becomes an ordinary capital I.
    const code = /^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : value;
    return isRegionCode(code) ? { kind: "region", region: code } : problem(reasonAgainst(value));
}

function isRegionCode(code: string): code is RegionCode {
    return Object.hasOwn(regions, code);
}

function reasonAgainst(value: string): string {
    const allowed = `Allowed: ${regionCodes.join(", ")}.`;
    const subject = `${quoted(value)} is not a storage region`;
    if (value.trim() === "") {
        return `dataLocalizationRegion is empty. Leave it out to have no local storage. ${allowed}`;
    }
    if (asksForUnitedStates(value)) {
        return `${subject}: Meta does not offer the United States. ${allowed} Leave it out to have no local storage.`;
    }
    const meant = isRegionCode(value.trim().toUpperCase())
        ? value.trim().toUpperCase()
        : regionMeantBy(value);
    return meant === undefined
        ? `${subject}. ${allowed}`
        : `${subject}. Did you mean "${meant}"? ${allowed}`;
}

// The message repeats only a text that looks like the name of a place: somebody may have put a PIN
// or a token into the wrong property.
function quoted(value: string): string {
    return /^\s{0,3}[\p{L}.'_ -]{1,40}\s{0,3}$/u.test(value) ? JSON.stringify(value) : "This text";
}

function problem(reason: string): RegionReading {
    return { kind: "problem", reason };
}

// What people write for a region, in capitals without punctuation, under Meta's code for it. Meta
// uses Germany's code for the whole European Union (registration guide, read 2026-11-22), so the
// codes of the member states lead to it.
const writtenFor: Readonly<Record<string, string>> = {
    AE: "ARE|UAE|EMIRATES|UNITED ARAB EMIRATES|DUBAI|ABU DHABI",
    AU: "AUS|AUSTRALIA|SYDNEY",
    BH: "BHR|BAHRAIN|BAHREIN",
    BR: "BRA|BRAZIL|BRASIL",
    CA: "CAN|CANADA",
    CH: "CHE|SWITZERLAND|SCHWEIZ|SUISSE|SVIZZERA|ZURICH",
    DE: "DEU|GER|GERMANY|DEUTSCHLAND|EU|EUR|EUROPE|EUROPEAN UNION|FRANKFURT|AT|BE|BG|CY|CZ|DK|EE|ES|FI|FR|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK",
    GB: "GBR|UK|UNITED KINGDOM|GREAT BRITAIN|BRITAIN|ENGLAND|SCOTLAND|WALES|NORTHERN IRELAND|LONDON",
    ID: "IDN|INDONESIA",
    IN: "IND|INDIA|BHARAT",
    JP: "JPN|JAP|JAPAN|NIPPON|TOKYO",
    KR: "KOR|KO|KOREA|SOUTH KOREA|REPUBLIC OF KOREA",
    SG: "SGP|SINGAPORE|SINGAPUR",
    ZA: "ZAF|RSA|SOUTH AFRICA",
};

const codeFor: ReadonlyMap<string, string> = new Map(
    Object.entries(writtenFor).flatMap(([code, names]) =>
        names.split("|").map((name): [string, string] => [name, code]),
    ),
);

const unitedStates = new Set(["US", "USA", "UNITED STATES", "UNITED STATES OF AMERICA", "AMERICA"]);

/**
 * The code of the region that a text probably means, or undefined when there is no good guess.
 *
 * Country names and common abbreviations are known, in any case, with or without dots and hyphens.
 */
export function regionMeantBy(text: string): string | undefined {
    return codeFor.get(wordsOf(text));
}

/** Whether the text asks for the United States, which Meta does not offer as a storage region. */
export function asksForUnitedStates(text: string): boolean {
    return unitedStates.has(wordsOf(text));
}

function wordsOf(text: string): string {
    return text
        .replace(/\./g, "")
        .replace(/[\s_-]+/g, " ")
        .trim()
        .toUpperCase();
}
