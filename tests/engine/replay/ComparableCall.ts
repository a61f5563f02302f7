import type { ProviderCall, StateResource } from "../Engine";
import type { RecordedCall, RecordedNumber } from "./RecordedScenario";

/** A provider call in a form that is the same in a recording and in a replay. */
export interface ComparableCall {
    readonly method: string;
    /** Name of the resource; empty for calls about the provider. */
    readonly name: string;
    readonly request: unknown;
    readonly response?: unknown;
    readonly error?: string;
}

const providerText = "<__provider text>";
// Fields that differ from run to run, and flags that depend only on the engine's build.
const changing = new Set(["resourceStatusAddress", "resourceStatusToken", "randomSeed"]);
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * The calls of a recording without Cancel. Every process gets Cancel at its end, whenever that is.
 */
export function recordedComparable(calls: readonly RecordedCall[]): readonly ComparableCall[] {
    return calls
        .filter(({ method }) => !method.endsWith("/Cancel"))
        .map(({ method, request, response, errors }) => ({
            method: method.replace("ResourceProvider/", ""),
            name: nameIn(request, method),
            request: comparable(request),
            ...(errors === undefined ? { response: comparable(response ?? {}) } : {}),
            ...(errors === undefined ? {} : { error: withoutRpcPrefix(errors[0] ?? "") }),
        }));
}

/** The calls of a run. */
export function replayedComparable(calls: readonly ProviderCall[]): readonly ComparableCall[] {
    return calls
        .filter(({ method }) => method !== "Cancel")
        .map(({ method, request, response, error }) => ({
            method,
            name: nameIn(request, method),
            request: comparable(request),
            ...(error === undefined ? { response: comparable(response ?? {}) } : {}),
            ...(error === undefined ? {} : { error: withoutRpcPrefix(error.message) }),
        }));
}

/** The calls about each resource, in their order. */
export function callsByName(
    calls: readonly ComparableCall[],
): Readonly<Record<string, ComparableCall[]>> {
    const names = [...new Set(calls.map(({ name }) => name))].sort();
    return Object.fromEntries(
        names.map((name) => [name, inComparableOrder(calls.filter((call) => call.name === name))]),
    );
}

// Two states of one resource are read and deleted at the same time. So their calls come in any
// order.
function inComparableOrder(calls: readonly ComparableCall[]): ComparableCall[] {
    const runs: ComparableCall[][] = [];
    for (const call of calls) {
        const last = runs.at(-1);
        if (last?.[0]?.method === call.method) last.push(call);
        else runs.push([call]);
    }
    const text = (call: ComparableCall): string => JSON.stringify(call);
    return runs.flatMap((run) => run.sort((left, right) => text(left).localeCompare(text(right))));
}

/** For each number that depends on another one, the order of the calls about both. */
export function orderOfDependencies(
    calls: readonly ComparableCall[],
    numbers: readonly RecordedNumber[],
): readonly string[] {
    return numbers.flatMap(({ name, after, idFrom }) => {
        const needed = after ?? idFrom;
        if (needed === undefined) return [];
        const pair = calls.filter((call) => call.name === name || call.name === needed);
        return pair.map((call) => `${call.method} ${call.name}`);
    });
}

/** A stored state in a form that is the same in a recording and in a replay. */
export function comparableState(state: readonly StateResource[]): readonly unknown[] {
    const key = (resource: StateResource): string =>
        `${resource.urn} ${String(resource.delete ?? false)}`;
    return [...state].sort((left, right) => key(left).localeCompare(key(right))).map(comparable);
}

function nameIn(request: Readonly<Record<string, unknown>>, method: string): string {
    const name = request["name"];
    return typeof name === "string" && !method.endsWith("Configure") ? name : "";
}

function withoutRpcPrefix(message: string): string {
    return message.replace(/^rpc error: code = \w+ desc = /, "");
}

function comparable(value: unknown): unknown {
    if (typeof value === "string") return value.replace(uuid, "<uuid>");
    if (Array.isArray(value)) return value.map(comparable);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value)
        .filter(([key]) => !changing.has(key))
        .sort(([left], [right]) => left.localeCompare(right));
    return Object.fromEntries(
        entries.map(([key, item]) => [
            key,
            key === "__provider" ? providerOf(item) : comparable(item),
        ]),
    );
}

function providerOf(item: unknown): unknown {
    return typeof item === "string" ? providerText : comparable(item);
}
