import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import type { StateResource } from "../Engine";

/** Folder with the recordings of the real engine. */
export const recordingsDir = path.join(__dirname, "..", "recordings");

/** A declared number of the recordings' program. */
export interface RecordedNumber {
    readonly name: string;
    /** Name of the number it depends on by `dependsOn`. */
    readonly after?: string;
    /** Name of the number from which its id is computed. */
    readonly idFrom?: string;
}

/** One command of a scenario. */
export interface RecordedStep {
    readonly step: string;
    readonly command: string;
    /** The fault that the provider played. */
    readonly fault: string | null;
    readonly order: "delete-first" | "create-first";
    readonly numbers: readonly RecordedNumber[];
    readonly remoteBefore: Readonly<Record<string, unknown>>;
    readonly remoteAfter: Readonly<Record<string, unknown>>;
    readonly exitCode: number;
}

/** A series of commands on one stack, as the real engine ran them. */
export interface RecordedScenario {
    readonly scenario: string;
    readonly about: string;
    readonly steps: readonly RecordedStep[];
}

/** A provider call as the real engine logged it. */
export interface RecordedCall {
    readonly method: string;
    readonly request: Readonly<Record<string, unknown>>;
    readonly response?: Readonly<Record<string, unknown>>;
    readonly errors?: readonly string[];
}

/** Every recorded scenario, by name. */
export function recordedScenarios(): readonly RecordedScenario[] {
    return readdirSync(recordingsDir)
        .filter((name) => existsSync(path.join(recordingsDir, name, "scenario.json")))
        .sort()
        .map((name) => JSON.parse(read(name, "scenario.json")) as RecordedScenario);
}

/** Whether a scenario is about the order that this project uses. */
export function isCreateFirst(scenario: string): boolean {
    return scenario.startsWith("create-first-");
}

/** Whether a scenario is about a replace in the other order, or about an update. */
export function isReplaceOrUpdate(scenario: string): boolean {
    return /replace|update|swap|rename|cascade|taint|sibling/.test(scenario);
}

/** The provider calls of a step, in the order of the log. */
export function recordedCalls(scenario: string, step: string): readonly RecordedCall[] {
    const lines = read(scenario, `${step}-calls.jsonl`).split("\n");
    return lines
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as RecordedCall)
        .filter(({ method }) => method.startsWith("ResourceProvider/"));
}

/** The state after a step. */
export function recordedState(scenario: string, step: string): readonly StateResource[] {
    return JSON.parse(read(scenario, `${step}-state.json`)) as readonly StateResource[];
}

function read(scenario: string, file: string): string {
    return readFileSync(path.join(recordingsDir, scenario, file), "utf8");
}
