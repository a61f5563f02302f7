import type { FaultCase } from "./faultMatrix";

/** The expected result of an operation that met a fault. */
export interface Expectation {
    readonly exitCode: 0 | 1;
    /** The most register and deregister requests that it may send. */
    readonly mostRegisters: number;
    readonly mostDeregisters: number;
}

/**
 * Follows the rules of the safety issue, sections 2 to 4. Uses nothing that the provider computes.
 */
export function expectationOf(each: FaultCase): Expectation {
    const { scenario, step } = each;
    const exitCode = succeeds(each) ? 0 : 1;
    const sent = scenario.letters.split(" ").slice(0, exitCode === 0 ? undefined : step + 1);
    const extra = extraRequests(each);
    return {
        exitCode,
        mostRegisters: count(sent, "R") + extra.registers,
        mostDeregisters: count(sent, "D") + extra.deregisters,
    };
}

function count(letters: readonly string[], letter: string): number {
    return letters.filter((each) => each === letter).length;
}

// Meta asks to deregister again, and then to register.
const INCOMPLETE_DEREGISTRATION = 133000;
// A replace may send one more registration within ten minutes.
const ONCE_MORE: readonly number[] = [133004, 133015];
// These codes refuse the caller, not the storage. So the old storage is not tried either.
const NEVER_BACK: readonly number[] = [10, 190, 200, 131031];

function succeeds(each: FaultCase): boolean {
    const { scenario, letter, call, faultClass, isOutage } = each;
    // A number that cannot be read is reported as unhealthy and kept. The refresh does not fail.
    if (scenario.operation === "refresh") return true;
    if (isOutage) return false;
    const { effect, graphCode } = faultClass;
    if (letter === "R" || letter === "D" || letter === "W") {
        if (effect === "lostAfter") return true;
        if (letter === "W" && effect === "lostBefore" && scenario.isWrittenTwice === true)
            return true;
        if (graphCode === INCOMPLETE_DEREGISTRATION) return scenario.staysUp !== true;
        const isRepeated = graphCode !== undefined && ONCE_MORE.includes(graphCode);
        return letter === "R" && scenario.isReplace === true && isRepeated;
    }
    // A reading that looks for the effect of a write is repeated until the settle time is over.
    return call > 1 && letter !== "P" && looksForEffect(each) && graphCode === undefined;
}

/** Whether a reading looks for the effect of an earlier write. */
export function looksForEffect({ scenario, step, letter }: FaultCase): boolean {
    const before = scenario.letters.split(" ").slice(0, step);
    const writes = letter === "N" ? ["R", "D"] : ["W", "R"];
    return (letter === "N" || letter === "S") && before.some((each) => writes.includes(each));
}

function extraRequests({ scenario, letter, faultClass }: FaultCase): {
    readonly registers: number;
    readonly deregisters: number;
} {
    const { graphCode } = faultClass;
    if (graphCode === undefined || scenario.staysUp === true) {
        return { registers: 0, deregisters: 0 };
    }
    if (graphCode === INCOMPLETE_DEREGISTRATION) {
        return { registers: letter === "R" ? 1 : 0, deregisters: 1 };
    }
    if (scenario.isReplace !== true) return { registers: 0, deregisters: 0 };
    // Meta has to enable No Storage. It refuses it with 10 even if the token may do everything
    // else.
    const isNotEnabled = graphCode === 10 && scenario.declared.noStorage !== undefined;
    const isStorageRefused = isNotEnabled || !NEVER_BACK.includes(graphCode);
    const isRegionRefused =
        (letter === "W" && isStorageRefused) || (letter === "R" && graphCode === 12);
    const isRepeated = letter === "R" && ONCE_MORE.includes(graphCode);
    return { registers: isRegionRefused || isRepeated ? 1 : 0, deregisters: 0 };
}
