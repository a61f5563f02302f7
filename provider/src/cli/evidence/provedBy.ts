import type { Check } from "./checkEvidence";

/** What checks prove and what they leave open, as sentences. */
export interface Proof {
    readonly proved: readonly string[];
    readonly notProved: readonly string[];
}

/** What no evidence can prove, because Meta signs no answer and attests no number. */
export const NEVER_PROVED: readonly string[] = [
    "That Meta stores the data where its API says: Meta gives no attestation for a number.",
    "That the answers came from Meta: Meta does not sign them. Meta's support can look up a trace id.",
    "What was true between two readings.",
];

/** Says what checks prove. If one fails, nothing is proved. */
export function provedBy(checks: readonly Check[]): Proof {
    const outcomeOf = (name: Check["name"]) => checks.find((one) => one.name === name)?.outcome;
    if (checks.some(({ outcome }) => outcome === "fails")) {
        return { proved: [], notProved: ["Anything: at least one check fails."] };
    }
    const isSigned = outcomeOf("signature") === "holds";
    const isStamped = outcomeOf("time stamp") === "holds";
    return {
        proved: [
            "The statement fits the answers in its folder, and its verdicts follow from them.",
            ...(isSigned
                ? ["Somebody with the key wrote it, and nobody has changed it since."]
                : []),
            ...(isStamped ? ["It existed at the time of its stamp."] : []),
        ],
        notProved: [
            ...(isSigned ? [] : ["Who wrote it, and that nobody has changed it since."]),
            ...(isStamped ? [] : ["When it was made: the time comes from the machine."]),
            ...NEVER_PROVED,
        ],
    };
}
