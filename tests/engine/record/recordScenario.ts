import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { Engine, Outcome } from "../Engine";
import { RealStack } from "../real/RealStack";
import { isProviderCall } from "../real/grpcLogEntries";
import { RecordedProject } from "../replay/RecordedProject";
import type { RecordedScenario, RecordedStep } from "../replay/RecordedScenario";
import { writeImportFile } from "./writeImportFile";
import { maskedValue } from "./maskedValue";

// The token in the stack's config of the recordings, and the one that replaces it.
const token = { first: "EAA-example", rotated: "EAA-rotated" };

/** Runs a scenario on the real engine, and writes what the engine did into a folder. */
export async function recordScenario(
    engine: Engine,
    scenario: RecordedScenario,
    targetDir: string,
): Promise<void> {
    const project = new RecordedProject();
    const stack = await engine.open({ programDir: project.dir });
    if (!(stack instanceof RealStack)) throw new Error(`${engine.name} cannot be recorded`);
    const dir = path.join(targetDir, scenario.scenario);
    mkdirSync(dir, { recursive: true });
    writeImportFile(stack.projectDir);
    try {
        const steps: RecordedStep[] = [];
        for (const step of scenario.steps) {
            const secret = isRotated(scenario, step) ? token.rotated : token.first;
            stack.setConfig("whatsapp:accessToken", { secret });
            steps.push(await recordStep(step, { project, stack, dir }));
        }
        writeJson(path.join(dir, "scenario.json"), { ...scenario, steps }, 1);
    } finally {
        await stack.close();
        project.close();
    }
}

async function recordStep(
    step: RecordedStep,
    run: { readonly project: RecordedProject; readonly stack: RealStack; readonly dir: string },
): Promise<RecordedStep> {
    const { project, stack, dir } = run;
    project.setRemote(step.remoteBefore);
    for (const [key, value] of Object.entries(project.environment(step))) stack.setEnv(key, value);
    const outcome = await stack.command(step.command.split(" ").slice(1));
    const dirs = [stack.projectDir, project.dir];
    const lines = stack.lastEntries
        .filter(isProviderCall)
        .map(({ method, request, response, errors }) => ({ method, request, response, errors }))
        .map((entry) => `${JSON.stringify(maskedValue(entry, dirs))}\n`);
    writeFileSync(path.join(dir, `${step.step}-calls.jsonl`), lines.join(""));
    const state = maskedValue(await stack.state(), dirs);
    writeJson(path.join(dir, `${step.step}-state.json`), state, 0);
    return {
        ...step,
        remoteAfter: project.remote() as RecordedStep["remoteAfter"],
        exitCode: outcome.exitCode,
        ...{ providerCalls: titlesOf(outcome) },
    };
}

function isRotated({ scenario }: RecordedScenario, { step }: RecordedStep): boolean {
    return scenario === "token-rotation" && step !== "01";
}

function titlesOf({ calls }: Outcome): readonly string[] {
    return calls.map(({ method, error }) => (error === undefined ? method : `${method} (error)`));
}

function writeJson(file: string, value: unknown, indent: number): void {
    writeFileSync(file, `${JSON.stringify(value, undefined, indent)}\n`);
}
