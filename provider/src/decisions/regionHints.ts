// What people write for a region, in capitals without punctuation, and the code that Meta means
// by it. Germany's code stands for the whole European Union (Meta's registration guide, read
// 2026-11-22), so the codes of its members lead there.
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
