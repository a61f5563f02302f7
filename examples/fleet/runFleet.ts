import type { Backend, StoredStack, UpdateOutcome } from "./Backend";
import type { FleetStack } from "./FleetStack";
import { isAsDeclared } from "./isAsDeclared";

/** The result of one stack. */
export interface StackOutcome {
    readonly name: string;
    /** How many numbers it declares. If the file no longer names it, how many it holds. */
    readonly numbers: number;
    /**
     * - `done`: brought to what the file declares.
     * - `unchanged`: an earlier run already brought it there.
     * - `failed`: the update failed; the next run tries it again.
     * - `refused`: an update would deregister a number that only moved to another stack, or the
     *   stack is too large.
     * - `left over`: it holds numbers, but the file no longer names it.
     * - `not begun`: the run was stopped before its turn.
     */
    readonly kind: "done" | "unchanged" | "failed" | "refused" | "left over" | "not begun";
    /** Why; empty if all went well. */
    readonly reason: string;
    /** How long the update took, in milliseconds; 0 if there was none. */
    readonly durationMs: number;
}

/** How a fleet is run. */
export interface FleetOptions {
    /** How many stacks are updated at the same time. */
    readonly parallel: number;
    /** Whether stacks that did not change are updated too. */
    readonly all: boolean;
    /** When it is aborted, no further stack is begun. */
    readonly signal: AbortSignal;
    /** Receives what happens, a line at a time. */
    readonly progress: (line: string) => void;
}

// The engine writes the whole state at each step. So a run takes longer the more numbers there are.
// See docs/fleet.md.
const LARGEST_STACK = 250;

/**
 * Updates the stacks that changed, `parallel` at a time. A failure in one stack stops no other
 * stack.
 */
export async function runFleet(
    stacks: readonly FleetStack[],
    backend: Backend,
    options: FleetOptions,
): Promise<readonly StackOutcome[]> {
    const stored = await storedStacks(backend, options.parallel);
    const reasons = refusals(stacks, stored);
    let ended = 0;
    const updated = await inParallel(stacks, options.parallel, async (stack) => {
        const outcome = await outcomeOf(stack, stored.get(stack.name), {
            ...options,
            backend,
            refusal: reasons.get(stack.name),
        });
        ended += 1;
        options.progress(`${ended}/${stacks.length} ${stack.name}: ${outcome.kind}`);
        return outcome;
    });
    return [...updated, ...leftOver(stacks, stored)];
}

interface Turn extends FleetOptions {
    readonly backend: Backend;
    readonly refusal: string | undefined;
}

async function outcomeOf(
    { name, entries }: FleetStack,
    stored: StoredStack | undefined,
    { backend, refusal, all, signal, progress }: Turn,
): Promise<StackOutcome> {
    const outcome = { name, numbers: entries.length, reason: "", durationMs: 0 };
    if (refusal !== undefined) return { ...outcome, kind: "refused", reason: refusal };
    const isHeld = stored !== undefined && isAsDeclared({ name, entries }, stored);
    if (isHeld && !all) return { ...outcome, kind: "unchanged" };
    if (signal.aborted) return { ...outcome, kind: "not begun", reason: "the run was stopped" };
    progress(`${name}: ${entries.length} numbers`);
    const begin = performance.now();
    const result = await backend.up(name).catch(failed);
    const durationMs = performance.now() - begin;
    return result.kind === "succeeded"
        ? { ...outcome, kind: "done", durationMs }
        : { ...outcome, kind: "failed", reason: result.reason, durationMs };
}

function failed(thrown: unknown): UpdateOutcome {
    return { kind: "failed", reason: thrown instanceof Error ? thrown.message : String(thrown) };
}

async function storedStacks(
    backend: Backend,
    parallel: number,
): Promise<ReadonlyMap<string, StoredStack>> {
    const names = await backend.names();
    const stored = await inParallel(names, parallel, (name) => backend.read(name));
    return new Map(names.map((name, index) => [name, stored[index] ?? { numbers: [] }]));
}

/** Why stacks are not updated, by their names. */
function refusals(
    stacks: readonly FleetStack[],
    stored: ReadonlyMap<string, StoredStack>,
): ReadonlyMap<string, string> {
    const reasons = new Map<string, string>();
    for (const { name, entries } of stacks) {
        if (entries.length <= LARGEST_STACK) continue;
        const rest = `${LARGEST_STACK} are the most. Give the newest entries another "stack"`;
        reasons.set(name, `${entries.length} numbers, and ${rest}.`);
    }
    const holders = new Map(
        [...stored].flatMap(([name, { numbers }]) =>
            numbers.map(({ phoneNumberId }) => [phoneNumberId, name]),
        ),
    );
    for (const { name, entries } of stacks) {
        const moved = entries.find(
            ({ phoneNumberId: id }) => holders.has(id) && holders.get(id) !== name,
        );
        if (moved === undefined) continue;
        // The update of the old stack would deregister the number that the new stack declares.
        const from = holders.get(moved.phoneNumberId) ?? "";
        const reason = `${moved.name} is in the state of ${from} and declared in ${name}. Run "pulumi state move" first.`;
        for (const stack of [name, from]) reasons.set(stack, reason);
    }
    return reasons;
}

/**
 * Reports stacks that the file no longer names. Their numbers stay registered, even if all entries
 * of a customer are gone.
 */
function leftOver(
    stacks: readonly FleetStack[],
    stored: ReadonlyMap<string, StoredStack>,
): readonly StackOutcome[] {
    const declared = new Set(stacks.map(({ name }) => name));
    return [...stored]
        .filter(([name, { numbers }]) => !declared.has(name) && numbers.length > 0)
        .map(([name, { numbers }]) => ({
            name,
            numbers: numbers.length,
            kind: "left over",
            reason: `in no entry. "pulumi destroy --stack ${name}" deregisters its numbers.`,
            durationMs: 0,
        }));
}

/** Does a task for each item, `parallel` at a time, and keeps the order of the results. */
async function inParallel<T, R>(
    items: readonly T[],
    parallel: number,
    task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
    const results: R[] = [];
    const rest = items.entries();
    const worker = async (): Promise<void> => {
        for (const [index, item] of rest) results[index] = await task(item);
    };
    await Promise.all(Array.from({ length: parallel }, worker));
    return results;
}
