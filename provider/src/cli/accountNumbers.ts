import { phoneNumberPages } from "../graph/account";
import { inspectToken } from "../graph/debugToken";
import type { GraphCalls } from "../graph/GraphCalls";
import { type GraphError, isGraphError, isUnknownField } from "../graph/GraphError";
import type { PhoneNumber } from "../graph/phoneNumber";
import { type Advice, CommandFailure, failureOf } from "./CommandFailure";
import { oneLine } from "./Report";
import type { Shell } from "./Shell";

/**
 * Reads the numbers of accounts, one account after the other, with one request for each hundred. It
 * reports progress if there is more than one page.
 *
 * @throws CommandFailure that names the account.
 */
export async function accountNumbers(
    shell: Shell,
    calls: GraphCalls,
    wabaIds: readonly string[],
): Promise<readonly PhoneNumber[]> {
    const numbers: PhoneNumber[] = [];
    for (const wabaId of new Set(wabaIds)) {
        const account = { wabaId, readBefore: numbers.length };
        const ofAccount = await numbersOfAccount(shell, calls, account).catch((thrown: unknown) => {
            throw accountFailure(wabaId, thrown);
        });
        numbers.push(...ofAccount);
    }
    return numbers;
}

/** An account, and how many numbers of others were read before. */
interface AccountToRead {
    readonly wabaId: string;
    readonly readBefore: number;
}

/**
 * Reads the numbers of one account.
 *
 * @throws GraphError or TransportError.
 */
export async function numbersOfAccount(
    shell: Shell,
    calls: GraphCalls,
    { wabaId, readBefore }: AccountToRead,
): Promise<readonly PhoneNumber[]> {
    const numbers: PhoneNumber[] = [];
    for await (const page of phoneNumberPages(calls, wabaId)) {
        const isFirst = readBefore + numbers.length === 0;
        numbers.push(...page);
        const read = readBefore + numbers.length;
        if (!isFirst && page.length > 0) shell.progress(`${countOf(read)} read`);
    }
    return numbers;
}

/**
 * Why the numbers of an account cannot be read; an error that is no answer of Meta is returned
 * unchanged.
 */
export function accountFailure(wabaId: string, thrown: unknown): unknown {
    return failureOf(`read the numbers of account ${wabaId}`, thrown, noAccount(thrown, true));
}

/**
 * Reads which accounts a token names.
 *
 * @param tokenName - its name for messages, where it has one.
 * @throws CommandFailure if it names none, or cannot be asked.
 */
export async function accountsOfToken(
    calls: GraphCalls,
    accessToken: string,
    tokenName?: string,
): Promise<readonly string[]> {
    const name = tokenName === undefined ? "" : ` ${tokenName}`;
    const attempt = `find out the accounts of the access token${name}`;
    const { wabaIds } = await inspectToken(calls, accessToken).catch((thrown: unknown) => {
        throw failureOf(attempt, thrown);
    });
    if (wabaIds !== undefined && wabaIds.length > 0) return wabaIds;
    throw new CommandFailure(attempt, "Meta names none. Name them yourself with --waba");
}

/**
 * Whether Meta would give this answer to every request with this token: the token cannot be used,
 * or there is a request limit, which more requests would only prolong.
 */
export function isOfAll({ entry: { errorClass, readRetries } }: GraphError): boolean {
    // Among errors that end by themselves, only request limits allow another reading.
    return errorClass === "token" || (errorClass === "wait" && readRetries > 0);
}

// Meta does not tell a missing object from one that is hidden; a phone number has not the fields of
// an account, and its paths neither.
const NO_ACCOUNT: ReadonlySet<string> = new Set(["notFoundOrNoAccess", "unknownPath"]);

/**
 * What to say where Meta answers that an id is no account's, or none for this token; undefined for
 * everything else.
 *
 * @param isNamed - whether a person gave the id, and may have taken another kind of id for it.
 */
export function noAccount(thrown: unknown, isNamed: boolean): Advice | undefined {
    if (!isGraphError(thrown)) return undefined;
    if (!NO_ACCOUNT.has(thrown.entry.name) && !isUnknownField(thrown)) return undefined;
    return {
        cause: `the token reaches no such account: ${thrown.message}`,
        nextStep: isNamed
            ? "Is this a phone number id? WhatsApp Manager's settings show the account id. The token's user must have that account assigned, and --graph-url must lead to the Graph API"
            : "Check that the token's user has this account assigned",
    };
}

/** `1 number`, `2 numbers`. */
export function countOf(numbers: number): string {
    return `${numbers} number${numbers === 1 ? "" : "s"}`;
}

/** The display name and the number for people, in one line. */
export function labelOf({ verifiedName, displayPhoneNumber }: PhoneNumber): string {
    const words = [verifiedName, displayPhoneNumber].filter((word) => word !== undefined);
    return oneLine(words.join(", "));
}
