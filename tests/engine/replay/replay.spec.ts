import assert from "node:assert/strict";

import { standInEngine, type Stack } from "../engines";
import {
    callsByName,
    comparableState,
    orderOfDependencies,
    recordedComparable,
    replayedComparable,
} from "./comparable-call";
import { RecordedProject } from "./recorded-project";
import {
    recordedCalls,
    recordedScenarios,
    recordedState,
    type RecordedScenario,
    type RecordedStep,
} from "./recorded-scenario";
import { replayStep } from "./replay-step";

// The stand-in knows no import; the steps of these commands are played as sequences of calls elsewhere.
const imports = [
    {
        scenario: "import-file",
        step: /./,
        reason: "begins with an import, which the stand-in does not know",
    },
    { scenario: "read-by-option-import", step: /03/, reason: "is an import command" },
];

describe("the stand-in engine replays what the real engine did", () => {
    it("in every recorded step but those of imports", () => {
        const left = recordedScenarios().flatMap((scenario) =>
            scenario.steps.filter((step) => notReplayed(scenario, step) !== undefined),
        );
        assert.deepEqual(left.map(({ command }) => command.split(" ")[1]).sort(), [
            "import",
            "import",
            "preview",
            "up",
            "up",
        ]);
    });

    for (const scenario of recordedScenarios()) {
        describe(`${scenario.scenario}: ${scenario.about}`, () => {
            let project: RecordedProject;
            let stack: Stack;

            before(async () => {
                project = new RecordedProject();
                stack = await standInEngine.open({ programDir: project.dir });
            });

            after(async () => {
                await stack.close();
                project.close();
            });

            for (const step of scenario.steps.filter(
                (item) => notReplayed(scenario, item) === undefined,
            )) {
                it(`${step.step} ${step.command}`, async () => {
                    await replay(scenario, step, { project, stack });
                });
            }
        });
    }
});

function notReplayed({ scenario }: RecordedScenario, { step }: RecordedStep): string | undefined {
    return imports.find((item) => item.scenario === scenario && item.step.test(step))?.reason;
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
        // A refresh reads everything at the same time, whatever depends on what.
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
