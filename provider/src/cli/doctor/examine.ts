import type { Configuration } from "../../configuration/Configuration";
import { isRegistered } from "../../decisions/registrationStatus";
import { getAccount, subscribedAppIds } from "../../graph/account";
import { inspectToken } from "../../graph/debugToken";
import type { GraphCalls } from "../../graph/GraphCalls";
import { getPhoneNumber, type PhoneNumber } from "../../graph/phoneNumber";
import { getStorageConfiguration } from "../../graph/settings";
import type { TokenFinding } from "../connection/commandToken";
import { numbersOfAccount } from "../numbers/accountNumbers";
import type {
    AccountFacts,
    DoctorFacts,
    NumberFacts,
    RememberedOfNumber,
    TokenFacts,
} from "./DoctorFacts";
import { readingOf } from "./Reading";
import { endsTheExamination } from "./tokenFindings";

/** What is examined, and with what. */
export interface Examination {
    /** The token, or why there is none. */
    readonly finding: TokenFinding;
    /** The configuration. */
    readonly configuration: Configuration;
    /** Accounts that the user named. */
    readonly wabaIds: readonly string[];
    /** Numbers that the user named. */
    readonly phoneNumberIds: readonly string[];
    /** Whether a backup is declared. */
    readonly hasBackup: boolean;
    /** The time to judge by. */
    readonly now: Date;
    /** What this machine and a state remember of a number. */
    readonly remembered: (phoneNumberId: string) => RememberedOfNumber;
}

/** Reads everything that a diagnosis needs; changes nothing at Meta and costs no registration. */
export async function examine(
    calls: GraphCalls | undefined,
    examination: Examination,
): Promise<DoctorFacts> {
    const { configuration, now, finding, hasBackup } = examination;
    const { graphApiVersion, localStorageRecipe } = configuration;
    const known = { now, graphApiVersion, localStorageRecipe, hasBackup };
    if (calls === undefined || finding.kind === "missing") {
        return { ...known, token: missingToken(finding), accounts: [], numbers: [] };
    }
    const { token } = finding;
    const inspection = await readingOf(inspectToken(calls, token.accessToken));
    const facts: TokenFacts = { kind: "present", token, inspection };
    if (endsTheExamination(facts)) return { ...known, token: facts, accounts: [], numbers: [] };
    const named = await namedNumbers(calls, examination);
    const ofToken = inspection.kind === "read" ? (inspection.value.wabaIds ?? []) : [];
    const accounts = await accountsOf(calls, { ...examination, named, ofToken });
    const listed = await listedNumbers(calls, accounts, examination);
    return { ...known, token: facts, accounts, numbers: [...named, ...listed] };
}

function missingToken(finding: TokenFinding): TokenFacts {
    if (finding.kind === "missing") return finding;
    return { kind: "missing", cause: "there is no connection", nextStep: "Run again" };
}

async function namedNumbers(
    calls: GraphCalls,
    { phoneNumberIds, remembered }: Examination,
): Promise<readonly NumberFacts[]> {
    const numbers: NumberFacts[] = [];
    for (const phoneNumberId of new Set(phoneNumberIds)) {
        const phoneNumber = await readingOf(getPhoneNumber(calls, phoneNumberId));
        const known = remembered(phoneNumberId);
        const facts = { ...known, phoneNumberId, isNamed: true, phoneNumber };
        if (phoneNumber.kind === "failed") numbers.push(facts);
        else {
            const storage = await readingOf(getStorageConfiguration(calls, phoneNumberId));
            numbers.push({ ...facts, storage });
        }
    }
    return numbers;
}

interface AccountSources extends Examination {
    readonly named: readonly NumberFacts[];
    readonly ofToken: readonly string[];
}

/** The accounts that were named, or those of the numbers, or else all that the token names. */
async function accountsOf(
    calls: GraphCalls,
    { wabaIds, named, ofToken }: AccountSources,
): Promise<readonly AccountFacts[]> {
    const isWhole = wabaIds.length > 0 || named.length === 0;
    const ofUnregistered = wabaIdsOf(named.filter(isUnregistered));
    const fallback = named.length === 0 ? ofToken : wabaIdsOf(named);
    const accounts: AccountFacts[] = [];
    for (const wabaId of new Set(wabaIds.length > 0 ? wabaIds : fallback)) {
        // How many are registered matters to a number that is not.
        const isCounted = isWhole || ofUnregistered.includes(wabaId);
        accounts.push({
            wabaId,
            account: await readingOf(getAccount(calls, wabaId)),
            isNamed: wabaIds.length > 0,
            isWhole,
            ...(isCounted ? { numbers: await readingOf(numbersOfAccount(calls, wabaId)) } : {}),
            subscribedAppIds: await readingOf(subscribedAppIds(calls, wabaId)),
        });
    }
    return accounts;
}

function wabaIdsOf(numbers: readonly NumberFacts[]): readonly string[] {
    return numbers.flatMap(({ phoneNumber }) =>
        phoneNumber.kind === "read" ? (phoneNumber.value.wabaId ?? []) : [],
    );
}

function isUnregistered({ phoneNumber }: NumberFacts): boolean {
    return phoneNumber.kind === "read" && !isRegistered(phoneNumber.value);
}

/** The other numbers of the accounts; one of them shows how regions are written. */
async function listedNumbers(
    calls: GraphCalls,
    accounts: readonly AccountFacts[],
    { phoneNumberIds, remembered }: Examination,
): Promise<readonly NumberFacts[]> {
    const numbers = accounts
        .filter(({ isWhole }) => isWhole)
        .flatMap((account) => (account.numbers?.kind === "read" ? account.numbers.value : []))
        .filter(({ id }) => !phoneNumberIds.includes(id));
    const [first] = phoneNumberIds.length === 0 ? numbers : [];
    const storage =
        first === undefined ? undefined : await readingOf(getStorageConfiguration(calls, first.id));
    return numbers.map((value: PhoneNumber) => ({
        ...remembered(value.id),
        phoneNumberId: value.id,
        isNamed: false,
        phoneNumber: { kind: "read", value },
        ...(value.id === first?.id && storage !== undefined ? { storage } : {}),
    }));
}
