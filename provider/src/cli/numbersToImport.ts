import type { GraphCalls } from "../graph/GraphCalls";
import { type GraphError, isGraphError } from "../graph/GraphError";
import { withoutUndefined } from "../graph/jsonObject";
import { getPhoneNumber, type PhoneNumber } from "../graph/phoneNumber";
import { getStorageConfiguration } from "../graph/settings";
import { accountNumbers, countOf, isOfAll } from "./accountNumbers";
import { type AccountSource, accountSources } from "./accountSources";
import { failureOf, refusalText } from "./CommandFailure";
import type { Connection } from "./connect";
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
    /** Whether to import all numbers of all accounts that the tokens name. */
    readonly isAll: boolean;
}

/** A number, and the connection whose token shows it. */
export interface SelectedNumber {
    readonly phoneNumber: PhoneNumber;
    readonly connection: Connection;
}

/** The selected numbers. */
export interface Selected {
    /** Those that were read, each once. */
    readonly numbers: readonly SelectedNumber[];
    /** Named numbers that Meta does not show, with the reason. */
    readonly leftOut: readonly LeftOutNumber[];
}

/**
 * Reads the selected numbers, each once, with the first token that shows it.
 *
 * @throws CommandFailure that names the account that cannot be read, or the number at which Meta
 * refused to go on with any.
 */
export async function selectedNumbers(
    shell: Shell,
    connections: readonly Connection[],
    { phoneNumberIds, ...selection }: Selection,
): Promise<Selected> {
    const numbers = new Map<string, SelectedNumber>();
    const sources = await sourcesOf(connections, selection);
    for (const connection of connections) {
        const ofToken = sources.filter((source) => source.connection === connection);
        const wabaIds = ofToken.map(({ wabaId }) => wabaId);
        for (const phoneNumber of await accountNumbers(shell, connection.calls, wabaIds)) {
            numbers.set(phoneNumber.id, { phoneNumber, connection });
        }
    }
    const leftOut: LeftOutNumber[] = [];
    for (const phoneNumberId of new Set(phoneNumberIds)) {
        const found = await namedNumber(connections, phoneNumberId);
        if (!isGraphError(found)) numbers.set(found.phoneNumber.id, found);
        else if (!numbers.has(phoneNumberId)) {
            const reason = `it cannot be read: ${refusalText(found)}`;
            leftOut.push({ phoneNumberId, label: "", reason });
        }
    }
    // Meta lists the number first that was onboarded last; this order keeps the files the same in
    // every run.
    const byId = [...numbers.values()].sort((one, other) =>
        one.phoneNumber.id < other.phoneNumber.id ? -1 : 1,
    );
    return { numbers: byId, leftOut };
}

/** An import is of whole accounts: one that cannot be read ends it. */
async function sourcesOf(
    connections: readonly Connection[],
    { wabaIds, isAll }: Omit<Selection, "phoneNumberIds">,
): Promise<readonly AccountSource[]> {
    const ofTokens = isAll ? await wholeSources(connections, []) : [];
    const known = new Set(ofTokens.map(({ wabaId }) => wabaId));
    const others = wabaIds.filter((wabaId) => !known.has(wabaId));
    const named = others.length === 0 ? [] : await wholeSources(connections, others);
    return [...named, ...ofTokens];
}

async function wholeSources(
    connections: readonly Connection[],
    wabaIds: readonly string[],
): Promise<readonly AccountSource[]> {
    const { sources, failures } = await accountSources(connections, wabaIds);
    const [first] = failures;
    if (first !== undefined) throw first.failure;
    return sources;
}

/** Reads a number with the first token that shows it; the last refusal where none does. */
async function namedNumber(
    connections: readonly Connection[],
    phoneNumberId: string,
): Promise<SelectedNumber | GraphError> {
    let refusal: GraphError | undefined;
    for (const connection of connections) {
        try {
            return {
                phoneNumber: await getPhoneNumber(connection.calls, phoneNumberId),
                connection,
            };
        } catch (thrown) {
            refusal = refusalOfOne(`read phone number ${phoneNumberId}`, thrown);
        }
    }
    if (refusal === undefined) throw new Error("there is no token to read a number with");
    return refusal;
}

// A line now and then shows that it goes on.
const PROGRESS_EVERY = 50;

/**
 * Completes numbers with their storage, which takes one request for each that can be imported.
 *
 * @throws CommandFailure that names the number at which Meta refused to go on with any.
 */
export async function numbersToImport(
    shell: Shell,
    numbers: readonly SelectedNumber[],
    records: NumberRecords,
): Promise<readonly NumberToImport[]> {
    const good = numbers.filter((one) => reasonAgainstNumber(one.phoneNumber) === undefined);
    const total = good.length;
    let read = 0;
    return inParallel(numbers, async ({ phoneNumber, connection }) => {
        const { calls, tokenName } = connection;
        const spentRequests = records.journalled(phoneNumber.id);
        const known = withoutUndefined({ phoneNumber, spentRequests, tokenName });
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
 * @throws CommandFailure if the others would fare no better.
 */
function refusalOfOne(attempt: string, thrown: unknown): GraphError {
    if (isGraphError(thrown) && !isOfAll(thrown)) return thrown;
    throw failureOf(attempt, thrown);
}
