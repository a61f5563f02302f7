import { inspectToken } from "../../graph/debugToken";
import type { GraphCalls } from "../../graph/GraphCalls";
import { getPhoneNumber, type PhoneNumber } from "../../graph/phoneNumber";
import { accountNumbers } from "../accountNumbers";
import { CommandFailure, failureOf } from "../CommandFailure";
import type { Shell } from "../Shell";
import type { LeftOutNumber } from "./importPlanOf";
import { reasonOfRefusal, refusalOfOne } from "./refusalOfOne";

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
    const ofToken = allOf === undefined ? [] : await accountsOf(calls, allOf);
    const listed = await accountNumbers(shell, calls, [...wabaIds, ...ofToken]);
    const numbers = new Map(listed.map((number) => [number.id, number]));
    const leftOut: LeftOutNumber[] = [];
    for (const phoneNumberId of new Set(phoneNumberIds)) {
        const read = await numberOf(calls, phoneNumberId);
        if ("id" in read) numbers.set(read.id, read);
        else if (!numbers.has(phoneNumberId)) leftOut.push(read);
    }
    return { numbers: [...numbers.values()], leftOut };
}

async function accountsOf(calls: GraphCalls, accessToken: string): Promise<readonly string[]> {
    const attempt = "find out the accounts of the access token";
    const { wabaIds } = await inspectToken(calls, accessToken).catch((thrown: unknown) => {
        throw failureOf(attempt, thrown);
    });
    if (wabaIds !== undefined && wabaIds.length > 0) return wabaIds;
    throw new CommandFailure(attempt, "Meta names none. Name them yourself with --waba");
}

async function numberOf(
    calls: GraphCalls,
    phoneNumberId: string,
): Promise<PhoneNumber | LeftOutNumber> {
    try {
        return await getPhoneNumber(calls, phoneNumberId);
    } catch (thrown) {
        const refusal = refusalOfOne(`read phone number ${phoneNumberId}`, thrown);
        return { phoneNumberId, label: "", reason: reasonOfRefusal("it", refusal) };
    }
}
