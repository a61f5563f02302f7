import assert from "node:assert/strict";

import {
    type AccountTally,
    mayCarryPage,
    mayReadPage,
    nearestPlaces,
    storageToReadAhead,
} from "../../../provider/src/graph/readAhead";

const none: AccountTally = { asked: 0, pages: 0, answered: 0, unused: 0 };

describe("what is read of an account next", () => {
    it("is no list for the first three numbers, and the list for the fourth", () => {
        const may = [1, 2, 3, 4].map((asked) => mayReadPage({ ...none, asked }));
        assert.deepEqual(may, [false, false, false, true]);
    });

    it("is a further page where the ones before paid for themselves", () => {
        const tally = { ...none, asked: 104, pages: 2 };
        assert.equal(mayReadPage({ ...tally, answered: 100 }), true);
        assert.equal(mayReadPage({ ...tally, asked: 5, answered: 0 }), false);
    });

    it("is a page on trust from each end, one more for every four numbers, and no more than eleven", () => {
        const pagesRead = (asked: number): number => {
            let pages = 0;
            while (mayReadPage({ ...none, asked, pages })) pages += 1;
            return pages;
        };
        assert.deepEqual([4, 8, 40, 10_000].map(pagesRead), [2, 3, 11, 11]);
    });

    it("carries the next page along where the pages before paid ten times over", () => {
        assert.equal(mayCarryPage({ pages: 0, answered: 0 }), false);
        assert.equal(mayCarryPage({ pages: 1, answered: 9 }), false);
        assert.equal(mayCarryPage({ pages: 1, answered: 10 }), true);
        assert.equal(mayCarryPage({ pages: 4, answered: 39 }), false);
    });

    it("is at most as much storage as the list has saved reads", () => {
        const scattered = [3, 40, 77, 95];
        for (const [answered, unused, ahead] of [
            [1, 0, 0],
            [10, 0, 9],
            [10, 5, 4],
            [10, 9, 0],
            [10, 20, 0],
        ] as const) {
            const tally = { ...none, asked: 13, pages: 1, answered, unused };
            assert.equal(storageToReadAhead(tally, scattered), ahead);
        }
    });

    it("is a little more on trust where the numbers asked for are close together", () => {
        const tally = { ...none, asked: 4, pages: 1, answered: 1 };
        assert.equal(storageToReadAhead(tally, [0, 1, 2]), 0);
        assert.equal(storageToReadAhead(tally, [0, 1, 2, 3]), 8);
        assert.equal(storageToReadAhead(tally, [99, 97, 98, 92]), 8);
        assert.equal(storageToReadAhead(tally, [99, 97, 98, 91]), 8);
        assert.equal(storageToReadAhead(tally, [99, 60, 98, 20]), 0);
        assert.equal(storageToReadAhead(tally, [0, 20, 40, 60]), 0);
        const sixteen = Array.from({ length: 16 }, (_, place) => place);
        assert.equal(storageToReadAhead(tally, sixteen), 8);
        assert.equal(storageToReadAhead({ ...tally, unused: 6 }, sixteen), 2);
    });

    it("is that of the nearest neighbours on both sides", () => {
        const asked = new Set([3, 4, 5]);
        const isWanted = (place: number): boolean => place >= 0 && place < 10 && !asked.has(place);
        const around = { place: 5, farthest: 9, isWanted };
        assert.deepEqual(nearestPlaces({ ...around, count: 3 }), [6, 7, 8]);
        assert.deepEqual(nearestPlaces({ ...around, count: 99 }), [6, 7, 8, 2, 9, 1, 0]);
        assert.deepEqual(nearestPlaces({ ...around, count: 0 }), []);
    });
});
