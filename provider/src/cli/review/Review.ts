import type { ReviewedNumber } from "./ReviewedNumber";

/** What a plan does to the numbers of a stack. */
export interface Review {
    /** The first line of the Markdown: the same in every review of a stack. */
    readonly marker: string;
    /** `<stack>::<project>`; absent if the preview got to no resource. */
    readonly stack?: string;
    /** What happens, in one sentence. */
    readonly headline: string;
    /** What costs most comes first. */
    readonly numbers: readonly ReviewedNumber[];
    /** Why the preview failed, if it did. */
    readonly errors: readonly string[];
    /** The limits that the plan passes, as sentences. */
    readonly passedLimits: readonly string[];
    /** What to know of the figures. */
    readonly notes: readonly string[];
}
