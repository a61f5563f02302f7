import assert from "node:assert/strict";

import {
    holderOf,
    type JournalEntry,
    unseenEntries,
} from "../../../provider/src/decisions/JournalEntry";

const at = (minute: number): string =>
    new Date(Date.parse("2026-11-22T12:00:00.000Z") + minute * 60_000).toISOString();
const entry = (
    operation: JournalEntry["operation"],
    minute: number,
    rest: Partial<JournalEntry> = {},
): JournalEntry => ({ operation, at: at(minute), outcome: "accepted", ...rest });

describe("the entries of a journal that a state does not know of", () => {
    const state = {
        spentRequests: [{ operation: "register", at: at(0), outcome: "accepted" }],
        __knownUntil: at(5),
    } as const;

    it("are all that were sent after the state was made, whatever came of them", () => {
        const later = [
            entry("deregister", 6),
            entry("register", 7, { outcome: "refused", graphCode: 133015 }),
            entry("pin", 8),
            entry("storage", 9, { outcome: "unanswered" }),
        ];
        assert.deepEqual(unseenEntries([entry("register", 0), ...later], state), later);
    });

    it("are none that the state holds, or that were sent before it was made", () => {
        const seen = [entry("register", 0), entry("pin", 1), entry("deregister", 4)];
        assert.deepEqual(unseenEntries(seen, state), []);
        const counted = { ...state, spentRequests: [{ ...state.spentRequests[0], at: at(6) }] };
        assert.deepEqual(unseenEntries([entry("register", 6)], counted), []);
    });

    it("are not hidden by a later one that the state knows", () => {
        const down = entry("deregister", 6);
        const known = { ...state, spentRequests: [{ ...state.spentRequests[0], at: at(7) }] };
        assert.deepEqual(unseenEntries([down, entry("register", 7)], known), [down]);
    });

    it("of a state of 0.1.0 are those after its last request", () => {
        const old = { spentRequests: state.spentRequests };
        const down = entry("deregister", 6);
        assert.deepEqual(unseenEntries([entry("register", 0), down], old), [down]);
    });

    it("of a state that sent nothing are deregistrations that may have had an effect", () => {
        const adopted = { spentRequests: [] };
        const down = entry("deregister", 6);
        const refused = entry("deregister", 7, { outcome: "refused", graphCode: 10 });
        const entries = [entry("register", 0), down, refused];
        assert.deepEqual(unseenEntries(entries, adopted), [down]);
    });
});

describe("the stack that had a number last", () => {
    const stack = "dev::numbers";

    it("is that of the last registration, also of one that got no answer", () => {
        assert.deepEqual(holderOf([entry("register", 0, { stack })]), { stack, isUp: true });
        const open = entry("register", 1, { stack, outcome: "unanswered" });
        assert.equal(holderOf([entry("register", 0, { stack: "other" }), open])?.stack, stack);
    });

    it("is that of a move that was stopped while the number was down", () => {
        const down = entry("deregister", 2, { stack, mark: "a" });
        assert.deepEqual(holderOf([entry("register", 0, { stack }), down]), { stack, isUp: false });
    });

    it("is none after a deregistration for good, and a refused registration changes nothing", () => {
        const up = entry("register", 0, { stack });
        const refused = entry("register", 1, { stack: "other", outcome: "refused" });
        assert.equal(holderOf([]), undefined);
        assert.equal(holderOf([up, refused])?.stack, stack);
        assert.equal(holderOf([up, entry("deregister", 2, { stack })]), undefined);
    });
});
