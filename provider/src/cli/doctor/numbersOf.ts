import { phoneNumberPages } from "../../graph/account";
import type { GraphCalls } from "../../graph/GraphCalls";
import type { PhoneNumber } from "../../graph/phoneNumber";

/** Reads all numbers of an account, with one request for each hundred. */
export async function numbersOf(
    calls: GraphCalls,
    wabaId: string,
): Promise<readonly PhoneNumber[]> {
    const numbers: PhoneNumber[] = [];
    for await (const page of phoneNumberPages(calls, wabaId)) numbers.push(...page);
    return numbers;
}
