import assert from "node:assert/strict";

import { tokenPerAccount } from "pulumi-whatsapp-policy";

import { account, violationsOf } from "./resourceArgs";

const otherAccount = "102290129340399";
const config = { tokenNames: { [account]: "shop" } };

function violations(props: Readonly<Record<string, unknown>>): readonly string[] | undefined {
    return violationsOf(tokenPerAccount, { props, config });
}

describe("tokenPerAccount", () => {
    it("allows everything until names are configured", () => {
        assert.deepEqual(violationsOf(tokenPerAccount, { props: { tokenName: "any" } }), []);
    });

    it("wants the account's token, by its name", () => {
        assert.deepEqual(violations({ wabaId: account, tokenName: "shop" }), []);
        assert.deepEqual(violations({ wabaId: account, tokenName: "bank" }), [
            `tokenName is "bank". Numbers of account ${account} need "shop".`,
        ]);
        assert.deepEqual(violations({ wabaId: account }), [
            `tokenName is missing. Numbers of account ${account} need "shop".`,
        ]);
    });

    it("keeps a customer's token from the numbers of others", () => {
        assert.deepEqual(violations({ wabaId: otherAccount, tokenName: "shop" }), [
            `tokenName "shop" is for account ${account}, and not for ${otherAccount}.`,
        ]);
        assert.deepEqual(violations({ wabaId: otherAccount, tokenName: "bank" }), []);
        assert.deepEqual(violations({ wabaId: otherAccount }), []);
    });

    it("asks for the account", () => {
        assert.deepEqual(violations({ tokenName: "shop" }), [
            "wabaId is missing, so its account's token is not known. Declare it.",
        ]);
    });
});
