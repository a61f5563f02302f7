import * as assert from "node:assert/strict";

import {
    graphVersionEnds,
    graphVersionLifetime,
} from "../../../provider/src/configuration/graphVersionLifetime";

function lifetimeOf(version: string, at: string): ReturnType<typeof graphVersionLifetime> {
    return graphVersionLifetime(version, new Date(at));
}

describe("graphVersionLifetime", () => {
    const today = "2026-11-22T12:00:00Z";

    it("knows the versions of the day the table was read", () => {
        const kinds = Object.keys(graphVersionEnds).map((version) => [
            version,
            lifetimeOf(version, today).kind,
        ]);
        assert.deepEqual(Object.fromEntries(kinds), {
            "v20.0": "ended",
            "v21.0": "endsSoon",
            "v22.0": "endsSoon",
            "v23.0": "alive",
            "v24.0": "alive",
            "v25.0": "alive",
            "v26.0": "alive",
        });
    });

    it("begins to warn six months before the end, to the second", () => {
        assert.deepEqual(lifetimeOf("v24.0", "2027-08-17T23:59:59Z"), { kind: "alive" });
        assert.deepEqual(lifetimeOf("v24.0", "2027-08-18T00:00:00Z"), {
            kind: "endsSoon",
            endsAt: "2028-02-18",
        });
    });

    it("has a version ended once its last day begins", () => {
        assert.equal(lifetimeOf("v24.0", "2028-02-17T23:59:59Z").kind, "endsSoon");
        assert.deepEqual(lifetimeOf("v24.0", "2028-02-18T00:00:00Z"), {
            kind: "ended",
            endsAt: "2028-02-18",
        });
    });

    it("has whatever is older than the table ended", () => {
        for (const version of ["v19.0", "v3.2", "v2.12"]) {
            assert.deepEqual(lifetimeOf(version, today), { kind: "ended", endsAt: "2026-05-21" });
        }
    });

    it("says nothing about later versions, or about texts that are no version", () => {
        for (const version of ["v27.0", "v24.1", "24.0", "", "valueOf", "__proto__"]) {
            assert.deepEqual(lifetimeOf(version, today), { kind: "unknown" });
        }
    });

    it("keeps the newest version alive, whose end is not named", () => {
        assert.deepEqual(lifetimeOf("v26.0", "2040-01-01T00:00:00Z"), { kind: "alive" });
    });

    it("lets versions end in their order", () => {
        const days = Object.values(graphVersionEnds).filter((day) => day !== undefined);
        assert.deepEqual(days, [...days].sort());
    });
});
