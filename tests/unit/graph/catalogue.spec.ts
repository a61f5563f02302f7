import assert from "node:assert/strict";
import { GRAPH_ERRORS, graphErrorEntry } from "../../../provider/src/graph/catalogue";
import { CODES, SUBCODES, TEXTS } from "./knownAnswers";

describe("graphErrorEntry", () => {
    for (const [graphCode, errorClass] of CODES) {
        it(`knows code ${graphCode} as ${errorClass}`, () => {
            const found = graphErrorEntry(graphCode);
            assert.notEqual(found.name, "unknown");
            assert.equal(found.errorClass, errorClass);
        });
    }

    for (const [graphCode, graphSubcode, name] of SUBCODES) {
        it(`knows code ${graphCode} with subcode ${graphSubcode} as ${name}`, () => {
            assert.equal(graphErrorEntry(graphCode, graphSubcode).name, name);
        });
    }

    for (const [text, name] of TEXTS) {
        it(`tells ${name} by Meta's text, whatever the subcode says`, () => {
            assert.equal(graphErrorEntry(100, undefined, text).name, name);
            assert.equal(graphErrorEntry(100, 33, text).name, name);
            assert.notEqual(graphErrorEntry(131009, undefined, text).name, name);
        });
    }

    it("falls back to the code where the subcode is not known", () => {
        assert.equal(graphErrorEntry(190, 999).name, "tokenUnusable");
        assert.equal(graphErrorEntry(100, 999, "Invalid parameter").name, "invalidParameter");
        assert.equal(graphErrorEntry(250, 999).name, "permissionMissing");
    });

    it("does not take a small subcode of one code for that of another", () => {
        assert.equal(graphErrorEntry(131009, 33).name, "parameterInvalid");
    });

    it("takes code 136024 for no proof that a number is verified: only a reading tells", () => {
        const found = graphErrorEntry(136024);
        assert.equal(found.name, "codeRefused");
        assert.match(found.nextStep, /^Read the number/);
    });

    it("advises an approved name and no two-step verification where Meta lists them", () => {
        for (const graphCode of [2388001, 2388103]) {
            const { nextStep } = graphErrorEntry(graphCode);
            assert.match(nextStep, /name/, String(graphCode));
            assert.match(nextStep, /two-step verification/, String(graphCode));
        }
        for (const graphCode of [2388091, 2388093]) {
            const { meaning, nextStep } = graphErrorEntry(graphCode);
            assert.match(meaning, /code/, String(graphCode));
            assert.match(nextStep, /[Rr]egister it and verify it/, String(graphCode));
            assert.doesNotMatch(nextStep, /two-step/, String(graphCode));
        }
    });

    it("says that a code is not in the catalogue", () => {
        for (const graphCode of [300, 199, 132000, -1]) {
            const found = graphErrorEntry(graphCode);
            assert.equal(found.errorClass, "unknown");
            assert.equal(found.graphCode, graphCode);
            assert.equal(found.readRetries, 0);
        }
    });
});

describe("GRAPH_ERRORS", () => {
    it("gives every entry a name of its own, a next step, a source and the day it was read", () => {
        const names = new Set(GRAPH_ERRORS.map((known) => known.name));
        assert.equal(names.size, GRAPH_ERRORS.length);
        for (const known of GRAPH_ERRORS) {
            assert.match(known.name, /^[a-z][A-Za-z]+$/);
            assert.match(known.meaning, /^[A-Za-z].*[^.]$/);
            assert.match(known.nextStep, /\.$/);
            assert.match(known.source, /read 2026-11-2[24]$/);
        }
    });

    it("lets a read be repeated only for troubles and limits that pass", () => {
        for (const known of GRAPH_ERRORS) {
            const passes = known.errorClass === "retry" || known.errorClass === "wait";
            assert.ok(known.readRetries === 0 || passes, known.name);
        }
        assert.equal(graphErrorEntry(133016).readRetries, 0);
        assert.equal(graphErrorEntry(1).readRetries, 1);
    });

    it("cannot be changed by a program that uses it", () => {
        assert.ok(Object.isFrozen(GRAPH_ERRORS));
        assert.ok(GRAPH_ERRORS.every((known) => Object.isFrozen(known)));
        assert.ok(GRAPH_ERRORS.every((known) => Object.isFrozen(known.retry)));
    });
});
