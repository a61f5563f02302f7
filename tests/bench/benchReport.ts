import type { BenchOperation, BenchRun, Side } from "./BenchStack";
import type { Measurement } from "./BenchWorld";
import { median } from "./median";

/** The sides that are measured, in turn. */
export const benchSides = ["nothing", "pulumi-whatsapp", "native plugin"] as const;

/** One of them. */
export type BenchSide = Extract<Side, (typeof benchSides)[number]>;

/** The operations that are measured, in their order. */
export const benchOperations = [
    "first preview",
    "up",
    "preview without changes",
    "refresh",
] as const satisfies readonly BenchOperation[];

/** The runs of one size, the sides in turn. */
export interface BenchResult {
    readonly numbers: number;
    readonly runs: Readonly<Record<BenchSide, readonly BenchRun[]>>;
}

const title = [
    "nothing ms",
    "package ms",
    "plugin ms",
    "nothing cpu",
    "package cpu",
    "plugin cpu",
    "package / nothing",
    "counted/number",
    "sent/number",
];

/**
 * The figures of one size as lines of text: medians. If the machine reports processor time, the
 * ratio is that of processor time, because other work on the machine changes it least.
 */
export function benchReport({ numbers, runs }: BenchResult): readonly string[] {
    return [
        row(`${numbers} numbers`, title),
        ...benchOperations.map((operation) => row(operation, figures(operation))),
        `state: ${bytes("pulumi-whatsapp")} bytes/number, through the plugin ${bytes("native plugin")}, with a provider that does nothing ${bytes("nothing")}`,
    ];

    function figures(operation: BenchOperation): readonly string[] {
        const durations = benchSides.map((side) => middle(side, operation, "durationMs") ?? 0);
        const cpu = benchSides.map((side) => middle(side, operation, "cpuMs"));
        const [nothing, own] = cpu.includes(undefined) ? durations : cpu;
        const counted = middle("pulumi-whatsapp", operation, "requests") ?? 0;
        const sent = middle("pulumi-whatsapp", operation, "onWire") ?? 0;
        return [
            ...durations.map((ms) => ms.toFixed(0)),
            ...cpu.map((ms) => ms?.toFixed(0) ?? "-"),
            ((own ?? 0) / Math.max(1, nothing ?? 0)).toFixed(2),
            (counted / numbers).toFixed(2),
            (sent / numbers).toFixed(2),
        ];
    }

    function middle(
        side: BenchSide,
        operation: BenchOperation,
        figure: keyof Measurement,
    ): number | undefined {
        const all = runs[side].map((run) => run.measurements[operation]?.[figure]);
        const known = all.filter((value) => value !== undefined);
        return known.length < all.length ? undefined : median(known);
    }

    function bytes(side: BenchSide): string {
        return (median(runs[side].map((run) => run.stateBytes)) / numbers).toFixed(0);
    }
}

function row(name: string, cells: readonly string[]): string {
    return `${name.padEnd(24)}${cells.map((cell) => cell.padStart(19)).join("")}`;
}
