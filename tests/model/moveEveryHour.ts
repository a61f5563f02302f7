import { Bench } from "../faults/Bench";
import { countOf } from "../faults/countOf";
import { phoneNumberId } from "../faults/Scenario";
import { RequestRules } from "./RequestRules";

// One of the ten registrations is kept for a number that is down. So nine are for moves.
const MOST_REGISTERS = 9;

/** The result of a program that never stops moving its number. */
export interface EndlessMoves {
    readonly registers: number;
    readonly problems: readonly string[];
}

/**
 * Declares another region every hour for 72 hours, whatever the last run said. Only the budget can
 * stop it.
 *
 * @param isStrict - whether the preview refuses, and not only the operation
 */
export async function moveEveryHour(isStrict: boolean): Promise<EndlessMoves> {
    const bench = await Bench.start();
    bench.config["whatsapp:strictPreview"] = String(isStrict);
    const rules = new RequestRules();
    const problems: string[] = [];
    let registers = 0;
    for (let hour = 0; hour < 72; hour += 1) {
        const dataLocalizationRegion = hour % 2 === 0 ? "CH" : "DE";
        const main = { name: "main", phoneNumberId, pin: "012345", dataLocalizationRegion };
        const run = await bench.up([main]);
        registers += countOf(run, "R");
        problems.push(...rules.take(bench.simulator.requests()));
        const { registered } = bench.simulator.number(phoneNumberId);
        if (!registered) problems.push(`down after hour ${hour}: ${run.errors.join(" | ")}`);
        bench.simulator.clock.advance({ hours: 1, seconds: -1 });
    }
    await bench.close();
    if (registers > MOST_REGISTERS) problems.push("the registration in reserve was used");
    return { registers, problems };
}
