import type { SpentRequest } from "../../decisions/spentRequests";
import type { GraphCalls } from "../../graph/GraphCalls";
import type { PhoneNumber } from "../../graph/phoneNumber";
import { getStorageConfiguration } from "../../graph/settings";
import { countOf } from "../accountNumbers";
import { inParallel } from "./inParallel";
import type { Shell } from "../Shell";
import type { NumberToImport } from "./NumberToImport";
import { reasonAgainstNumber } from "./reasonsAgainstImport";
import { refusalOfOne } from "./refusalOfOne";

// Fast enough for thousands, and no burst that Meta's limits would take amiss.
const READ_AT_A_TIME = 5;

// A line now and then shows that it goes on.
const PROGRESS_EVERY = 50;

/** Where the rest of what an import needs to know comes from. */
export interface ImportSources {
    readonly calls: GraphCalls;
    /** What this machine sent for a number. */
    readonly spentRequests: (phoneNumberId: string) => readonly SpentRequest[];
}

/**
 * Completes numbers with their storage, which takes one request for each that can be imported.
 *
 * @throws CommandFailure that names the number at which Meta refused to go on with any.
 */
export async function numbersToImport(
    shell: Shell,
    numbers: readonly PhoneNumber[],
    { calls, spentRequests }: ImportSources,
): Promise<readonly NumberToImport[]> {
    const total = numbers.filter((number) => reasonAgainstNumber(number) === undefined).length;
    let read = 0;
    return inParallel(numbers, READ_AT_A_TIME, async (phoneNumber) => {
        const known = { phoneNumber, spentRequests: spentRequests(phoneNumber.id) };
        if (reasonAgainstNumber(phoneNumber) !== undefined) return known;
        const storage = await storageOf(calls, phoneNumber.id);
        read += 1;
        if (read % PROGRESS_EVERY === 0)
            shell.progress(`storage of ${read} of ${countOf(total)} read`);
        return { ...known, ...storage };
    });
}

async function storageOf(
    calls: GraphCalls,
    phoneNumberId: string,
): Promise<Pick<NumberToImport, "storage" | "storageRefusal">> {
    try {
        return { storage: await getStorageConfiguration(calls, phoneNumberId) };
    } catch (thrown) {
        const attempt = `read the storage settings of phone number ${phoneNumberId}`;
        return { storageRefusal: refusalOfOne(attempt, thrown) };
    }
}
