import * as assert from "node:assert/strict";

import { accessTokenFor, tokenAdvice } from "../../../provider/src/configuration/accessTokenFor";
import { configSource } from "./configSource";

describe("tokenAdvice", () => {
    const stored = accessTokenFor(undefined, configSource({ accessToken: "EAA-fake-stored" }));
    const fresh = accessTokenFor(
        "brandA",
        configSource({}, { WHATSAPP_ACCESS_TOKEN_BRANDA: "EAA-fake-fresh" }),
    );

    it("says of a stored token that it may be stale, and three ways to give a fresh one", () => {
        const advice = tokenAdvice(stored);
        assert.match(advice, /stack config whatsapp:accessToken.*may be stale/);
        assert.match(advice, /environment variable WHATSAPP_ACCESS_TOKEN,/);
        assert.match(advice, /"pulumi up" first/);
        assert.match(advice, /--run-program/);
    });

    it("does not call a token of the environment stale", () => {
        const advice = tokenAdvice(fresh);
        assert.match(advice, /environment variable WHATSAPP_ACCESS_TOKEN_BRANDA/);
        assert.doesNotMatch(advice, /stale|pulumi up/);
    });

    it("says how long tokens live, and never the token", () => {
        for (const advice of [tokenAdvice(stored), tokenAdvice(fresh)]) {
            assert.match(advice, /App Dashboard live 24 hours/);
            assert.doesNotMatch(advice, /EAA/);
        }
    });
});
