import { faultClasses, type FaultClass, type StepLetter } from "./FaultClass";
import { scenarios, type Scenario } from "./Scenario";

/** What a person runs after the failed operation. */
export type Afterwards = "up" | "destroy";

/** One fault at one step of one operation. */
export interface FaultCase {
    /** Such as `replace: R1 133005, then up`. */
    readonly name: string;
    readonly scenario: Scenario;
    readonly letter: StepLetter;
    /** Which request of that letter, from 1. */
    readonly call: number;
    /** Which request of the operation, from 0. */
    readonly step: number;
    readonly faultClass: FaultClass;
    /** Whether the network stays dead from this step to the end of the operation. */
    readonly isOutage: boolean;
    readonly afterwards: Afterwards;
}

const afterwards: readonly Afterwards[] = ["up", "destroy"];

const deadNetwork: FaultClass = {
    name: "no network from here on",
    fault: { kind: "cut", when: "before" },
    at: ["N", "S", "W", "P", "R", "D"],
    effect: "lostBefore",
};

/** Every fault at every step of every scenario that can meet it, and both operations afterwards. */
export function faultMatrix(): readonly FaultCase[] {
    return scenarios.flatMap((scenario) =>
        stepsOf(scenario).flatMap((step) =>
            [...faultClasses, deadNetwork]
                .filter(({ at }) => at.includes(step.letter))
                .flatMap((faultClass) =>
                    afterwards.map((each) => faultCase({ scenario, faultClass }, step, each)),
                ),
        ),
    );
}

// For each pair this many operations are tried. The choice of operation, and of what follows, takes
// turns.
const CASES_PER_PAIR = 2;

/** A part of the matrix. It has every fault at every step, such as 133005 at R1, twice. */
export function everyPair(cases: readonly FaultCase[]): readonly FaultCase[] {
    const byPair = new Map<string, FaultCase[]>();
    for (const each of cases) {
        const pair = `${each.letter}${each.call} ${each.faultClass.name}`;
        byPair.set(pair, [...(byPair.get(pair) ?? []), each]);
    }
    return [...byPair.values()].flatMap((pair, index) => taken(pair, index));
}

function taken(pair: readonly FaultCase[], turn: number): readonly FaultCase[] {
    const count = Math.min(CASES_PER_PAIR, pair.length);
    // An odd stride, so that both operations afterwards get their turn.
    const stride = Math.max(1, Math.floor(pair.length / count) | 1);
    return pair
        .filter((_, index) => (index + pair.length - (turn % pair.length)) % stride === 0)
        .slice(0, count);
}

type Step = Pick<FaultCase, "letter" | "call" | "step">;

function stepsOf({ letters }: Scenario): readonly Step[] {
    const all = letters.split(" ") as StepLetter[];
    return all.map((letter, step) => {
        const call = all.slice(0, step + 1).filter((each) => each === letter).length;
        return { letter, call, step };
    });
}

function faultCase(
    { scenario, faultClass }: Pick<FaultCase, "scenario" | "faultClass">,
    step: Step,
    each: Afterwards,
): FaultCase {
    const name = `${scenario.name}: ${step.letter}${step.call} ${faultClass.name}, then ${each}`;
    const isOutage = faultClass === deadNetwork;
    return { name, scenario, ...step, faultClass, isOutage, afterwards: each };
}
