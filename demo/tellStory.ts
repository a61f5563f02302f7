import type { Narrator } from "./Narrator";
import { runSteps } from "./runSteps";
import { setStage, type StoryStage } from "./StoryStage";
import type { StoryStep } from "./StoryStep";
import { storyTable } from "./storyTable";
import { whatToTypeNext } from "./whatToTypeNext";

/** How a story is told. */
export interface Telling {
    readonly steps: readonly StoryStep[];
    readonly narrator: Narrator;
    /** Leaves the simulator running and says what to type next. */
    readonly keep: boolean;
}

/** Sets the stage, runs the steps, clears up, and returns the exit code. */
export async function tellStory({ steps, narrator, keep }: Telling): Promise<0 | 1> {
    const stage = await setStage();
    const stopListening = clearOnInterrupt(stage);
    introduce(stage, narrator);
    try {
        return await runAndConclude(stage, steps, narrator);
    } finally {
        stopListening();
        await stage.clear();
        if (keep) narrator.say(`\n${whatToTypeNext(stage.simulator)}`);
        else await stage.simulator.close();
    }
}

async function runAndConclude(
    stage: StoryStage,
    steps: readonly StoryStep[],
    narrator: Narrator,
): Promise<0 | 1> {
    const rows = await runSteps(stage, steps, narrator);
    narrator.say(`\n${storyTable(rows)}`);
    const succeeded = rows.length === steps.length && rows.every((row) => row.succeeded);
    if (succeeded) narrator.say("\nEvery step was as it should be.");
    else narrator.complain("\nThe story ended early: a step was not as it should be.");
    return succeeded ? 0 : 1;
}

function introduce({ engine, simulator }: StoryStage, narrator: Narrator): void {
    const label = engine.real ? "" : " (test equipment: the pulumi command is not on PATH)";
    narrator.say(`Engine: ${engine.name}${label}`);
    narrator.say(`In Meta's place: the simulator, at ${simulator.url}`);
}

/** An interrupted story leaves nothing behind either. */
function clearOnInterrupt(stage: StoryStage): () => void {
    const clearAndEnd = (): void => {
        // Shells use 130 for an end by Ctrl-C.
        void stage.clear().finally(() => process.exit(130));
    };
    process.once("SIGINT", clearAndEnd);
    return () => process.off("SIGINT", clearAndEnd);
}
