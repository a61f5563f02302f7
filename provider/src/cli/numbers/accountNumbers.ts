import { phoneNumberPages } from "../../graph/account";
import type { GraphCalls } from "../../graph/GraphCalls";
import type { PhoneNumber } from "../../graph/phoneNumber";
import { failureOf } from "../shell/CommandFailure";
import type { Shell } from "../shell/Shell";
import { countOf } from "./numberReport";

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
                numbers.push(...page);
                if (page.length < numbers.length) shell.progress(`${countOf(numbers.length)} read`);
            }
        } catch (thrown) {
            throw failureOf(`read the numbers of account ${wabaId}`, thrown);
        }
    }
    return numbers;
}
