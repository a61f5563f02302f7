/** What a plan does to one number, as far as it is known before anything is sent. */
export interface ReviewedNumber {
    /** Meta's id, digits; absent if it is known only in the update. */
    readonly phoneNumberId?: string;
    /** The name of its resource. */
    readonly resource: string;
    /** Whose number it is: its display name, else the name of its token, else its account. */
    readonly customer?: string;
    readonly happens: Happening;
    /** Where its data rests now: a region, `none` or `noStorage`; absent if nothing is known. */
    readonly from?: string;
    /** Where its data rests afterwards; absent if nothing is declared any more. */
    readonly to?: string;
    /** `aMinute`: about a minute; `forGood`: until somebody registers it again. */
    readonly offline: "none" | "aMinute" | "forGood";
    /** What is left of its requests in 72 hours; absent if the number is not known. */
    readonly registrations?: LeftOver;
    readonly deregistrations?: LeftOver;
    /** What a reading found to differ from the declaration. */
    readonly drift?: { readonly what: string; readonly seenAt?: string };
    /** What Meta refused last, if it is not tried again yet. */
    readonly refusal?: Refused;
    /** Why the update would refuse what is planned. */
    readonly refusedBecause?: string;
}

/** What becomes of a number. */
export type Happening =
    /** It is registered, or adopted if it is registered already. */
    | "registers"
    /** It does not change, and another resource declares it. */
    | "adopted"
    /** It is deregistered and registered, with its data elsewhere. */
    | "moves"
    /** Its PIN is set, without a registration. */
    | "setsPin"
    /** It was down, and is registered again. */
    | "repaired"
    /** It is registered once more, for an approved display name; it stays online. */
    | "takesName"
    /** It is read, because an earlier run left something open; what that needs is not known. */
    | "looked"
    /** It is deregistered, and nothing registers it again. */
    | "deregistered"
    /** It leaves the stack and does not change at Meta. */
    | "released"
    /** Nothing is sent that changes it. */
    | "nothing"
    /** The update would refuse it and change nothing. */
    | "refused";

/** How many requests are left before and after. */
export interface LeftOver {
    readonly before: number;
    readonly after: number;
}

/** A refusal whose time is not over. */
export interface Refused {
    /** What was refused: `register`, `deregister` or `region`. */
    readonly operation: string;
    /** When; ISO 8601. */
    readonly at: string;
    /** When it is tried again while nothing changes; ISO 8601. */
    readonly nextTryAt: string;
    /** The message of then. */
    readonly message: string;
}
