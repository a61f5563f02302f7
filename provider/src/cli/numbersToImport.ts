import type { GraphCalls } from "../graph/GraphCalls";
import { type GraphError, isGraphError } from "../graph/GraphError";
import { getPhoneNumber, type PhoneNumber } from "../graph/phoneNumber";
import { getStorageConfiguration } from "../graph/settings";
import { accountNumbers, accountsOfToken, countOf, isOfAll } from "./accountNumbers";
import { failureOf, refusalText } from "./CommandFailure";
import { type LeftOutNumber, type NumberToImport, reasonAgainstNumber } from "./importPlanOf";
import { inParallel } from "./inParallel";
import type { NumberRecords } from "./NumberRecords";
import type { Shell } from "./Shell";

/** Which numbers an import is about; several ways may be combined. */
export interface Selection {
    /** All numbers of these accounts. */
    readonly wabaIds: readonly string[];
    /** These numbers. */
    readonly phoneNumberIds: readonly string[];
    /** The token whose accounts are all taken; absent where they are not. */
    readonly allOf?: string;
}

/** The selected numbers. */
export interface Selected {
    /** Those that were read, each once. */
    readonly numbers: readonly PhoneNumber[];
    /** Those that were named and that Meta does not show, with the reason. */
    readonly leftOut: readonly LeftOutNumber[];
}

/**
 * Reads the selected numbers, each once.
 *
 * @throws CommandFailure that names the account that cannot be read, or the number at which Meta
 * refused to go on with any.
 */
export async function selectedNumbers(
    shell: Shell,
    calls: GraphCalls,
    { wabaIds, phoneNumberIds, allOf }: Selection,
): Promise<Selected> {
    const ofToken = allOf === undefined ? [] : await accountsOfToken(calls, allOf);
    const listed = await accountNumbers(shell, calls, [...wabaIds, ...ofToken]);
    const numbers = new Map(listed.map((number) => [number.id, number]));
    const leftOut: LeftOutNumber[] = [];
    for (const phoneNumberId of new Set(phoneNumberIds)) {
        try {
            const number = await getPhoneNumber(calls, phoneNumberId);
            numbers.set(number.id, number);
        } catch (thrown) {
            const refusal = refusalOfOne(`read phone number ${phoneNumberId}`, thrown);
            if (numbers.has(phoneNumberId)) continue;
            const reason = `it cannot be read: ${refusalText(refusal)}`;
            leftOut.push({ phoneNumberId, label: "", reason });
        }
    }
    // Meta lists what was onboarded last first; files are to stay as they are from run to run.
    const byId = [...numbers.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    return { numbers: byId, leftOut };
}

// A line now and then shows that it goes on.
const PROGRESS_EVERY = 50;

/** Where the rest of what an import needs to know comes from. */
export interface ImportSources {
    readonly calls: GraphCalls;
    readonly records: NumberRecords;
}

/**
 * Completes numbers with their storage, which takes one request for each that can be imported.
 *
 * @throws CommandFailure that names the number at which Meta refused to go on with any.
 */
export async function numbersToImport(
    shell: Shell,
    numbers: readonly PhoneNumber[],
    { calls, records }: ImportSources,
): Promise<readonly NumberToImport[]> {
    const total = numbers.filter((number) => reasonAgainstNumber(number) === undefined).length;
    let read = 0;
    return inParallel(numbers, async (phoneNumber) => {
        const known = { phoneNumber, spentRequests: records.journalled(phoneNumber.id) };
        if (reasonAgainstNumber(phoneNumber) !== undefined) return known;
        const storage = await storageOf(calls, phoneNumber.id);
        read += 1;
        if (read % PROGRESS_EVERY === 0)
            shell.progress(`storage of ${read} of ${countOf(total)} read`);
        return { ...known, ...storage };
    });
}

/**
 * Reads a number's storage, or says why Meta does not tell it.
 *
 * @throws CommandFailure that names the number, where Meta would tell of no other one either.
 */
export async function storageOf(
    calls: GraphCalls,
    phoneNumberId: string,
): Promise<Pick<NumberToImport, "storage" | "reason">> {
    try {
        return { storage: await getStorageConfiguration(calls, phoneNumberId) };
    } catch (thrown) {
        const attempt = `read the storage settings of phone number ${phoneNumberId}`;
        const refusal = refusalOfOne(attempt, thrown);
        return { reason: `its storage settings cannot be read: ${refusalText(refusal)}` };
    }
}

/**
 * Tells Meta's refusal about one number, which says nothing of the others.
 *
 * @param attempt - what was tried, such as `read phone number 106540352242922`.
 * @throws CommandFailure where the others would fare no better.
 */
function refusalOfOne(attempt: string, thrown: unknown): GraphError {
    if (isGraphError(thrown) && !isOfAll(thrown)) return thrown;
    throw failureOf(attempt, thrown);
}
