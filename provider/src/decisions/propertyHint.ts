/** The properties that a program may set on a phone registration. */
export const inputProperties: readonly string[] = [
    "phoneNumberId",
    "pin",
    "dataLocalizationRegion",
    "noStorage",
    "backup",
    "wabaId",
    "tokenName",
];

// Names that people bring along from Meta's pages and other tools, reduced to their letters.
const otherNames: ReadonlyMap<string, string> = new Map([
    ["id", "phoneNumberId"],
    ["phoneid", "phoneNumberId"],
    ["phone", "phoneNumberId"],
    ["phonenumber", "phoneNumberId"],
    ["number", "phoneNumberId"],
    ["twostepverificationpin", "pin"],
    ["twosteppin", "pin"],
    ["pincode", "pin"],
    ["region", "dataLocalizationRegion"],
    ["storageregion", "dataLocalizationRegion"],
    ["localstorageregion", "dataLocalizationRegion"],
    ["datalocalization", "dataLocalizationRegion"],
    ["nostorageenabled", "noStorage"],
    ["retentionminutes", "noStorage"],
    ["metastoreretentionminutes", "noStorage"],
    ["backupdata", "backup"],
    ["backuppassword", "backup"],
    ["accountid", "wabaId"],
    ["businessaccountid", "wabaId"],
    ["whatsappbusinessaccountid", "wabaId"],
    ["token", "tokenName"],
    ["accesstoken", "tokenName"],
    ["accesstokenname", "tokenName"],
]);

// Two letters wrong, missing or too many are a slip of the hand; with more, short names would
// match anything.
const maximumSlips = 2;

/** The property that a wrong name probably means, or undefined when there is no good guess. */
export function propertyMeantBy(name: string): string | undefined {
    // A guess is for what somebody typed; nobody types names this long, and comparing costs the
    // square of the length.
    if (name.length > 64) {
        return undefined;
    }
    const letters = lettersOf(name);
    return (
        inputProperties.find((property) => lettersOf(property) === letters) ??
        otherNames.get(letters) ??
        inputProperties.find((property) => isSlipOf(property, letters))
    );
}

function lettersOf(name: string): string {
    return name.replace(/[^A-Za-z]/g, "").toLowerCase();
}

function isSlipOf(property: string, letters: string): boolean {
    const allowed = property.length < 6 ? 1 : maximumSlips;
    return editsBetween(property.toLowerCase(), letters) <= allowed;
}

/** How many letters must be changed, added or taken away to make one text from the other. */
function editsBetween(from: string, to: string): number {
    let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (const [row, letter] of Array.from(from).entries()) {
        const current = [row + 1];
        for (const [column, other] of Array.from(to).entries()) {
            const changed = (previous[column] ?? 0) + (letter === other ? 0 : 1);
            const added = (current[column] ?? 0) + 1;
            const removed = (previous[column + 1] ?? 0) + 1;
            current.push(Math.min(changed, added, removed));
        }
        previous = current;
    }
    return previous[to.length] ?? 0;
}
