import assert from "node:assert/strict";

import {
    holderOf,
    type JournalEntry,
    keptEntries,
    unseenEntries,
} from "../../../provider/src/decisions/JournalEntry";

const at = (minute: number): string =>
    new Date(Date.parse("2026-11-22T12:00:00.000Z") + minute * 60_000).toISOString();
const entry = (
    operation: JournalEntry["operation"],
    minute: number,
    rest: Partial<JournalEntry> = {},
): JournalEntry => ({ operation, at: at(minute), outcome: "accepted", ...rest });

const now = new Date(at(10));

describe("the entries of a journal that a state does not know of", () => {
    const state = {
        spentRequests: [{ operation: "register", at: at(0), outcome: "accepted" }],
        __knownUntil: at(5),
    } as const;

    it("are all that were sent after the state was made, whatever their outcome", () => {
        const later = [
            entry("deregister", 6),
            entry("register", 7, { outcome: "refused", graphCode: 133015 }),
            entry("pin", 8),
            entry("storage", 9, { outcome: "unanswered" }),
        ];
        assert.deepEqual(unseenEntries([entry("register", 0), ...later], state, now), later);
    });

    it("are none that the state holds, or that were sent before it was made", () => {
        const seen = [entry("register", 0), entry("pin", 1), entry("deregister", 4)];
        assert.deepEqual(unseenEntries(seen, state, now), []);
        const counted = { ...state, spentRequests: [{ ...state.spentRequests[0], at: at(6) }] };
        assert.deepEqual(unseenEntries([entry("register", 6)], counted, now), []);
    });

    it("are not hidden by a later one that the state knows", () => {
        const down = entry("deregister", 6);
        const known = { ...state, spentRequests: [{ ...state.spentRequests[0], at: at(7) }] };
        assert.deepEqual(unseenEntries([down, entry("register", 7)], known, now), [down]);
    });

    it("of a state of 0.1.0 are those after its last request", () => {
        const old = { spentRequests: state.spentRequests };
        const down = entry("deregister", 6);
        assert.deepEqual(unseenEntries([entry("register", 0), down], old, now), [down]);
    });

    it("of a state that sent nothing are deregistrations that may have had an effect", () => {
        const adopted = { spentRequests: [] };
        const down = entry("deregister", 6);
        const refused = entry("deregister", 7, { outcome: "refused", graphCode: 10 });
        const entries = [entry("register", 0), down, refused];
        assert.deepEqual(unseenEntries(entries, adopted, now), [down]);
    });

    it("are no deregistrations before a state that no longer holds what was sent after them", () => {
        const adopted = { spentRequests: [] };
        const old = entry("deregister", 10 - 73 * 60);
        const young = entry("deregister", 11 - 73 * 60);
        assert.deepEqual(unseenEntries([old], adopted, now), []);
        assert.deepEqual(unseenEntries([old, young], adopted, now), [young]);
    });

    it("are two of one millisecond where the state knows one of them", () => {
        const [one, two] = [
            entry("deregister", 6, { id: "a" }),
            entry("deregister", 6, { id: "b" }),
        ];
        const knowing = {
            ...state,
            spentRequests: [{ operation: "deregister", at: at(6), outcome: "accepted", id: "a" }],
        } as const;
        assert.deepEqual(unseenEntries([one, two], knowing, now), [two]);
    });
});

describe("what a journal keeps", () => {
    it("is all that counts, the last twenty of a kind, and the last that was accepted", () => {
        const refused = { outcome: "refused", graphCode: 133005 } as const;
        const hour = (hours: number): number => 10 - hours * 60;
        const registered = entry("register", hour(2000));
        const many = Array.from({ length: 30 }, (_, index) =>
            entry("register", hour(1000 - index), refused),
        );
        const pin = entry("pin", hour(900));
        const young = Array.from({ length: 25 }, (_, index) =>
            entry("deregister", hour(72) + index, refused),
        );
        const entries = [registered, ...many, pin, ...young];
        const kept = keptEntries(entries, now);
        assert.deepEqual(kept, [registered, ...many.slice(10), pin, ...young]);
        assert.deepEqual(holderOf(kept), holderOf(entries));
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
