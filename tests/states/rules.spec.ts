import assert from "node:assert/strict";

import { RULES } from "../../provider/src/decisions/next";
import { blinded, GUARDS } from "./guards";
import { scenarios } from "./scenarios";
import { Walk } from "./Walk";

// A rule that nobody misses is one too many, or the walk misses what it is for.
describe("every rule", () => {
    const all = scenarios();
    // The first scenarios of each kind find nearly everything; what meets two faults comes last.
    const hasViolation = (rules: typeof RULES): boolean => {
        try {
            return new Walk(rules, true).from(all).violations.length > 0;
        } catch {
            return true;
        }
    };

    for (const rule of RULES) {
        it(`is missed where it is taken away: ${rule.name}`, () => {
            assert.ok(hasViolation(RULES.filter((one) => one !== rule)));
        });
    }

    for (const guard of GUARDS) {
        it(`sees ${guard.unseen}: ${guard.rule}`, () => {
            assert.ok(hasViolation(blinded(RULES, guard)));
        });
    }
});
