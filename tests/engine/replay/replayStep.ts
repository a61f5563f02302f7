import { writeImportFile } from "../record/writeImportFile";
import type { Outcome, RunOptions, Stack } from "../Engine";
import type { RecordedProject } from "./RecordedProject";
import { answersHeldIn, numbersOf } from "./answersHeldIn";
import { recordedCalls, type RecordedStep } from "./RecordedScenario";

/** Runs a recorded command on a stack. First sets the remote side as it was in the recording. */
export async function replayStep(
    stack: Stack,
    project: RecordedProject,
    recorded: { readonly scenario: string; readonly step: RecordedStep },
): Promise<Outcome | undefined> {
    const { step } = recorded;
    project.setRemote(step.remoteBefore);
    for (const [key, value] of Object.entries(
        project.environment({ ...step, numbers: numbersOf(recorded.scenario, step) }),
    ))
        stack.setEnv(key, value);
    const token = tokenOf(recorded.scenario, step.step);
    if (token !== undefined) stack.setConfig("whatsapp:accessToken", { secret: token });
    const race = answersHeldIn(recorded.scenario, step.step);
    const [command = "", ...words] = step.command.split(" ").slice(1);
    const options = { ...optionsOf(words), ...race };
    switch (command) {
        case "preview":
            return await stack.preview(options);
        case "up":
            return await stack.up(options);
        case "refresh":
            return await stack.refresh(options);
        case "destroy":
            return await stack.destroy(options);
        case "import": {
            if (words.includes("--file"))
                return await stack.importFile(writeImportFile(project.dir));
            const [type = "", name = "", id = ""] = words;
            return await stack.importById({ type, name, id });
        }
        case "state":
            await stack.taint(words[1]?.split("::").at(-1) ?? "");
            return undefined;
        default:
            throw new Error(`no replay for "${step.command}"`);
    }
}

function optionsOf(words: readonly string[]): RunOptions {
    const target = valuesOf(words, "--target");
    const targetReplace = valuesOf(words, "--target-replace");
    return {
        refresh: words.includes("--refresh"),
        continueOnError: words.includes("--continue-on-error"),
        diff: words.includes("--diff"),
        previewOnly: words.includes("--preview-only"),
        ...(target.length === 0 ? {} : { target }),
        ...(targetReplace.length === 0 ? {} : { targetReplace }),
    };
}

function valuesOf(words: readonly string[], flag: string): readonly string[] {
    return words.filter((_word, index) => words[index - 1] === flag);
}

// The token in the stack's config, as the provider got it in the program's operations.
function tokenOf(scenario: string, step: string): string | undefined {
    const configure = recordedCalls(scenario, step).find(({ method }) =>
        method.endsWith("/Configure"),
    );
    const variables = configure?.request["variables"] as
        Readonly<Record<string, string>> | undefined;
    return variables?.["pulumi-nodejs:config:whatsapp:accessToken"];
}
