import assert from "node:assert/strict";

import type { Rule } from "../../provider/src/decisions/Goal";
import { RULES } from "../../provider/src/decisions/next";
import { blinded, GUARDS } from "./guards";
import { scenarios } from "./scenarios";
import { Walk } from "./Walk";

// A few states of each scenario find nearly everything. Two longer rounds find the rest.
const ROUNDS = [500, 8_000, 100_000];

// If nothing breaks without a rule, the rule is not needed, or the walk misses its purpose.
describe("every rule", () => {
    const all = scenarios();
    const isBroken = (rules: readonly Rule[], mostStates: number): boolean => {
        try {
            return all.some((one) => new Walk(rules, mostStates).from([one]).violations.count > 0);
        } catch {
            return true;
        }
    };
    const isMissed = (rules: readonly Rule[]): boolean =>
        ROUNDS.some((mostStates) => isBroken(rules, mostStates));

    for (const rule of RULES) {
        it(`is missed where it is taken away: ${rule.name}`, () => {
            assert.ok(isMissed(RULES.filter((one) => one !== rule)));
        });
    }

    for (const guard of GUARDS) {
        it(`has to see ${guard.unseen}: ${guard.rule}`, () => {
            assert.ok(isMissed(blinded(RULES, guard)));
        });
    }
});
