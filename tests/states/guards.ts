import type { Rule, RuleView } from "../../provider/src/decisions/Goal";

/** A rule that cannot see one of the things it depends on. */
export interface Guard {
    readonly rule: string;
    /** What it cannot see. */
    readonly unseen: string;
    readonly blinded: (view: RuleView) => RuleView;
}

/** The rules, one of them blinded. */
export function blinded(rules: readonly Rule[], guard: Guard): readonly Rule[] {
    return rules.map((rule) =>
        rule.name === guard.rule
            ? { name: rule.name, decide: (view) => rule.decide(guard.blinded(view)) }
            : rule,
    );
}

type Blinding = Omit<Guard, "rule">;

const ENGINE: Blinding = {
    unseen: "that the engine is gone",
    blinded: (view) => ({ ...view, at: { ...view.at, isEngineGone: false } }),
};
const SPENT: Blinding = {
    unseen: "what was spent",
    blinded: (view) => ({ ...view, known: { ...view.known, spent: [] } }),
};
const REFUSAL: Blinding = {
    unseen: "what was refused",
    blinded: (view) => ({ ...view, known: { ...view.known, refusal: undefined } }),
};
const STRANDED: Blinding = {
    unseen: "that another number is down",
    blinded: (view) => ({ ...view, at: { ...view.at, stranded: undefined } }),
};
const PROVED: Blinding = {
    unseen: "that the PIN was not proved now",
    blinded: ({ known, ...view }) => ({
        ...view,
        known: { ...known, pin: { ...known.pin, isProvedNow: true } },
    }),
};

/** The things that rules depend on, one by one. */
export const GUARDS: readonly Guard[] = [
    ...of("a PIN alone is set", ENGINE),
    ...of("a deregistration fits the budget", ENGINE, SPENT),
    ...of("a registration fits the budget", ENGINE, SPENT, REFUSAL),
    ...of("storage is changed by a move, and a move is allowed", ENGINE, SPENT, STRANDED),
    ...of("a PIN is proved before the number goes down", PROVED),
    ...of("a deregistration that Meta calls incomplete is finished", SPENT),
    ...of("the declared PIN is set", ENGINE),
    ...of("a display name that waits is registered", ENGINE, SPENT, REFUSAL),
];

function of(rule: string, ...blindings: readonly Blinding[]): readonly Guard[] {
    return blindings.map((blinding) => ({ rule, ...blinding }));
}
