import type { ProviderCall, RunOptions } from "../Engine";
import { Deferred } from "../stand-in/Deferred";
import type { RecordedNumber, RecordedStep } from "./RecordedScenario";

interface Race {
    readonly scenario: string;
    readonly step: string;
    /** The calls whose answers came late. */
    readonly held: RegExp;
    /** The call before them. */
    readonly until: RegExp;
    /** Whether that call had been sent or answered. */
    readonly moment: "sent" | "answered";
    /**
     * Whether the program declared its numbers in the other order, so that the engine saw them like
     * this.
     */
    readonly reversed?: boolean;
}

/** Steps in which a failure stops other work, and how far that work was in the recording. */
const races: readonly Race[] = [
    {
        scenario: "create-first-sibling-fails",
        step: "02",
        held: /^Diff main$/,
        until: /^Create second$/,
        moment: "answered",
        // The engine receives the registrations of a program in any order.
        reversed: true,
    },
    {
        scenario: "sibling-fails-in-replace",
        step: "02",
        held: /^Create second$/,
        until: /^Create main$/,
        moment: "sent",
    },
    {
        scenario: "number-swap",
        step: "03",
        held: /^Delete a$/,
        until: /^Delete b$/,
        moment: "answered",
    },
    {
        scenario: "one-of-five-fails",
        step: "01",
        held: /^Create /,
        until: /^Create n2$/,
        moment: "sent",
    },
];

/** Whether several orders of a scenario's calls are possible, and the recording has one of them. */
export function hasRace(scenario: string): boolean {
    return races.some((race) => race.scenario === scenario);
}

/** The numbers of a step, in the order in which the engine saw them. */
export function numbersOf(scenario: string, step: RecordedStep): readonly RecordedNumber[] {
    const race = races.find((item) => item.scenario === scenario && item.step === step.step);
    return race?.reversed === true ? [...step.numbers].reverse() : step.numbers;
}

/** The options that give a step the recorded order. */
export function answersHeldIn(
    scenario: string,
    step: string,
): Pick<RunOptions, "onProviderCall" | "holdAnswer"> {
    const race = races.find((item) => item.scenario === scenario && item.step === step);
    if (race === undefined) return {};
    const reached = new Deferred<undefined>();
    const note = (call: ProviderCall, moment: Race["moment"]): void => {
        if (race.moment === moment && race.until.test(titleOf(call))) reached.resolve(undefined);
    };
    return {
        onProviderCall: (call) => {
            note(call, "sent");
        },
        holdAnswer: (call) => {
            note(call, "answered");
            return race.held.test(titleOf(call)) ? reached.promise : undefined;
        },
    };
}

function titleOf({ method, request }: ProviderCall): string {
    return `${method} ${String(request["name"])}`;
}
