import assert from "node:assert/strict";

import { AccountList, type ListEnd } from "../../../provider/src/graph/AccountList";
import type { HttpAnswer } from "../../../provider/src/graph/GraphAnswer";

describe("the list of an account", () => {
    it("is read in Meta's order first, a hundred at a time, from cursor to cursor", () => {
        const { list, end, take, noteAnswered } = fixture();
        assert.deepEqual(list.readable({ end: end(), fields: "id" }), {
            path: "/102290129340398/phone_numbers",
            query: { fields: "id", limit: "100" },
        });
        take(end(), ["3", "4"], "cursor-1");
        noteAnswered("3", 2);
        assert.deepEqual(list.readable({ end: end(), fields: "id" }).query, {
            fields: "id",
            limit: "100",
            after: "cursor-1",
        });
    });

    it("is read from its other end where a page did not pay, and goes on where pages pay", () => {
        const { list, end, take, noteAnswered } = fixture();
        take(end(), ["9", "8"], "cursor-1");
        assert.equal(
            list.readable({ end: end(), fields: "id" }).query?.["sort"],
            "last_onboarded_time.asc",
        );
        take(end(), ["1", "2"], "cursor-2");
        // Neither end paid, so Meta's own order is used.
        assert.equal(list.readable({ end: end(), fields: "id" }).query?.["sort"], undefined);
        noteAnswered("2", 1);
        assert.equal(list.readable({ end: end(), fields: "id" }).query?.["after"], "cursor-2");
    });

    it("keeps the ends apart, and the numbers of an end next to each other", () => {
        const { list, end, take } = fixture();
        take(end(), ["9", "8"], "cursor-1");
        take(end(), ["1", "2"], "cursor-2");
        const placeOf = (id: string): number => list.find(id)?.place ?? NaN;
        assert.equal(placeOf("8") - placeOf("9"), 1);
        assert.equal(placeOf("2") - placeOf("1"), 1);
        assert.ok(Math.abs(placeOf("1") - placeOf("8")) > 100_000);
        assert.deepEqual(
            ["9", "2"].map(placeOf).map((place) => list.idAt(place)),
            ["9", "2"],
        );
        assert.equal(list.idAt(placeOf("8") + 1), undefined);
        assert.equal(list.size, 4);
        assert.equal(list.pages, 2);
    });

    it("is over where one end has no further page", () => {
        const { list, end, take } = fixture();
        take(end(), ["9", "8"], "cursor-1");
        take(end(), ["1"], undefined);
        assert.equal(list.bestEnd(), undefined);
    });

    it("is read from one end alone where the other one shows nothing new", () => {
        const { list, end, take } = fixture();
        take(end(), ["9", "8"], "cursor-1");
        take(end(), ["9", "8"], "cursor-1");
        assert.equal(list.readable({ end: end(), fields: "id" }).query?.["sort"], undefined);
        assert.equal(list.find("9")?.end.sort, undefined);
    });

    it("is given up where Meta's order cannot be read, and only the other end where that cannot", () => {
        const first = fixture();
        first.list.giveUp(first.end());
        assert.equal(first.list.bestEnd(), undefined);

        const second = fixture();
        second.take(second.end(), ["9"], "cursor-1");
        second.list.giveUp(second.end());
        assert.equal(second.end().sort, undefined);
    });

    it("takes nothing from an answer that is no list", () => {
        const { list, end } = fixture();
        for (const [httpStatus, body] of [
            [400, page(["1"], undefined)],
            [200, "{}"],
            [200, "<html>"],
        ] as const) {
            assert.equal(
                list.take({ end: end(), fields: "id" }, answer(body, httpStatus), 0),
                false,
            );
        }
        assert.equal(list.size, 0);
        assert.equal(list.pages, 0);
    });

    it("leaves out an entry whose id is not made of digits", () => {
        const { list, end, take } = fixture();
        take(end(), ["1", "../2"], undefined);
        assert.equal(list.size, 1);
    });
});

function fixture() {
    const list = new AccountList("102290129340398");
    const end = (): ListEnd => {
        const best = list.bestEnd();
        assert.ok(best !== undefined);
        return best;
    };
    const take = (from: ListEnd, ids: readonly string[], after: string | undefined): void => {
        assert.equal(list.take({ end: from, fields: "id" }, answer(page(ids, after)), 0), true);
    };
    const noteAnswered = (id: string, count: number): void => {
        const listed = list.find(id);
        assert.ok(listed !== undefined);
        listed.end.answered += count;
    };
    return { list, end, take, noteAnswered };
}

function page(ids: readonly string[], after: string | undefined): string {
    const paging = after === undefined ? {} : { cursors: { after }, next: "https://example.com" };
    return JSON.stringify({ data: ids.map((id) => ({ id })), paging });
}

function answer(body: string, httpStatus = 200): HttpAnswer {
    return { httpStatus, body, header: () => undefined };
}
