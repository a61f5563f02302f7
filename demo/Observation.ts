import type { Simulator } from "pulumi-whatsapp-simulator";

import type { Outcome } from "../tests/engine/Engine";
import type { Expectation } from "./StoryStep";

/** What was seen after a step: in Pulumi's answer and on Meta's side. */
export interface Observation {
    readonly exitCode: number;
    readonly output: string;
    readonly letters: string;
    readonly registered: boolean;
    readonly region: string;
}

/** Looks at the result of a step. */
export function observe(
    outcome: Outcome,
    simulator: Pick<Simulator, "letters" | "number">,
    phoneNumberId: string,
): Observation {
    const { registered, storage } = simulator.number(phoneNumberId);
    return {
        exitCode: outcome.exitCode,
        output: outcome.output,
        letters: simulator.letters(phoneNumberId),
        registered,
        region: storage.dataLocalizationRegion ?? "off",
    };
}

/** Every difference from what was expected, as a sentence; none if all is right. */
export function differences(expected: Expectation, seen: Observation): readonly string[] {
    const found: string[] = [];
    const compare = (what: string, wanted: string, is: string): void => {
        if (wanted !== is) found.push(`${what}: expected ${wanted}, saw ${is}`);
    };
    compare("exit", expected.succeeds ? "success" : "failure", exitWord(seen.exitCode));
    compare("requests", expected.letters || "none", seen.letters || "none");
    compare("registered", String(expected.registered), String(seen.registered));
    compare("region", expected.region, seen.region);
    if (expected.says !== undefined && !expected.says.test(seen.output)) {
        found.push(`output: expected ${expected.says.source}, and it is not there`);
    }
    return found;
}

function exitWord(exitCode: number): string {
    return exitCode === 0 ? "success" : "failure";
}
