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
    let known = 0;
    const tell = (count: number): void => {
        if (known > 0 && count > known) shell.progress(`${countOf(count)} read`);
        known = count;
    };
    for (const wabaId of new Set(wabaIds)) {
        const before = numbers.length;
        try {
            const ofAccount = await numbersOfAccount(calls, wabaId, (read) => {
                tell(before + read);
            });
            numbers.push(...ofAccount);
        } catch (thrown) {
            throw failureOf(`read the numbers of account ${wabaId}`, thrown);
        }
    }
    return numbers;
}

/**
 * Reads all numbers of one account, with one request for each hundred.
 *
 * @param tell - is told after each request how many were read.
 * @throws GraphError or TransportError.
 */
export async function numbersOfAccount(
    calls: GraphCalls,
    wabaId: string,
    tell: (read: number) => void = () => undefined,
): Promise<readonly PhoneNumber[]> {
    const numbers: PhoneNumber[] = [];
    for await (const page of phoneNumberPages(calls, wabaId)) {
        numbers.push(...page);
        tell(numbers.length);
    }
    return numbers;
}
