import type { PhoneNumber } from "../../graph/phoneNumber";
import type { StorageReading } from "../../graph/settings";
import { isGraphError } from "../../graph/GraphError";
import { accountFailure, isOfAll, numbersOfAccount } from "../accountNumbers";
import { CommandFailure } from "../CommandFailure";
import { inParallel } from "../inParallel";
import { storageOf } from "../numbersToImport";
import type { Shell } from "../Shell";
import type { AccountSource, ReadFailure } from "../accountSources";

/** A number that was read. */
export interface ListedNumber {
    readonly phoneNumber: PhoneNumber;
    /** The account that it was listed for, and with which token. */
    readonly source: AccountSource;
    /** Its storage; absent if that was not asked for, or could not be read. */
    readonly storage?: StorageReading;
}

/** The numbers of accounts, and what could not be read. */
export interface Listing {
    readonly numbers: readonly ListedNumber[];
    readonly failures: readonly ReadFailure[];
}

/**
 * Reads the numbers of accounts. A refusal for one account or number does not stop the others. An
 * unusable token, or a limit, ends the accounts of that token.
 *
 * @throws CommandFailure if the network is down, or the only account cannot be read.
 */
export async function listNumbers(
    shell: Shell,
    sources: readonly AccountSource[],
    withStorage: boolean,
): Promise<Listing> {
    const numbers: ListedNumber[] = [];
    const failures: ReadFailure[] = [];
    const ended = new Set<AccountSource["connection"]>();
    for (const source of sources) {
        if (ended.has(source.connection)) continue;
        const { wabaId, connection } = source;
        try {
            const account = { wabaId, readBefore: numbers.length };
            const ofAccount = await numbersOfAccount(shell, connection.calls, account);
            numbers.push(...ofAccount.map((phoneNumber) => ({ phoneNumber, source })));
        } catch (thrown) {
            const failure = accountFailure(wabaId, thrown);
            const isRefusal = isGraphError(thrown) && failure instanceof CommandFailure;
            if (!isRefusal || sources.length === 1) throw failure;
            failures.push({ wabaId, ...tokenOf(source), failure });
            if (isOfAll(thrown)) ended.add(connection);
        }
    }
    if (!withStorage) return { numbers, failures };
    const read = await inParallel(numbers, withItsStorage);
    return {
        numbers: read.map(({ number }) => number),
        failures: [...failures, ...read.flatMap(({ failure }) => failure ?? [])],
    };
}

function tokenOf({ connection: { tokenName } }: AccountSource): Pick<ReadFailure, "tokenName"> {
    return tokenName === undefined ? {} : { tokenName };
}

async function withItsStorage(
    number: ListedNumber,
): Promise<{ readonly number: ListedNumber; readonly failure?: ReadFailure }> {
    const { phoneNumber, source } = number;
    const { id: phoneNumberId } = phoneNumber;
    const { storage, reason } = await storageOf(source.connection.calls, phoneNumberId);
    if (storage !== undefined) return { number: { ...number, storage } };
    const failure = new CommandFailure(
        `tell where the data of ${phoneNumberId} rests`,
        reason ?? "its storage was not read",
    );
    return { number, failure: { phoneNumberId, ...tokenOf(source), failure } };
}
