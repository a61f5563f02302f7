import type { Narrator } from "./Narrator";
import { differences, observe } from "./Observation";
import { playground } from "./playground";
import { requestNames } from "./requestNames";
import type { StoryStage } from "./StoryStage";
import type { StoryStep } from "./StoryStep";
import type { StoryRow } from "./storyTable";

const { phoneNumberId } = playground;

/**
 * Runs steps one after the other, and checks each. It ends after the first that is not as expected.
 */
export async function runSteps(
    stage: Pick<StoryStage, "simulator" | "stack">,
    steps: readonly StoryStep[],
    narrator: Narrator,
): Promise<readonly StoryRow[]> {
    const rows: StoryRow[] = [];
    for (const [index, step] of steps.entries()) {
        narrator.heading(`${index + 1}. ${step.title}`);
        const row = await runStep(stage, step, narrator);
        rows.push(row);
        if (!row.succeeded) break;
    }
    return rows;
}

async function runStep(
    { simulator, stack }: Pick<StoryStage, "simulator" | "stack">,
    step: StoryStep,
    narrator: Narrator,
): Promise<StoryRow> {
    narrator.say(step.told);
    step.before?.({ simulator, stack });
    simulator.clearRequests();
    const outcome = await step.run(stack);
    const seen = observe(outcome, simulator, phoneNumberId);
    narrator.quote(seen.output);
    narrator.say(`Meta received: ${requestNames(seen.letters)}.`);
    narrator.say(`Left of the budget: ${leftOfBudget(simulator)}.`);
    const problems = differences(step.expected, seen);
    for (const problem of problems) narrator.complain(`Not as it should be: ${problem}`);
    const { title, pulumiDid } = step;
    return { title, pulumiDid, letters: seen.letters, succeeded: problems.length === 0 };
}

// Meta's own count: ten of each in 72 hours (registration guide, read 2026-11-22).
function leftOfBudget(simulator: StoryStage["simulator"]): string {
    const { register, deregister } = simulator.number(phoneNumberId).attempts;
    return `${10 - register} of 10 registrations, ${10 - deregister} of 10 deregistrations`;
}
