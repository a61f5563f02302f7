import type { DoorName } from "../contract/lifecycle/doors";
import type { ChaosEngine } from "./openStack";
import { ChaosRound } from "./ChaosRound";
import { planOf } from "./planOf";
import { COUNTED_REQUESTS, MOST_OF_A_KIND, Tally } from "./Tally";

/** Which rounds to play. */
export interface Rounds {
    readonly engine: ChaosEngine;
    /** The door that the numbers are declared through. Default: the dynamic provider. */
    readonly door?: DoorName;
    readonly rounds: number;
    /** The seed of the first round. Each later round has the next one. */
    readonly seed: number;
    /** How many numbers are declared at the start. */
    readonly numbers: number;
    /** Receives what happens, one line each. */
    readonly onLine?: (line: string) => void;
}

/** The results of many rounds. */
export interface RoundsResult {
    /** A text for each round that broke a promise: its seed, what broke, and its story. */
    readonly breaks: readonly string[];
    readonly tally: Tally;
}

/** Plays rounds, one after the other. */
export async function playRounds({
    engine,
    door = "dynamic",
    rounds,
    seed,
    numbers,
    onLine = () => undefined,
}: Rounds): Promise<RoundsResult> {
    const tally = new Tally();
    const breaks: string[] = [];
    for (let index = 0; index < rounds; index += 1) {
        const roundSeed = seed + index;
        const plan = planOf(roundSeed, { numbers, longestMs: engine.longestMs });
        onLine(`round ${index + 1} of ${rounds}, seed ${roundSeed}`);
        const result = await ChaosRound.play({
            engine,
            door,
            plan,
            onLine: (line) => {
                onLine(`    ${line}`);
            },
        });
        tally.add(result.tally);
        onLine(`    ${result.problems.length} problems, ${counted(result.tally)}`);
        tally.count("rounds");
        if (result.problems.length === 0) continue;
        const problems = result.problems.map((each) => `  ${each}`);
        const story = result.story.map((each) => `    ${each}`);
        const told = [`seed ${roundSeed} breaks:`, ...problems, "  its story:", ...story].join(
            "\n",
        );
        breaks.push(told);
        onLine(told);
    }
    return { breaks, tally };
}

function counted(tally: Tally): string {
    const requests = tally.of(COUNTED_REQUESTS);
    return `${requests} counted requests, at most ${tally.of(MOST_OF_A_KIND)} of a kind of a number`;
}
