import assert from "node:assert/strict";

import { changesBetween } from "../../../provider/src/decisions/changesBetween";

const there = {
    phoneNumberId: "106540352242922",
    pin: "012345",
    dataLocalizationRegion: "CH",
    wabaId: "200300400500600",
    tokenName: "acme",
    registered: true,
};

describe("changesBetween", () => {
    it("finds none between a state and the inputs it came from", () => {
        assert.deepEqual(changesBetween(there, { ...there }), { replaces: [], updates: [] });
    });

    it("replaces for another number id or region, newly declared and taken away too", () => {
        const { dataLocalizationRegion, ...withoutRegion } = there;
        assert.equal(dataLocalizationRegion, "CH");
        const replacesFor = (olds: object, news: object): readonly string[] =>
            changesBetween(olds, news).replaces;
        assert.deepEqual(replacesFor(there, { ...there, phoneNumberId: "1" }), ["phoneNumberId"]);
        for (const news of [{ ...there, dataLocalizationRegion: "DE" }, withoutRegion]) {
            assert.deepEqual(replacesFor(there, news), ["dataLocalizationRegion"]);
        }
        assert.deepEqual(replacesFor(withoutRegion, there), ["dataLocalizationRegion"]);
    });

    it("changes the PIN in place", () => {
        const changes = changesBetween(there, { ...there, pin: "543210" });
        assert.deepEqual(changes, { replaces: [], updates: ["pin"] });
    });

    it("takes an absent PIN, as after an import, as a change", () => {
        const changes = changesBetween({ ...there, pin: undefined }, there);
        assert.deepEqual(changes.updates, ["pin"]);
    });

    it("takes a number that is no longer registered as a change", () => {
        assert.deepEqual(changesBetween({ ...there, registered: false }, there).updates, [
            "registered",
        ]);
    });

    it("never deregisters because an input says so", () => {
        assert.deepEqual(changesBetween(there, { ...there, registered: false }).updates, []);
    });

    it("takes old outputs without `registered` as unchanged", () => {
        const changes = changesBetween({ ...there, registered: undefined }, there);
        assert.deepEqual(changes, { replaces: [], updates: [] });
    });

    it("sees another token name, and one taken away", () => {
        assert.deepEqual(changesBetween(there, { ...there, tokenName: "b" }).updates, [
            "tokenName",
        ]);
        assert.deepEqual(changesBetween(there, { ...there, tokenName: undefined }).updates, [
            "tokenName",
        ]);
    });

    it("sees another account, but not one that is only known from Meta", () => {
        assert.deepEqual(changesBetween(there, { ...there, wabaId: "9" }).updates, ["wabaId"]);
        assert.deepEqual(changesBetween(there, { ...there, wabaId: undefined }).updates, []);
    });

    it("does not look at what it does not know", () => {
        const olds = { ...there, __urn: "a", __provider: "old text", later: 1 };
        const news = { ...there, __urn: "b", __provider: "new text", later: 2 };
        assert.deepEqual(changesBetween(olds, news), { replaces: [], updates: [] });
    });
});
