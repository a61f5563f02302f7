/**
 * What an error means for the caller.
 *
 * - `retry`: a temporary trouble on Meta's side; a read may be repeated after a pause.
 * - `wait`: a limit or a block with an end; a repeat before that end does not help.
 * - `token`: the access token is missing or unusable.
 * - `permission`: the token is valid but may not do this.
 * - `permanent`: refused again until the input, the number or the account changes.
 * - `alreadySo`: the wanted state may exist already; only a read can tell.
 * - `unknown`: not in the catalogue.
 */
export type GraphErrorClass =
    "retry" | "wait" | "token" | "permission" | "permanent" | "alreadySo" | "unknown";

/**
 * When the same request is tried again while nothing changes.
 *
 * - `atOnce`: nothing is remembered; the request took no effect, or the next one is another.
 * - `after`: after that time. Where `isStated` is true, Meta's own words may name another time, and
 *   that counts.
 * - `daily`: once a day, as wrong input stays wrong.
 * - `backingOff`: soon at first, then rarely: it may heal, or a person may fix it unseen.
 */
export type RetryRule =
    | { readonly kind: "atOnce" }
    | { readonly kind: "after"; readonly ms: number; readonly isStated?: boolean }
    | { readonly kind: "daily" }
    | { readonly kind: "backingOff" };

/**
 * Whether a number that was taken down to get other storage can come back with its old storage.
 *
 * - `always`: the new storage was refused.
 * - `never`: the way back would be refused too, and would waste a request of the budget.
 * - `fromNoStorage`: only if No Storage was asked for.
 * - `fromSettings`: only if the refused request was the write of the settings.
 */
export type WayBack = "always" | "never" | "fromNoStorage" | "fromSettings";

/** One error of the Graph API as it concerns the registration of a phone number. */
export interface GraphErrorEntry {
    /** Meta's `error.code`; the first one if the entry is a range. */
    readonly graphCode: number;
    /** Last code of a range, inclusive; absent for a single code. */
    readonly lastGraphCode?: number;
    /** Meta's `error_subcode`, which Meta calls unreliable: absent if the code says enough. */
    readonly graphSubcode?: number;
    /** Recognises errors that share one code and differ only in their text. */
    readonly messagePattern?: RegExp;
    /** A stable name, unique in the catalogue, for example `pinMismatch`. */
    readonly name: string;
    /** What it means here, a sentence without its full stop. */
    readonly meaning: string;
    /** What it means for the caller. */
    readonly errorClass: GraphErrorClass;
    /** How often a read with this answer may be repeated; a write never is. */
    readonly readRetries: number;
    /** How long Meta makes clients wait, if that is known, in milliseconds. */
    readonly waitMs?: number;
    /** Whether a write with this answer may have taken effect: only a reading can tell. */
    readonly mayHaveTakenEffect: boolean;
    /** When the same request is tried again while nothing changes. */
    readonly retry: RetryRule;
    /**
     * Whether a number that was taken down for other storage can come back with its old storage.
     */
    readonly wayBack: WayBack;
    /**
     * After which pause a number that is down is registered once more in the same run, in
     * milliseconds; absent if it is not.
     */
    readonly onceMoreAfterMs?: number;
    /** Whether it proves that the PIN of the request is not the number's. */
    readonly refutesPin: boolean;
    /** Whether another deregistration finishes what an earlier one began. */
    readonly finishesByDeregistering: boolean;
    /** Whether the number is blocked until `waitMs` is over, whatever is asked. */
    readonly blocks: boolean;
    /** What a person can do next, a sentence with its full stop. */
    readonly nextStep: string;
    /** Where it is documented or was observed, with the day it was read. */
    readonly source: string;
}
