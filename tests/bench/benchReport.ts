import { benchOperations, type BenchOperation, type BenchRun, type Side } from "./BenchStack";
import { median } from "./median";

/** The runs of one size, the sides in turn. */
export interface BenchResult {
    readonly numbers: number;
    readonly runs: Readonly<Record<Side, readonly BenchRun[]>>;
}

/** The figures of one size as lines of text. */
export function benchReport({ numbers, runs }: BenchResult): readonly string[] {
    const title = [
        "nothing ms",
        "package ms",
        "plugin ms",
        "package ms/number",
        "plugin ms/number",
        "counted/number",
        "sent/number",
    ];
    return [
        row(`${numbers} numbers`, title),
        ...benchOperations.map((operation) => row(operation, figures(operation))),
        `state: ${bytes("pulumi-whatsapp")} bytes/number, through the plugin ${bytes("native plugin")}, with a provider that does nothing ${bytes("nothing")}`,
    ];

    function figures(operation: BenchOperation): readonly string[] {
        const nothingMs = duration("nothing", operation);
        const packageMs = duration("pulumi-whatsapp", operation);
        const pluginMs = duration("native plugin", operation);
        const own = runs["pulumi-whatsapp"].map((run) => run.measurements[operation]);
        const counted = median(own.map(({ requests }) => requests));
        const sent = median(own.map(({ onWire }) => onWire));
        return [
            nothingMs.toFixed(0),
            packageMs.toFixed(0),
            pluginMs.toFixed(0),
            ((packageMs - nothingMs) / numbers).toFixed(2),
            ((pluginMs - nothingMs) / numbers).toFixed(2),
            (counted / numbers).toFixed(2),
            (sent / numbers).toFixed(2),
        ];
    }

    function duration(side: Side, operation: BenchOperation): number {
        return median(runs[side].map((run) => run.measurements[operation].durationMs));
    }

    function bytes(side: Side): string {
        return (median(runs[side].map((run) => run.stateBytes)) / numbers).toFixed(0);
    }
}

function row(name: string, cells: readonly string[]): string {
    return `${name.padEnd(24)}${cells.map((cell) => cell.padStart(19)).join("")}`;
}
