import assert from "node:assert/strict";

import type { Rule } from "../../provider/src/decisions/Goal";
import { RULES } from "../../provider/src/decisions/next";
import { blinded, GUARDS } from "./guards";
import { scenarios } from "./scenarios";
import { Walk } from "./Walk";

// A few states of each scenario find nearly everything; a second, longer round finds the rest.
const ROUNDS = [500, 8_000, 100_000];

// A rule that nobody misses is one too many, or the walk misses what it is for.
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
