import type { Step, WriteStep } from "../../provider/src/decisions/Step";
import type { GraphError } from "../../provider/src/graph/GraphError";
import { REGION_EXPECTED, refusalBy } from "./refusalBy";

/** A fault in one step. */
export type Fault =
    | { readonly kind: "refused"; readonly error: GraphError; readonly hasEffect: boolean }
    /** No answer comes, or the process is killed before it comes. */
    | { readonly kind: "silent" | "killed"; readonly hasEffect: boolean }
    /** The request never leaves; it takes half a minute; or the engine ends right before it. */
    | { readonly kind: "notSent" | "slow" | "engineGone" }
    /**
     * A reading shows the number before the last write, or fails. It does so once, or until the
     * end.
     */
    | { readonly kind: "late" | "cut"; readonly isLasting: boolean };

/** How many kinds of faults are tried. */
export type Variety = "none" | "few" | "all";

type Kind = Step["kind"];

const without = (code: number): Fault => refused(refusalBy(code), false);
const withEffect = (code: number): Fault => refused(refusalBy(code), true);

function refused(error: GraphError, hasEffect: boolean): Fault {
    return { kind: "refused", error, hasEffect };
}

const SILENT: readonly Fault[] = [
    { kind: "silent", hasEffect: false },
    { kind: "silent", hasEffect: true },
    { kind: "killed", hasEffect: false },
    { kind: "killed", hasEffect: true },
];
const UNUSABLE_TOKEN = without(190);
const NOT_SENT: Fault = { kind: "notSent" };
const SLOW: Fault = { kind: "slow" };
const ENGINE_GONE: Fault = { kind: "engineGone" };
const ON_META: readonly Fault[] = [without(131000), withEffect(131000)];

// One code of each class of row in the catalogue.
const ALL: Readonly<Record<WriteStep["kind"], readonly Fault[]>> = {
    register: [
        without(133005),
        ...ON_META,
        without(133006),
        without(133015),
        // With an effect: the deregistration before it is incomplete, and stays so until it is
        // finished.
        withEffect(133000),
        without(133016),
        UNUSABLE_TOKEN,
        without(12),
        refused(REGION_EXPECTED, false),
    ],
    deregister: [...ON_META, withEffect(133000), without(133000), without(133016), without(133010)],
    setPin: [...ON_META, without(133010)],
    writeStorage: [...ON_META, without(133006), refused(REGION_EXPECTED, false)],
};

const FEW: Readonly<Record<WriteStep["kind"], readonly Fault[]>> = {
    register: [without(131000), without(133015), without(12), without(133016), withEffect(133000)],
    deregister: [withEffect(133000)],
    setPin: [without(131000)],
    writeStorage: [refused(REGION_EXPECTED, false)],
};

const READINGS: readonly Fault[] = [
    { kind: "cut", isLasting: true },
    { kind: "late", isLasting: true },
];
const ALL_READINGS: readonly Fault[] = [
    ...READINGS,
    { kind: "cut", isLasting: false },
    { kind: "late", isLasting: false },
    UNUSABLE_TOKEN,
];

const ALL_WRITES: readonly Fault[] = [...SILENT, NOT_SENT, UNUSABLE_TOKEN, SLOW, ENGINE_GONE];

/** The faults that a step can meet. */
export function faultsOf(kind: Kind, variety: Variety): readonly Fault[] {
    if (variety === "none" || kind === "wait") return [];
    const isAll = variety === "all";
    if (kind === "readNumber" || kind === "readStorage") return isAll ? ALL_READINGS : READINGS;
    return isAll ? [...ALL_WRITES, ...ALL[kind]] : [...SILENT, ...FEW[kind]];
}
