import assert from "node:assert/strict";

import { allowedRegions, type AllowedRegionsConfig } from "pulumi-whatsapp-policy";

import { account, violationsOf } from "./resourceArgs";

const otherAccount = "102290129340399";

function violations(
    props: Readonly<Record<string, unknown>>,
    config: AllowedRegionsConfig,
): readonly string[] | undefined {
    return violationsOf(allowedRegions, { props, config });
}

describe("allowedRegions", () => {
    it("allows everything until regions are configured", () => {
        assert.deepEqual(violations({ dataLocalizationRegion: "IN" }, {}), []);
    });

    it("allows a region of the list, however it is written, and no other", () => {
        const config = { regions: ["CH", "DE"] };
        assert.deepEqual(violations({ dataLocalizationRegion: "ch" }, config), []);
        assert.deepEqual(violations({ dataLocalizationRegion: "GB" }, config), [
            "dataLocalizationRegion GB is not allowed. Allowed: CH, DE.",
        ]);
    });

    it("takes an account's own list in place of the general one", () => {
        const config = { regions: ["CH"], accounts: { [account]: ["DE"] } };
        const inDE = { dataLocalizationRegion: "DE", wabaId: account };
        assert.deepEqual(violations(inDE, config), []);
        assert.deepEqual(violations({ ...inDE, dataLocalizationRegion: "CH" }, config), [
            `dataLocalizationRegion CH is not allowed. Allowed in account ${account}: DE.`,
        ]);
        assert.deepEqual(violations({ ...inDE, wabaId: otherAccount }, config), [
            "dataLocalizationRegion DE is not allowed. Allowed: CH.",
        ]);
    });

    it("asks for the account where lists go by account", () => {
        const config = { accounts: { [account]: ["DE"] } };
        assert.deepEqual(violations({ dataLocalizationRegion: "DE" }, config), [
            "wabaId is missing, so its account's regions are not known. Declare it.",
        ]);
        assert.deepEqual(
            violations({ dataLocalizationRegion: "DE", wabaId: otherAccount }, config),
            [`Account ${otherAccount} has no regions in accounts. Add it there.`],
        );
    });

    it("allows no region, and No Storage, only where the configuration says so", () => {
        const config = { regions: ["CH"] };
        const noStorage = { noStorage: { retentionMinutes: 60 } };
        assert.deepEqual(violations({}, config), [
            "dataLocalizationRegion is missing. Allowed: CH.",
        ]);
        assert.deepEqual(violations(noStorage, config), ["noStorage is not allowed. Allowed: CH."]);
        assert.deepEqual(violations({}, { ...config, allowNoRegion: true }), []);
        assert.deepEqual(violations(noStorage, { ...config, allowNoStorage: true }), []);
    });
});
