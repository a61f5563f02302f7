import assert from "node:assert/strict";
import { GRAPH_ERRORS, graphErrorEntry } from "../../../provider/src/graph/catalogue";

/** Every code of the reference, section 4.2, with its class. */
const CODES: readonly (readonly [number, string])[] = [
    [0, "token"],
    [1, "retry"],
    [2, "retry"],
    [3, "permission"],
    [4, "wait"],
    [10, "permission"],
    [12, "permanent"],
    [17, "wait"],
    [33, "permanent"],
    [100, "permanent"],
    [104, "token"],
    [190, "token"],
    [200, "permission"],
    [201, "permission"],
    [299, "permission"],
    [368, "wait"],
    [613, "wait"],
    [803, "permanent"],
    [2500, "permanent"],
    [80007, "wait"],
    [80008, "wait"],
    [130429, "retry"],
    [131000, "retry"],
    [131005, "permission"],
    [131008, "permanent"],
    [131009, "permanent"],
    [131016, "retry"],
    [131031, "permanent"],
    [131042, "permanent"],
    [131045, "permanent"],
    [131056, "wait"],
    [131057, "retry"],
    [133000, "permanent"],
    [133001, "permanent"],
    [133002, "permanent"],
    [133003, "permanent"],
    [133004, "retry"],
    [133005, "permanent"],
    [133006, "permanent"],
    [133007, "permanent"],
    [133008, "wait"],
    [133009, "wait"],
    [133010, "alreadySo"],
    [133015, "wait"],
    [133016, "wait"],
    [136024, "alreadySo"],
    [136025, "permanent"],
    [141006, "permanent"],
    [2388001, "permanent"],
    [2388012, "permanent"],
    [2388091, "permanent"],
    [2388092, "permanent"],
    [2388093, "permanent"],
    [2388103, "permanent"],
    [2494100, "retry"],
    [2494160, "permanent"],
];

const SUBCODES: readonly (readonly [number, number, string])[] = [
    [4, 2446079, "appCallLimit"],
    [100, 33, "notFoundOrNoAccess"],
    [100, 2388001, "certificateNotPossible"],
    [100, 2388092, "pinFormat"],
    [100, 2207051, "notRegisteredOnPlatform"],
    [190, 458, "appNotInstalled"],
    [190, 459, "userCheckpoint"],
    [190, 460, "passwordChanged"],
    [190, 463, "tokenExpired"],
    [190, 464, "userUnconfirmed"],
    [190, 467, "tokenInvalid"],
    [190, 492, "sessionInvalid"],
    [200, 1349174, "noAccess"],
    [200, 1349175, "appNotLinked"],
    [200, 1349176, "scopeMissing"],
    [131057, 2494100, "maintenanceOfNumber"],
    [100, 2494160, "templateBeforeRegistration"],
];

const TEXTS: readonly (readonly [string, string])[] = [
    [
        "(#100) Deregister endpoint is not available for API solution for SMB businesses.",
        "coexistence",
    ],
    ["(#100) Expected data localization region: 'IN'", "regionExpected"],
    ["(#100) The ids query parameter is deprecated in v26.0+", "bulkReadRemoved"],
];

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
            assert.match(known.source, /read 2026-11-22$/);
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
    });
});
