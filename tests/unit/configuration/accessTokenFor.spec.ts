import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { accessTokenFor } from "../../../provider/src/configuration/accessTokenFor";
import { configSource, messageOf } from "./configSource";

const named = JSON.stringify({ brandA: "EAA-fake-a", "brand-b": "EAA-fake-b", count: 7 });

describe("accessTokenFor", () => {
    describe("a number without a token name", () => {
        it("takes the environment's token before config's", () => {
            const source = configSource(
                { accessToken: "EAA-fake-stored" },
                { WHATSAPP_ACCESS_TOKEN: "EAA-fake-fresh" },
            );
            assert.deepEqual(accessTokenFor(undefined, source), {
                accessToken: "EAA-fake-fresh",
                source: "environment variable WHATSAPP_ACCESS_TOKEN",
                stored: false,
                environmentVariable: "WHATSAPP_ACCESS_TOKEN",
            });
        });

        it("takes config's token, known to be stored, where the variable is absent or empty", () => {
            for (const env of [{}, { WHATSAPP_ACCESS_TOKEN: "" }]) {
                const token = accessTokenFor(
                    undefined,
                    configSource({ accessToken: "EAA-fake-stored" }, env),
                );
                assert.equal(token.accessToken, "EAA-fake-stored");
                assert.equal(token.source, "stack config whatsapp:accessToken");
                assert.equal(token.stored, true);
            }
        });

        it("never takes a token that has a name", () => {
            const source = configSource(
                { accessTokens: named },
                { WHATSAPP_ACCESS_TOKEN_BRANDA: "EAA-fake-a" },
            );
            assert.throws(() => accessTokenFor(undefined, source), /Cannot find an access token/);
        });

        it("learns both places and both ways to set a token if there is none", () => {
            const message = messageOf(() => accessTokenFor(undefined, configSource({})));
            assert.match(message, /environment variable WHATSAPP_ACCESS_TOKEN is not set/);
            assert.match(message, /stack config whatsapp:accessToken is not set/);
            assert.match(message, /Set WHATSAPP_ACCESS_TOKEN to a token/);
            assert.match(message, /"pulumi config set --secret whatsapp:accessToken"/);
        });
    });

    describe("a number with a token name", () => {
        it("takes the environment's token of that name before config's", () => {
            const source = configSource(
                { accessTokens: named },
                { WHATSAPP_ACCESS_TOKEN_BRAND_B: "EAA-fake-fresh" },
            );
            const token = accessTokenFor("brand-b", source);
            assert.equal(token.accessToken, "EAA-fake-fresh");
            assert.equal(token.source, "environment variable WHATSAPP_ACCESS_TOKEN_BRAND_B");
        });

        it("takes config's token of exactly that name", () => {
            const token = accessTokenFor("brandA", configSource({ accessTokens: named }));
            assert.equal(token.accessToken, "EAA-fake-a");
            assert.equal(token.source, "stack config whatsapp:accessTokens.brandA");
            assert.equal(token.stored, true);
            assert.equal(token.environmentVariable, "WHATSAPP_ACCESS_TOKEN_BRANDA");
            assert.throws(() => accessTokenFor("BrandA", configSource({ accessTokens: named })));
        });

        it("never falls back to the shared token", () => {
            const source = configSource(
                { accessToken: "EAA-fake-shared", accessTokens: named },
                { WHATSAPP_ACCESS_TOKEN: "EAA-fake-shared" },
            );
            const message = messageOf(() => accessTokenFor("brandC", source));
            assert.match(message, /the access token named "brandC"/);
            assert.match(message, /environment variable WHATSAPP_ACCESS_TOKEN_BRANDC is not set/);
            assert.match(message, /stack config whatsapp:accessTokens\.brandC is not set/);
            assert.match(message, /config set --secret --path whatsapp:accessTokens\.brandC/);
        });

        it("finds none under the names of JavaScript's own properties", () => {
            for (const name of ["constructor", "toString", "valueOf"]) {
                assert.throws(
                    () => accessTokenFor(name, configSource({ accessTokens: "{}" })),
                    /is not set/,
                );
            }
        });

        it("is told where the tokens in config are no object, or one is no text", () => {
            for (const text of ["EAA-fake-token", "[]", "null", '"EAA-fake-token"', "{"]) {
                const message = messageOf(() =>
                    accessTokenFor("brandA", configSource({ accessTokens: text })),
                );
                assert.match(message, /whatsapp:accessTokens is not an object of tokens/);
                assert.doesNotMatch(message, /EAA/);
            }
            assert.match(
                messageOf(() => accessTokenFor("count", configSource({ accessTokens: named }))),
                /whatsapp:accessTokens\.count is not a string/,
            );
        });

        it("is refused where the name cannot be one, and it is not repeated", () => {
            const pasted = `EAA${"f".repeat(180)}`;
            const message = messageOf(() => accessTokenFor(pasted, configSource({})));
            assert.match(message, /never the token itself/);
            assert.doesNotMatch(message, /fff/i);
        });
    });

    describe("a token that cannot be used", () => {
        for (const [what, token, reason] of [
            ["is blank", "   ", /is blank/],
            ["ends in a line break", "EAA-fake\n", /space or a line break/],
            ["has a space in it", "EAA fake", /space or a line break/],
            ["is in quotation marks", '"EAA-fake"', /quotation marks/],
            ["holds other letters than ASCII", "EAÄ-fake", /not visible ASCII/],
            ["holds a control character", "EAA\u0000fake", /not visible ASCII/],
        ] as const) {
            it(`is refused where it ${what}, although config has a good one`, () => {
                const source = configSource(
                    { accessToken: "EAA-other" },
                    { WHATSAPP_ACCESS_TOKEN: token },
                );
                const message = messageOf(() => accessTokenFor(undefined, source));
                assert.match(message, reason);
                assert.doesNotMatch(message, /fake|EAA/);
            });
        }

        it("is never repeated, whatever it holds", () => {
            const bad = fc
                .string({ minLength: 8 })
                .filter((text) => !/^[\x21\x23-\x26\x28-\x5f\x61-\x7e]+$/.test(text))
                .filter((text) => text.trim().length >= 8);
            fc.assert(
                fc.property(bad, (token) => {
                    const source = configSource({ accessToken: token });
                    const message = messageOf(() => accessTokenFor(undefined, source));
                    assert.ok(!message.includes(token.trim()));
                }),
            );
        });

        it("is accepted exactly where an HTTP header could carry it", () => {
            fc.assert(
                fc.property(fc.stringMatching(/^[A-Za-z0-9|._~+/=-]{1,300}$/), (token) => {
                    const source = configSource({ accessToken: token });
                    assert.equal(accessTokenFor(undefined, source).accessToken, token);
                }),
            );
        });
    });
});
