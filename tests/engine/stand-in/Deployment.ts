import type { RunOptions } from "../Engine";
import type { Diagnostics } from "./Diagnostics";
import type { OutputWriter } from "./OutputWriter";
import type { ProviderRegistry } from "./ProviderRegistry";
import type { ResourceState } from "./ResourceState";
import type { Snapshot } from "./Snapshot";
import { nameOf } from "./urn";

/** The parts that everything in one operation shares. */
export interface Deployment {
    readonly project: string;
    readonly stack: string;
    /** The stack's config as properties, secrets wrapped. */
    readonly config: Readonly<Record<string, unknown>>;
    readonly dryRun: boolean;
    readonly options: RunOptions;
    readonly snapshot: Snapshot;
    readonly providers: ProviderRegistry;
    readonly diagnostics: Diagnostics;
    readonly output: OutputWriter;
}

/** The stored states by URN, without those that are marked for deletion. */
export function currentStates(
    states: readonly ResourceState[],
): ReadonlyMap<string, ResourceState> {
    return new Map(states.filter((state) => !state.delete).map((state) => [state.urn, state]));
}

/** Whether an option with URNs or names has a resource. */
export function lists(option: readonly string[] | undefined, urn: string): boolean {
    return option?.some((item) => item === urn || item === nameOf(urn)) ?? false;
}

/** Whether an operation touches a resource. Without targets it touches all. */
export function isTargeted(options: RunOptions, urn: string): boolean {
    const targets = [...(options.target ?? []), ...(options.targetReplace ?? [])];
    return targets.length === 0 || lists(targets, urn);
}
