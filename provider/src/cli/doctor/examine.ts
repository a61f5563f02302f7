import type { AccessToken } from "../../configuration/accessTokenFor";
import type { Configuration } from "../../configuration/configurationFrom";
import { isRegistered } from "../../decisions/registrationStatus";
import { type Account, getAccount, phoneNumberPages, subscribedAppIds } from "../../graph/account";
import { inspectToken, type TokenInspection } from "../../graph/debugToken";
import type { GraphCalls } from "../../graph/GraphCalls";
import { type GraphError, isGraphError } from "../../graph/GraphError";
import { getPhoneNumber, type PhoneNumber } from "../../graph/phoneNumber";
import { getStorageConfiguration, type StorageReading } from "../../graph/settings";
import { isTransportError, type TransportError } from "../../graph/TransportError";
import type { Connection, MissingToken, NoConnection } from "../connect";
import type { NumberMemory } from "../NumberRecords";

/** Something that was to be read, or why it could not be. */
export type Reading<T> =
    | { readonly kind: "read"; readonly value: T }
    | { readonly kind: "failed"; readonly error: GraphError | TransportError };

/** Everything that a diagnosis is made from. */
export interface DoctorFacts
    extends
        Pick<Configuration, "graphApiVersion" | "localStorageRecipe">,
        Pick<Examination, "now" | "hasBackup"> {
    /** The token, or why there is none; then there is nothing else either. */
    readonly token: TokenFacts;
    /** The accounts that were checked. */
    readonly accounts: readonly AccountFacts[];
    /** The numbers that were checked. */
    readonly numbers: readonly NumberFacts[];
}

/** An access token, and what Meta says about it. */
export interface PresentToken {
    readonly kind: "present";
    readonly token: AccessToken;
    readonly inspection: Reading<TokenInspection>;
}

/** What is known of the access token. */
export type TokenFacts = MissingToken | PresentToken;

/** What is known of one account. */
export interface AccountFacts {
    /** Its id. */
    readonly wabaId: string;
    /** Whether the user named it; if another account cannot be read, that is only a warning. */
    readonly isNamed: boolean;
    /** The account itself. */
    readonly account: Reading<Account>;
    /** Whether all its numbers were asked for, and not only some that the user named. */
    readonly isWhole: boolean;
    /** Its numbers; absent if their count does not matter. */
    readonly numbers?: Reading<readonly PhoneNumber[]>;
    /** The ids of the apps that get its webhooks. */
    readonly subscribedAppIds: Reading<readonly string[]>;
}

/** What is known of one number. */
export interface NumberFacts extends NumberMemory {
    /** Its id. */
    readonly phoneNumberId: string;
    /** Whether the user named it; a problem of any other number is a warning at most. */
    readonly isNamed: boolean;
    /** The number itself. */
    readonly phoneNumber: Reading<PhoneNumber>;
    /** Its storage, if it was read. */
    readonly storage?: Reading<StorageReading>;
}

/** What is examined, and with what. */
export interface Examination {
    /** The way to Meta, or why there is none. */
    readonly connection: Connection | NoConnection;
    /** Accounts that the user named. */
    readonly wabaIds: readonly string[];
    /** Numbers that the user named. */
    readonly phoneNumberIds: readonly string[];
    /** Whether a backup is declared, which migrates numbers from the On-Premises API. */
    readonly hasBackup: boolean;
    /** The time to judge by. */
    readonly now: Date;
    /** What this machine and a state remember of a number. */
    readonly memoryOf: (phoneNumberId: string) => NumberMemory;
}

/** Reads everything that a diagnosis needs; changes nothing at Meta and costs no registration. */
export async function examine(examination: Examination): Promise<DoctorFacts> {
    const { connection, now, hasBackup } = examination;
    const { graphApiVersion, localStorageRecipe } = connection.configuration;
    const nothing = { accounts: [], numbers: [] };
    const known = { now, graphApiVersion, localStorageRecipe, hasBackup, ...nothing };
    if (connection.kind === "missing") return { ...known, token: connection };
    const { calls, token } = connection;
    const inspection = await readingOf(inspectToken(calls, token.accessToken));
    const facts = { kind: "present", token, inspection } as const;
    if (endsTheExamination(facts)) return { ...known, token: facts };
    const named = await namedNumbers(calls, examination);
    const ofToken = inspection.kind === "read" ? (inspection.value.wabaIds ?? []) : [];
    const accounts = await accountsOf(calls, { wabaIds: examination.wabaIds, named, ofToken });
    const listed = await listedNumbers(calls, accounts, examination);
    return { ...known, token: facts, accounts, numbers: [...named, ...listed] };
}

/** Whether nothing else can be learned with this token or over this network. */
export function endsTheExamination(token: TokenFacts): boolean {
    if (token.kind === "missing") return true;
    if (token.inspection.kind === "read") return !token.inspection.value.isValid;
    const { error } = token.inspection;
    return !isGraphError(error) || error.entry.errorClass === "token";
}

async function namedNumbers(
    calls: GraphCalls,
    { phoneNumberIds, memoryOf }: Examination,
): Promise<readonly NumberFacts[]> {
    const numbers: NumberFacts[] = [];
    for (const phoneNumberId of new Set(phoneNumberIds)) {
        const phoneNumber = await readingOf(getPhoneNumber(calls, phoneNumberId));
        const facts = { ...memoryOf(phoneNumberId), phoneNumberId, isNamed: true, phoneNumber };
        if (phoneNumber.kind === "failed") numbers.push(facts);
        else numbers.push({ ...facts, storage: await storageOf(calls, phoneNumberId) });
    }
    return numbers;
}

function storageOf(calls: GraphCalls, phoneNumberId: string): Promise<Reading<StorageReading>> {
    return readingOf(getStorageConfiguration(calls, phoneNumberId));
}

interface AccountSources extends Pick<Examination, "wabaIds"> {
    readonly named: readonly NumberFacts[];
    readonly ofToken: readonly string[];
}

/** The accounts that were named, or those of the numbers, or else all that the token names. */
async function accountsOf(
    calls: GraphCalls,
    { wabaIds, named, ofToken }: AccountSources,
): Promise<readonly AccountFacts[]> {
    const isNamed = wabaIds.length > 0;
    const isWhole = isNamed || named.length === 0;
    const readings = named.flatMap(({ phoneNumber }) =>
        phoneNumber.kind === "read" ? phoneNumber.value : [],
    );
    const fallback = named.length === 0 ? ofToken : readings.flatMap(({ wabaId }) => wabaId ?? []);
    const accounts: AccountFacts[] = [];
    for (const wabaId of new Set(isNamed ? wabaIds : fallback)) {
        // How many are registered matters to a number that is not.
        const isCounted =
            isWhole || readings.some((one) => one.wabaId === wabaId && !isRegistered(one));
        accounts.push({
            wabaId,
            account: await readingOf(getAccount(calls, wabaId)),
            isNamed,
            isWhole,
            ...(isCounted ? { numbers: await readingOf(numbersOf(calls, wabaId)) } : {}),
            subscribedAppIds: await readingOf(subscribedAppIds(calls, wabaId)),
        });
    }
    return accounts;
}

async function numbersOf(calls: GraphCalls, wabaId: string): Promise<readonly PhoneNumber[]> {
    const numbers: PhoneNumber[] = [];
    for await (const page of phoneNumberPages(calls, wabaId)) numbers.push(...page);
    return numbers;
}

/** The other numbers of the accounts; one of them shows how regions are written. */
async function listedNumbers(
    calls: GraphCalls,
    accounts: readonly AccountFacts[],
    { phoneNumberIds, memoryOf }: Examination,
): Promise<readonly NumberFacts[]> {
    const numbers = accounts
        .flatMap(({ isWhole, numbers }) =>
            isWhole && numbers?.kind === "read" ? numbers.value : [],
        )
        .filter(({ id }) => !phoneNumberIds.includes(id));
    const [first] = phoneNumberIds.length === 0 ? numbers : [];
    const storage = first === undefined ? undefined : await storageOf(calls, first.id);
    return numbers.map((value) => ({
        ...memoryOf(value.id),
        phoneNumberId: value.id,
        isNamed: false,
        phoneNumber: { kind: "read", value },
        ...(value.id === first?.id && storage !== undefined ? { storage } : {}),
    }));
}

/** Waits for a reading; what is no answer of Meta's or of the network is thrown on. */
async function readingOf<T>(reading: Promise<T>): Promise<Reading<T>> {
    try {
        return { kind: "read", value: await reading };
    } catch (error) {
        if (isGraphError(error) || isTransportError(error)) return { kind: "failed", error };
        throw error;
    }
}
