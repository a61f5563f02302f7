import { Bench, type BenchRun } from "./Bench";
import type { Cause } from "./causes";
import { countOf } from "./countOf";
import { dueTime } from "./dueTime";
import { phoneNumberId } from "./Scenario";

const WINDOW_MINUTES = 72 * 60;

/** The result of 72 hours of failing runs. */
export interface Rerun {
    readonly runs: number;
    readonly registers: number;
    readonly deregisters: number;
    /** Everything that is wrong, in words. */
    readonly problems: readonly string[];
}

/**
 * Repeats the same failing operation for 72 simulated hours. Then repairs the cause, and runs once
 * more at the time that the last refusal names.
 *
 * @param minutesBetween - how long to wait before the next run, by the minutes since the last
 * counted request
 */
export async function rerun(
    cause: Cause,
    minutesBetween: (minutesSinceSent: number) => number,
): Promise<Rerun> {
    const bench = await Bench.start();
    try {
        return await new Rerunning(bench, cause).run(minutesBetween);
    } finally {
        await bench.close();
    }
}

class Rerunning {
    readonly #bench: Bench;
    readonly #cause: Cause;
    readonly #problems: string[] = [];
    #registers = 0;
    #deregisters = 0;
    #runs = 0;

    constructor(bench: Bench, cause: Cause) {
        this.#bench = bench;
        this.#cause = cause;
    }

    async run(minutesBetween: (minutesSinceSent: number) => number): Promise<Rerun> {
        await this.#prepare();
        let last = await this.#operate();
        let sentAt = 0;
        for (let minute = 0; minute < WINDOW_MINUTES;) {
            const step = minutesBetween(minute - sentAt);
            minute += step;
            // The bench itself adds one second.
            this.#bench.simulator.clock.advance({ minutes: step, seconds: -1 });
            if (minute >= WINDOW_MINUTES) break;
            const sent = this.#sent;
            last = await this.#operate();
            if (this.#sent > sent) sentAt = minute;
        }
        const spent = { registers: this.#registers, deregisters: this.#deregisters };
        await this.#heal(last);
        return { runs: this.#runs, ...spent, problems: this.#problems };
    }

    get #sent(): number {
        return this.#registers + this.#deregisters;
    }

    async #prepare(): Promise<void> {
        const { before, number, fault, isTokenUnusable } = this.#cause;
        const { simulator, env } = this.#bench;
        if (before !== undefined) {
            await this.#bench.up([before]);
            // Its registration leaves the window before the failing runs begin.
            simulator.clock.advance({ hours: 73 });
        }
        if (number !== undefined) simulator.changeNumber(phoneNumberId, number.broken);
        if (fault !== undefined) simulator.addFault({ ...fault, times: 1_000_000 });
        if (isTokenUnusable === true) env["WHATSAPP_ACCESS_TOKEN"] = "EAA-unknown-token";
    }

    async #operate(): Promise<BenchRun> {
        const { operation, declared } = this.#cause;
        const run =
            operation === "up" ? await this.#bench.up([declared]) : await this.#bench.destroy();
        this.#runs += 1;
        this.#registers += countOf(run, "R");
        this.#deregisters += countOf(run, "D");
        this.#hold(run.exitCode === 1, `run ${this.#runs} succeeds: ${run.letters}`);
        return run;
    }

    async #heal(last: BenchRun): Promise<void> {
        const { number, operation, declared } = this.#cause;
        const { simulator, env } = this.#bench;
        simulator.clearFaults();
        if (number !== undefined) simulator.changeNumber(phoneNumberId, number.healed);
        env["WHATSAPP_ACCESS_TOKEN"] = "EAA-fake-token";
        const due = dueTime(last.errors);
        if (due !== undefined && due > simulator.clock.now().toISOString()) {
            simulator.clock.set(due);
        }
        const run =
            operation === "up" ? await this.#bench.up([declared]) : await this.#bench.destroy();
        const { registered, storage } = simulator.number(phoneNumberId);
        const isDone =
            registered === (operation === "up") &&
            storage.dataLocalizationRegion ===
                (operation === "up" ? declared.dataLocalizationRegion : undefined);
        this.#hold(
            run.exitCode === 0 && isDone,
            `healed, and the due run fails: "${run.letters}" ${run.errors.join(" | ")}`,
        );
    }

    #hold(fact: boolean, otherwise: string): void {
        if (!fact && this.#problems.length < 5) this.#problems.push(otherwise);
    }
}
