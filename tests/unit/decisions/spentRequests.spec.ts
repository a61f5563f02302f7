import assert from "node:assert/strict";

import {
    mergedSpentRequests,
    spentRequestsFrom,
    type SpentRequest,
} from "../../../provider/src/decisions/spentRequests";

const now = new Date("2026-11-22T12:00:00.000Z");
const request = (at: string, rest: Partial<SpentRequest> = {}): SpentRequest => ({
    operation: "register",
    at,
    outcome: "accepted",
    ...rest,
});

describe("mergedSpentRequests", () => {
    it("counts a request once that two records hold", () => {
        const same = request("2026-11-22T10:00:00.000Z");
        assert.deepEqual(mergedSpentRequests([[same], [same]], now), [same]);
    });

    it("prefers an answer over none, whichever record comes first", () => {
        const at = "2026-11-22T10:00:00.000Z";
        const open = request(at, { outcome: "unanswered" });
        const refused = request(at, { outcome: "refused", graphCode: 133005 });
        assert.deepEqual(mergedSpentRequests([[open], [refused]], now), [refused]);
        assert.deepEqual(mergedSpentRequests([[refused], [open]], now), [refused]);
    });

    it("keeps a register and a deregister request of one moment apart", () => {
        const at = "2026-11-22T10:00:00.000Z";
        const both = [request(at), request(at, { operation: "deregister" })];
        assert.deepEqual(mergedSpentRequests([both], now), both);
    });

    it("counts two requests of one kind within a millisecond as two", () => {
        const at = "2026-11-22T10:00:00.000Z";
        const [one, two] = [request(at, { id: "a" }), request(at, { id: "b" })];
        assert.deepEqual(mergedSpentRequests([[one], [one, two]], now), [one, two]);
    });

    it("takes a record of 0.1.0, without an id, for the same request", () => {
        const at = "2026-11-22T10:00:00.000Z";
        const known = request(at, { id: "a" });
        assert.equal(mergedSpentRequests([[request(at)], [known]], now).length, 1);
        assert.deepEqual(mergedSpentRequests([[known], [request(at)]], now), [known]);
    });

    it("keeps a request for 73 hours and not a moment longer", () => {
        const inside = request("2026-11-19T11:00:00.001Z");
        const outside = request("2026-11-19T11:00:00.000Z");
        assert.deepEqual(mergedSpentRequests([[outside, inside]], now), [inside]);
    });

    it("answers the oldest first", () => {
        const late = request("2026-11-22T11:00:00.000Z");
        const early = request("2026-11-22T09:00:00.000Z");
        assert.deepEqual(mergedSpentRequests([[late], [early]], now), [early, late]);
    });
});

describe("spentRequestsFrom", () => {
    it("takes what it knows out of a state and leaves the rest", () => {
        const good = request("2026-11-22T10:00:00.000Z");
        const bad = [null, 1, { at: "x" }, { ...good, at: "yesterday" }, { ...good, outcome: "?" }];
        assert.deepEqual(spentRequestsFrom([good, ...bad]), [good]);
    });

    it("takes a state without a record as an empty one", () => {
        assert.deepEqual(spentRequestsFrom(undefined), []);
        assert.deepEqual(spentRequestsFrom("none"), []);
    });
});
