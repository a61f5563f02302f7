import {
    type NoStorage,
    RETENTION_MINUTES,
    declaredStorage,
    storageAsRead,
} from "../decisions/storage";
import { migrationPage } from "../decisions/migrationPage";
import { refusalsToRegister } from "../decisions/refusals";
import { regionFrom } from "../decisions/regions";
import { isRegistered, outOfReach, type OutOfReach } from "../decisions/registrationStatus";
import type { SpentRequest } from "../decisions/spentRequests";
import type { PhoneNumber } from "../graph/phoneNumber";
import type { StorageReading } from "../graph/settings";
import { withoutUndefined } from "../graph/jsonObject";
import { readingOutputs, storageOutputs } from "../decisions/outputsOf";
import { providerLine } from "../providerLine";
import { labelOf } from "./accountNumbers";
import { verifyAdvice } from "./addVerifyCommand";

/** A number as it was read, and what this machine sent for it. */
export interface NumberToImport {
    /** The number's own reading. */
    readonly phoneNumber: PhoneNumber;
    /** Its storage; absent if there was no need to read it, or it could not be read. */
    readonly storage?: StorageReading;
    /** Why its storage could not be read; absent if it was not refused. */
    readonly reason?: string;
    /** The register and deregister requests that this machine's journal knows. */
    readonly spentRequests: readonly SpentRequest[];
    /** The name of the token that showed it; if absent, the shared token. */
    readonly tokenName?: string;
}

/** The names of the resources, and what the stack has already. */
export interface ImportNaming {
    /** The prefix of their names; if absent, the name of the token, if it has one. */
    readonly namePrefix?: string;
    /** The resources of the stack, by phone number id. */
    readonly inStack?: ReadonlyMap<string, string | undefined>;
}

/** A number that is imported. */
export interface ImportedNumber {
    /** Meta's id of the number; also the resource's. */
    readonly phoneNumberId: string;
    /** The name of its resource in the stack. */
    readonly name: string;
    /** The number and its display name, for people. */
    readonly label: string;
    /** The region of its data at rest; absent if local storage is off. */
    readonly dataLocalizationRegion?: string;
    /** No Storage; exclusive with a region. */
    readonly noStorage?: NoStorage;
    /**
     * Whether Meta said where its data is; if not, it is imported without region and No Storage.
     */
    readonly isRegionKnown: boolean;
    /** Whether Meta approved a new display name that waits for a registration. */
    readonly isNameWaiting: boolean;
    /** The name of its token; if absent, the shared token. */
    readonly tokenName?: string;
    /** The inputs of the resource; no PIN. */
    readonly inputs: Readonly<Record<string, unknown>>;
    /** The outputs of the resource; no PIN. */
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** A number that is not imported. */
export interface LeftOutNumber extends Pick<ImportedNumber, "phoneNumberId" | "label"> {
    /** Why, and what to do about it, as sentences. */
    readonly reason: string;
}

/** What an import does with numbers. */
export interface ImportPlan {
    readonly imported: readonly ImportedNumber[];
    readonly leftOut: readonly LeftOutNumber[];
    /** What a person should check, as sentences. */
    readonly remarks?: readonly string[];
}

/** Decides which numbers are imported, under which names and with which state. Pure. */
export function importPlanOf(
    numbers: readonly NumberToImport[],
    { namePrefix, inStack = new Map() }: ImportNaming = {},
): ImportPlan {
    const reasonFor = (number: NumberToImport) =>
        inStack.has(number.phoneNumber.id)
            ? reasonAgainstTwice(inStack.get(number.phoneNumber.id))
            : reasonAgainst(number);
    const leftOut = numbers.flatMap((number) => {
        const reason = reasonFor(number);
        const { id: phoneNumberId } = number.phoneNumber;
        return reason === undefined
            ? []
            : [{ phoneNumberId, label: labelOf(number.phoneNumber), reason }];
    });
    const good = numbers.filter((number) => reasonFor(number) === undefined);
    const names = resourceNames(
        good.map(({ phoneNumber, tokenName = "" }) => ({
            ...phoneNumber,
            prefix: namePrefix ?? tokenName,
        })),
        new Set([...inStack.values()].filter((name) => name !== undefined)),
    );
    return { imported: good.map((number) => importedNumber(number, names)), leftOut };
}

function reasonAgainstTwice(name: string | undefined): string {
    const resource = name === undefined ? "" : `, as ${name}`;
    return `the stack of --state has it already${resource}. It needs no import.`;
}

function reasonAgainst({ phoneNumber, storage, reason }: NumberToImport): string | undefined {
    return reasonAgainstNumber(phoneNumber) ?? reason ?? reasonAgainstStorage(storage);
}

function importedNumber(
    { phoneNumber, storage, spentRequests, tokenName }: NumberToImport,
    names: ReadonlyMap<string, string>,
): ImportedNumber {
    const phoneNumberId = phoneNumber.id;
    const place = declaredStorage(storageAsRead(storage) ?? { kind: "off" });
    const declared = withoutUndefined({ phoneNumberId, ...place, tokenName });
    const drift = { registered: true, displayNameRegistered: true };
    const inputs = { __provider: providerLine, ...declared, ...drift };
    return {
        ...declared,
        name: names.get(phoneNumberId) ?? phoneNumberId,
        label: labelOf(phoneNumber),
        isNameWaiting: phoneNumber.newNameStatus === "APPROVED",
        isRegionKnown: storage?.kind === "answered",
        inputs,
        outputs: withoutUndefined({
            ...inputs,
            ...readingOutputs(phoneNumber),
            ...storageOutputs(storage),
            wabaId: phoneNumber.wabaId,
            regionVerified: Object.keys(place).length === 0 ? undefined : true,
            spentRequests,
        }),
    };
}

/** What to do about a number that nobody can register or deregister by API. */
const STEPS: Readonly<Record<OutOfReach, string>> = {
    coexistence: "It needs no registration: leave it out of the program.",
    lost: "WhatsApp Manager shows what happened to it.",
    onPremises: `To migrate it, declare it in the program by hand, with \`backup\`; ${migrationPage} has the steps.`,
};

/**
 * Why a number cannot be imported, by its own reading; undefined if it can.
 *
 * Only a number that is registered now is imported: the next `up` would register any other, and an
 * import must not cause that without a request.
 */
export function reasonAgainstNumber(reading: PhoneNumber): string | undefined {
    const reach = outOfReach(reading);
    if (reach === undefined && isRegistered(reading)) return undefined;
    const [refusal] = refusalsToRegister(reading);
    if (refusal !== undefined && reach !== undefined) return `${refusal.cause}. ${STEPS[reach]}`;
    if (refusal !== undefined) {
        return `${refusal.cause}. ${verifyAdvice(reading.id)}. After that declare it in the program by hand.`;
    }
    const status = reading.status ?? "unknown";
    return `it is not registered (status ${status}). Declare it in the program by hand: the next "pulumi up" then registers it, which costs one of ten requests.`;
}

/** Why a registered number cannot be imported, by its storage; undefined if it can. */
function reasonAgainstStorage(reading: StorageReading | undefined): string | undefined {
    if (reading?.kind !== "answered") return undefined;
    const { state, status = "none", dataLocalizationRegion: region } = reading.storage;
    const { retentionMinutes = RETENTION_MINUTES } = reading.storage;
    switch (state) {
        case "off":
            return undefined;
        case "on":
            return regionFrom(region).kind === "region"
                ? undefined
                : `its data is stored in a region that this version does not know (${region ?? "none named"}).`;
        case "noStorage":
            return retentionMinutes === RETENTION_MINUTES
                ? undefined
                : `its messages are kept for ${retentionMinutes} minutes, and this version knows only ${RETENTION_MINUTES}.`;
        case "unknown":
            return `its local storage reads ${status}, for which there is no import. Declare it in the program by hand and look at the preview.`;
    }
}

// Longer names make unreadable URNs.
const LONGEST_NAME = 40;

/** What a number is called where nothing is left of its display name. */
const NAMELESS = "number";

/** What a number is named by. */
interface NumberToName extends Pick<PhoneNumber, "id" | "verifiedName"> {
    readonly prefix?: string;
}

/**
 * The names of resources, by phone number id: the display name in letters, digits and hyphens.
 * Where two numbers would get the same one, where it is taken, and where nothing is left of the
 * display name, the id is added, so that the names do not depend on the order of the numbers.
 *
 * @param taken - names that the stack has already.
 */
export function resourceNames(
    numbers: readonly NumberToName[],
    taken: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
    const plain = numbers.map(({ id, ...words }) => ({ id, name: nameFrom(words) }));
    const unusable = plain.filter(({ name }) => name === "" || taken.has(name));
    const withId = new Set(unusable.map(({ id }) => id));
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

/** A prefix, and what is left of a display name; empty if there is neither. */
function nameFrom({ prefix = "", verifiedName = "" }: Omit<NumberToName, "id">): string {
    const name = plainName(verifiedName);
    const before = plainName(prefix);
    return before === "" ? name : `${before}-${name === "" ? NAMELESS : name}`;
}

function plainName(text: string): string {
    return text
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .slice(0, LONGEST_NAME)
        .replace(/^-+|-+$/g, "");
}
