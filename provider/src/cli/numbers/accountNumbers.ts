import { phoneNumberPages } from "../../graph/account";
import type { GraphCalls } from "../../graph/GraphCalls";
import { isGraphError } from "../../graph/GraphError";
import type { PhoneNumber } from "../../graph/phoneNumber";
import { CommandFailure, failureOf } from "../shell/CommandFailure";
import type { Shell } from "../shell/Shell";
import { noAccount } from "./noAccount";
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
            throw accountFailure(wabaId, thrown);
        }
    }
    return numbers;
}

function accountFailure(wabaId: string, thrown: unknown): unknown {
    const attempt = `read the numbers of account ${wabaId}`;
    const none = isGraphError(thrown) ? noAccount(thrown, true) : undefined;
    if (none === undefined || !isGraphError(thrown)) return failureOf(attempt, thrown);
    const trace = thrown.fbtraceId === undefined ? "" : `. Trace ${thrown.fbtraceId}`;
    return new CommandFailure(attempt, `${none.cause}. ${none.nextStep}${trace}`);
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
