import { phoneNumberPages } from "../graph/account";
import type { GraphCalls } from "../graph/GraphCalls";
import { isGraphError, isUnknownField } from "../graph/GraphError";
import type { PhoneNumber } from "../graph/phoneNumber";
import { type Advice, failureOf } from "./CommandFailure";
import { oneLine } from "./Report";
import type { Shell } from "./Shell";

/**
 * Reads the numbers of accounts, one account after the other, with one request for each hundred.
 * Where there is more than a page the progress is told.
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
        try {
            for await (const page of phoneNumberPages(calls, wabaId)) {
                const isFirst = numbers.length === 0;
                numbers.push(...page);
                if (!isFirst && page.length > 0) shell.progress(`${countOf(numbers.length)} read`);
            }
        } catch (thrown) {
            const attempt = `read the numbers of account ${wabaId}`;
            throw failureOf(attempt, thrown, noAccount(thrown, true));
        }
    }
    return numbers;
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
        cause: `it is no account that the token reaches: ${thrown.message}`,
        nextStep: isNamed
            ? "Is this a phone number id? The account id stands in WhatsApp Manager's settings; the token's user must have that account assigned, and --graph-url lead to the Graph API"
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
