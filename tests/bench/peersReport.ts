import type { BenchOperation } from "./BenchStack";
import type { Measurement } from "./BenchWorld";

/** What one way of registering numbers cost. */
export interface PeerResult {
    readonly name: string;
    readonly measurements: Readonly<Partial<Record<BenchOperation, Measurement>>>;
    /** Absent if there is no state. */
    readonly stateBytes?: number;
}

/** All ways, at one size and one distance. */
export interface PeersResult {
    readonly numbers: number;
    readonly latencyMs: number;
    readonly peers: readonly PeerResult[];
}

const columns = ["s", "cpu s", "on wire", "counted", "peak MB"];
const operations: readonly BenchOperation[] = [
    "up",
    "preview without changes",
    "refresh",
    "destroy",
];

/** The figures of all ways as lines of text: a table for each operation, and the size of the state. */
export function peersReport({ numbers, latencyMs, peers }: PeersResult): readonly string[] {
    return [
        `${numbers} numbers, an answer after ${latencyMs} ms`,
        ...operations.flatMap((operation) => table(operation, peers)),
        ...stateLines(numbers, peers),
    ];
}

function stateLines(numbers: number, peers: readonly PeerResult[]): readonly string[] {
    const rows = peers.flatMap(({ name, stateBytes }) =>
        stateBytes === undefined ? [] : [row(name, [(stateBytes / numbers).toFixed(0)])],
    );
    return rows.length === 0 ? [] : ["state, bytes/number", ...rows];
}

function table(operation: BenchOperation, peers: readonly PeerResult[]): readonly string[] {
    const rows = peers.flatMap(({ name, measurements }) => {
        const measurement = measurements[operation];
        return measurement === undefined ? [] : [row(name, cellsOf(measurement))];
    });
    return rows.length === 0 ? [] : [row(operation, columns), ...rows];
}

function cellsOf(measurement: Measurement): readonly string[] {
    const { durationMs, cpuMs, onWire, requests, peakBytes } = measurement;
    return [
        (durationMs / 1000).toFixed(1),
        cpuMs === undefined ? "-" : (cpuMs / 1000).toFixed(1),
        String(onWire),
        String(requests),
        peakBytes === undefined ? "-" : (peakBytes / 1024 / 1024).toFixed(0),
    ];
}

function row(name: string, cells: readonly string[]): string {
    return `${name.padEnd(28)}${cells.map((cell) => cell.padStart(10)).join("")}`;
}

/** What refreshes of several stacks cost together. */
export function sumOf(measurements: readonly Measurement[]): Measurement {
    const sum = (figure: (each: Measurement) => number): number =>
        measurements.reduce((total, each) => total + figure(each), 0);
    const cpu = measurements.map(({ cpuMs }) => cpuMs).filter((ms) => ms !== undefined);
    const peaks = measurements.map(({ peakBytes }) => peakBytes).filter((one) => one !== undefined);
    return {
        durationMs: sum(({ durationMs }) => durationMs),
        cpuMs: cpu.length < measurements.length ? undefined : cpu.reduce((a, b) => a + b, 0),
        peakBytes: peaks.length === 0 ? undefined : Math.max(...peaks),
        requests: sum(({ requests }) => requests),
        onWire: sum(({ onWire }) => onWire),
    };
}
