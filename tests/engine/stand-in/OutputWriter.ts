import { messageOf } from "../provider/ProviderError";
import type { EngineLog, OperationStep } from "../Engine";
import { isSecret, unknownValue, withoutSecrets, type PropertyMap } from "./PropertyMap";
import type { ResourceState } from "./ResourceState";
import type { Step, StepOp } from "./Step";
import { nameOf, typeOf } from "./urn";
import { isDeepStrictEqual } from "node:util";

const signs: Readonly<Record<StepOp, string>> = {
    same: "  ",
    create: "+ ",
    "create-replacement": "++",
    replace: "+-",
    update: "~ ",
    delete: "- ",
    "delete-replaced": "--",
    "remove-pending-replace": "- ",
    read: "> ",
    import: "= ",
    refresh: "~ ",
};

/** Writes the output that a user of the stand-in engine sees. */
export class OutputWriter {
    readonly #lines: string[];
    readonly #details: boolean;
    readonly #preview: boolean;
    readonly #counts = new Map<string, number>();
    /** The steps that have ended, in order. */
    readonly steps: OperationStep[] = [];

    constructor(title: string, options: { readonly details: boolean; readonly preview: boolean }) {
        this.#lines = [`stand-in engine (test equipment, not Pulumi): ${title}`, ""];
        this.#details = options.details;
        this.#preview = options.preview;
    }

    /** Notes that a step begins. A preview only shows what would be done. */
    begin(step: Step): void {
        if (this.#preview || step.op === "same" || step.op === "replace") return;
        this.#line(step, `${step.op} ...`);
    }

    /** Notes that a step has ended. */
    end(step: Step, error: unknown): void {
        const { op, urn, old, next } = step;
        this.steps.push({
            op,
            urn,
            ...(old === undefined ? {} : { oldState: old }),
            ...(next === undefined ? {} : { newState: next }),
        });
        const label = labelOf(step);
        this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1);
        if (error !== undefined) {
            this.#line(step, `${step.op} failed: error: ${messageOf(error)}`);
            return;
        }
        if (label === "same") return;
        const changes = changesOf(step);
        const names = changes.map(({ sign, key }) => sign + key).join(",");
        this.#line(step, `${step.op}${names === "" ? "" : ` [diff: ${names}]`}`);
        if (!this.#details) return;
        for (const { sign, key, text } of changes)
            this.#lines.push(`      ${sign} ${key}: ${text}`);
    }

    /** The whole output, with the messages and a summary. */
    text(logs: readonly EngineLog[], outputs: PropertyMap | undefined): string {
        const shown = logs.filter(({ severity }) => severity !== "debug");
        return [
            ...this.#lines,
            ...(shown.length === 0 ? [] : ["Diagnostics:", ...shown.map(diagnosticLine)]),
            ...(outputs === undefined
                ? []
                : ["Outputs:", ...Object.entries(outputs).map(outputLine)]),
            "Resources:",
            ...[...this.#counts].map(([label, count]) => `    ${label}: ${count}`),
            "",
        ].join("\n");
    }

    #line(step: Step, text: string): void {
        this.#lines.push(` ${signs[step.op]} ${typeOf(step.urn)} ${nameOf(step.urn)} ${text}`);
    }
}

interface ShownChange {
    readonly sign: "+" | "-" | "~";
    readonly key: string;
    readonly text: string;
}

function labelOf(step: Step): string {
    if (step.op !== "refresh") return step.op;
    if (step.next === undefined) return "deleted outside";
    return changesOf(step).length === 0 ? "same" : "refresh";
}

/** The properties that a step changes, without those whose names begin with two underscores. */
function changesOf({ op, old, next }: Step): readonly ShownChange[] {
    const withDiff = op === "update" || op === "refresh" || op === "replace";
    if (!withDiff || old === undefined || next === undefined) return [];
    const [before, after] =
        op === "refresh" ? [readBack(old), readBack(next)] : [old.inputs, next.inputs];
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys]
        .filter((key) => !key.startsWith("__"))
        .flatMap((key) => change(key, before, after));
}

// The outputs are from the read. Inputs that are not among them are compared, too.
function readBack(state: ResourceState): PropertyMap {
    return { ...state.inputs, ...state.outputs };
}

function change(key: string, before: PropertyMap, after: PropertyMap): readonly ShownChange[] {
    const [was, is] = [before[key], after[key]];
    if (isDeepStrictEqual(withoutSecrets(was), withoutSecrets(is))) return [];
    if (was === undefined) return [{ sign: "+", key, text: shown(is) }];
    if (is === undefined) return [{ sign: "-", key, text: shown(was) }];
    return [{ sign: "~", key, text: `${shown(was)} => ${shown(is)}` }];
}

function shown(value: unknown): string {
    if (isSecret(value)) return "[secret]";
    if (value === unknownValue) return "[unknown]";
    return JSON.stringify(value, (_key, item: unknown) => {
        if (isSecret(item)) return "[secret]";
        return item === unknownValue ? "[unknown]" : item;
    });
}

function diagnosticLine({ severity, urn, message }: EngineLog): string {
    const subject = urn === "" ? "" : `${typeOf(urn)} (${nameOf(urn)}): `;
    return `    ${subject}${severity}: ${message}`;
}

function outputLine([key, value]: readonly [string, unknown]): string {
    return `    ${key}: ${shown(value)}`;
}
