import { inspectToken } from "../../graph/debugToken";
import type { GraphCalls } from "../../graph/GraphCalls";
import { getPhoneNumber, type PhoneNumber } from "../../graph/phoneNumber";
import { accountNumbers } from "../numbers/accountNumbers";
import { CommandFailure, failureOf } from "../shell/CommandFailure";
import type { Shell } from "../shell/Shell";

/** Which numbers an import is about; several ways may be combined. */
export interface Selection {
    /** All numbers of these accounts. */
    readonly wabaIds: readonly string[];
    /** These numbers. */
    readonly phoneNumberIds: readonly string[];
    /** The token whose accounts are all taken; absent where they are not. */
    readonly allOf?: string;
}

/**
 * Reads the selected numbers, each once.
 *
 * @throws CommandFailure that names what cannot be read.
 */
export async function selectedNumbers(
    shell: Shell,
    calls: GraphCalls,
    { wabaIds, phoneNumberIds, allOf }: Selection,
): Promise<readonly PhoneNumber[]> {
    const ofToken = allOf === undefined ? [] : await accountsOf(calls, allOf);
    const numbers = [...(await accountNumbers(shell, calls, [...wabaIds, ...ofToken]))];
    for (const phoneNumberId of phoneNumberIds) {
        numbers.push(await numberOf(calls, phoneNumberId));
    }
    return [...new Map(numbers.map((number) => [number.id, number])).values()];
}

async function accountsOf(calls: GraphCalls, accessToken: string): Promise<readonly string[]> {
    const attempt = "find out the accounts of the access token";
    const { wabaIds } = await inspectToken(calls, accessToken).catch((thrown: unknown) => {
        throw failureOf(attempt, thrown);
    });
    if (wabaIds !== undefined && wabaIds.length > 0) return wabaIds;
    throw new CommandFailure(attempt, "Meta names none. Name them yourself with --waba");
}

async function numberOf(calls: GraphCalls, phoneNumberId: string): Promise<PhoneNumber> {
    try {
        return await getPhoneNumber(calls, phoneNumberId);
    } catch (thrown) {
        throw failureOf(`read phone number ${phoneNumberId}`, thrown);
    }
}
