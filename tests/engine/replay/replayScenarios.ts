import assert from "node:assert/strict";

import { standInEngine, type Engine, type Stack } from "../availableEngines";
import { findRealEngine } from "../real/findRealEngine";
import { pulumiOnPath } from "../real/runPulumi";
import {
    callsByName,
    comparableState,
    orderOfDependencies,
    recordedComparable,
    replayedComparable,
} from "./ComparableCall";
import { RecordedProject } from "./RecordedProject";
import { hasRace } from "./answersHeldIn";
import {
    recordedCalls,
    recordedScenarios,
    recordedState,
    type RecordedScenario,
    type RecordedStep,
} from "./RecordedScenario";
import { replayStep } from "./replayStep";

/**
 * Replays the recorded scenarios with a matching name, on the stand-in and on a real engine on the
 * PATH.
 */
export function replayScenarios(fits: (scenario: string) => boolean): void {
    const chosen = recordedScenarios().filter(({ scenario }) => fits(scenario));

    describe("the stand-in engine replays what the real engine did", () => {
        replayAll(chosen, async () => await Promise.resolve(standInEngine));
    });

    if (pulumiOnPath() !== undefined) {
        describe("the real engine on PATH still does what was recorded", () => {
            // If a failure stops other work, it is chance how far that work is. So it cannot be
            // compared.
            const scenarios = chosen.filter(({ scenario }) => !hasRace(scenario));
            replayAll(scenarios, async () => (await findRealEngine()) ?? standInEngine);
        });
    }
}

function replayAll(scenarios: readonly RecordedScenario[], engine: () => Promise<Engine>): void {
    for (const scenario of scenarios) {
        describe(`${scenario.scenario}: ${scenario.about}`, () => {
            let project: RecordedProject;
            let stack: Stack;

            before(async () => {
                project = new RecordedProject();
                stack = await (await engine()).open({ programDir: project.dir });
            });

            after(async () => {
                await stack.close();
                project.close();
            });

            for (const step of scenario.steps) {
                it(`${step.step} ${step.command}`, async () => {
                    await replay(scenario, step, { project, stack });
                });
            }
        });
    }
}

async function replay(
    { scenario }: RecordedScenario,
    step: RecordedStep,
    run: { readonly project: RecordedProject; readonly stack: Stack },
): Promise<void> {
    const { project, stack } = run;
    const outcome = await replayStep(stack, project, { scenario, step });
    const expected = recordedComparable(recordedCalls(scenario, step.step));
    const calls = replayedComparable(outcome?.calls ?? []);
    assert.deepEqual(callsByName(calls), callsByName(expected), "calls of each resource");
    if (!step.command.includes("refresh")) {
        // A refresh reads everything at the same time, and ignores dependencies.
        assert.deepEqual(
            orderOfDependencies(calls, step.numbers),
            orderOfDependencies(expected, step.numbers),
            "order of dependencies",
        );
    }
    assert.deepEqual(project.remote(), step.remoteAfter, "remote side");
    assert.deepEqual(
        comparableState(await stack.state()),
        comparableState(recordedState(scenario, step.step)),
        "state",
    );
    assert.equal(outcome?.exitCode ?? 0, step.exitCode, "exit code");
}
