import assert from "node:assert/strict";

import { GraphApiError } from "@kapso/whatsapp-cloud-api";

/** A refusal in the form of `@kapso/whatsapp-cloud-api`. */
export interface UnderstoodError {
    readonly code: unknown;
    readonly httpStatus: number;
    readonly subcode: number | undefined;
    readonly category: string;
    readonly action: string;
}

/**
 * Waits for a call of `@kapso/whatsapp-cloud-api` that must be refused.
 *
 * @param task - the call
 */
export async function graphErrorOf(task: Promise<unknown>): Promise<UnderstoodError> {
    const outcome: unknown = await task.then(
        () => "success",
        (error: unknown) => error,
    );
    assert.ok(outcome instanceof GraphApiError, "the call has to be refused by the Graph API");
    const { code, httpStatus, errorSubcode, category, retry, fbtraceId } = outcome;
    assert.match(fbtraceId ?? "", /^A/);
    return { code, httpStatus, subcode: errorSubcode, category, action: retry.action };
}
