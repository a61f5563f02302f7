import fc from "fast-check";

import {
    changes,
    commandNames,
    stopKinds,
    type Moment,
    type RoundPlan,
    type Step,
    type Stop,
} from "./RoundPlan";

// A move of one number sends ten requests. A run that sends fewer is stopped earlier, or not at
// all.
const MOST_REQUESTS = 10;
const FEWEST_STEPS = 2;
// Each step may use a registration and a deregistration of a number. It has ten of each.
const MOST_STEPS = 4;

const natural = fc.nat({ max: 1000 });

function stopOf(longestMs: number): fc.Arbitrary<Stop> {
    const moment: fc.Arbitrary<Moment> = fc.oneof(
        {
            weight: 3,
            arbitrary: fc.record({ requests: fc.integer({ min: 1, max: MOST_REQUESTS }) }),
        },
        { weight: 1, arbitrary: fc.record({ ms: fc.integer({ min: 0, max: longestMs }) }) },
    );
    return fc.record({ kind: fc.constantFrom(...stopKinds), at: moment });
}

// A round begins with an update that makes the declared numbers. It may be stopped, too.
function firstStepOf(longestMs: number): fc.Arbitrary<Step> {
    return fc.record({
        change: fc.constant("none"),
        subject: natural,
        value: natural,
        command: fc.constant("up"),
        stop: fc.option(stopOf(longestMs), { nil: undefined, freq: 1 }),
    });
}

function stepOf(longestMs: number): fc.Arbitrary<Step> {
    return fc.record({
        change: fc.constantFrom(...changes),
        subject: natural,
        value: natural,
        // Most runs are updates, as in real life.
        command: fc.constantFrom("up", "up", "up --refresh", ...commandNames),
        stop: fc.option(stopOf(longestMs), { nil: undefined, freq: 5 }),
    });
}

/**
 * The plan of a round. The same seed gives the same plan.
 *
 * @param seed - the seed of the round
 * @param options - how many numbers are declared at the start, and how long a run takes at most
 */
export function planOf(
    seed: number,
    { numbers, longestMs }: { readonly numbers: number; readonly longestMs: number },
): RoundPlan {
    const plan = fc.record({
        places: fc.array(natural, { minLength: numbers, maxLength: numbers }),
        steps: fc
            .tuple(
                firstStepOf(longestMs),
                fc.array(stepOf(longestMs), { minLength: FEWEST_STEPS, maxLength: MOST_STEPS }),
            )
            .map(([first, others]) => [first, ...others]),
    });
    const [sampled] = fc.sample(plan, { seed, numRuns: 1 });
    if (sampled === undefined) throw new Error("fast-check sampled nothing");
    return sampled;
}
