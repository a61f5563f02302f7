import assert from "node:assert/strict";

import {
    declaredStorage,
    storageAsRead,
    storageReadsAs,
    wantedStorage,
} from "../../../provider/src/decisions/storage";

const off = { kind: "off" } as const;
const inSwitzerland = { kind: "region", region: "CH" } as const;
const nowhere = { kind: "noStorage", retentionMinutes: 60 } as const;

describe("storageReadsAs", () => {
    it("asks for the very region", () => {
        const storage = { state: "on", dataLocalizationRegion: "CH" } as const;
        assert.equal(storageReadsAs(storage, inSwitzerland), true);
        assert.equal(storageReadsAs(storage, { kind: "region", region: "DE" }), false);
        assert.equal(storageReadsAs(storage, off), false);
        assert.equal(storageReadsAs(storage, nowhere), false);
    });

    it("does not take storage without a region as proof of one", () => {
        assert.equal(storageReadsAs({ state: "on" }, inSwitzerland), false);
    });

    it("takes nothing but off as off", () => {
        assert.equal(storageReadsAs({ state: "off" }, off), true);
        assert.equal(storageReadsAs({ state: "noStorage" }, off), false);
        assert.equal(storageReadsAs({ state: "unknown" }, off), false);
        assert.equal(storageReadsAs({ state: "off" }, inSwitzerland), false);
    });

    it("asks for No Storage and its very retention, where one is told", () => {
        assert.equal(storageReadsAs({ state: "noStorage" }, nowhere), true);
        assert.equal(storageReadsAs({ state: "noStorage", retentionMinutes: 60 }, nowhere), true);
        assert.equal(storageReadsAs({ state: "noStorage", retentionMinutes: 120 }, nowhere), false);
        assert.equal(storageReadsAs({ state: "off" }, nowhere), false);
    });
});

describe("wantedStorage and declaredStorage", () => {
    for (const wanted of [off, inSwitzerland, nowhere]) {
        it(`say the same of ${wanted.kind}`, () => {
            assert.deepEqual(wantedStorage(declaredStorage(wanted)), wanted);
        });
    }
});

describe("storageAsRead", () => {
    it("is what would have to be declared to have what is there", () => {
        const read = (storage: object) =>
            storageAsRead({ kind: "answered", storage: storage as { state: "off" } });
        assert.deepEqual(read({ state: "off" }), off);
        assert.deepEqual(read({ state: "on", dataLocalizationRegion: "CH" }), inSwitzerland);
        assert.deepEqual(read({ state: "noStorage", retentionMinutes: 60 }), nowhere);
        assert.deepEqual(read({ state: "noStorage" }), nowhere);
    });

    it("is nothing where Meta's word is not known, or nothing was read", () => {
        assert.equal(
            storageAsRead({ kind: "answered", storage: { state: "unknown", status: "NEW" } }),
            undefined,
        );
        assert.equal(storageAsRead(undefined), undefined);
    });
});
