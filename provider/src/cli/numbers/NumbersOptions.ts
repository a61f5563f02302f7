import type { SeveralTokens } from "../connect";

/** The options of `numbers`. */
export interface NumbersOptions extends SeveralTokens {
    readonly waba?: readonly string[];
    /** A numbers file to compare the accounts with, instead of a list. */
    readonly numbers?: string;
    readonly storage?: boolean;
    readonly state?: string;
    readonly notRegistered?: boolean;
    /** A region, or a word for the lack of one. */
    readonly region?: string;
    readonly check?: boolean;
    readonly watch?: boolean;
    /** In seconds. */
    readonly interval: number;
}
