import * as assert from "node:assert/strict";

import { ConfigurationError } from "../../../provider/src/configuration/ConfigReader";
import { configurationFrom } from "../../../provider/src/configuration/configurationFrom";
import { configSource, messageOf } from "./configSource";

function configured(
    config: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
): ReturnType<typeof configurationFrom> {
    return configurationFrom(configSource(config, env));
}

describe("configurationFrom", () => {
    it("needs no key at all", () => {
        assert.deepEqual(configured({}), {
            graphUrl: "https://graph.facebook.com",
            graphApiVersion: "v24.0",
            localStorageRecipe: "auto",
            requestTimeoutMs: 30_000,
            settleTimeoutMs: 90_000,
            strictPreview: true,
            rememberedRefusal: "fail",
            coalesceReads: "auto",
        });
    });

    it("takes every key, times in seconds and parts of them", () => {
        const config = {
            graphUrl: "http://127.0.0.1:8080/meta/",
            graphApiVersion: "v25.0",
            localStorageRecipe: "settings",
            requestTimeoutSeconds: "2.5",
            settleTimeoutSeconds: "0",
            strictPreview: "false",
            rememberedRefusal: "warn",
            coalesceReads: "list",
            appSecret: "fake-app-secret",
        };
        assert.deepEqual(configured(config), {
            graphUrl: "http://127.0.0.1:8080/meta",
            graphApiVersion: "v25.0",
            localStorageRecipe: "settings",
            requestTimeoutMs: 2500,
            settleTimeoutMs: 0,
            strictPreview: false,
            rememberedRefusal: "warn",
            coalesceReads: "list",
            appSecret: "fake-app-secret",
        });
    });

    it("names all wrong keys in one error, and the way to correct them", () => {
        const wrong = {
            graphUrl: "nowhere",
            graphApiVersion: "24",
            localStorageRecipe: "body",
            requestTimeoutSeconds: "0",
            settleTimeoutSeconds: "soon",
            coalesceReads: "always",
            appSecret: "two words",
        };
        assert.throws(
            () => configured(wrong),
            (error) => {
                assert.ok(error instanceof ConfigurationError);
                assert.deepEqual(
                    error.problems.map((problem) => problem.key).sort(),
                    Object.keys(wrong)
                        .map((key) => `whatsapp:${key}`)
                        .sort(),
                );
                assert.ok(error.problems.every(({ key }) => error.message.includes(key)));
                assert.match(error.message, /^Cannot use .*pulumi config set KEY VALUE/s);
                return true;
            },
        );
    });

    it("throws an error without the fields that Pulumi would read as a status or an id", () => {
        assert.throws(
            () => configured({ graphApiVersion: "24.0" }),
            (error) => {
                const fields = Object.keys(error as object);
                return !fields.some((field) => /^(code|id|details|metadata)$/.test(field));
            },
        );
    });

    for (const url of [
        "https://graph.facebook.com/",
        "https://proxy.example:8443/graph",
        "http://localhost:3000",
        "http://127.0.0.53",
        "http://[::1]:8080",
    ]) {
        it(`talks to ${url}`, () => {
            assert.equal(configured({ graphUrl: url }).graphUrl, url.replace(/\/$/, ""));
        });
    }

    for (const [url, reason] of [
        ["http://graph.facebook.com", /plain http is for loopback only/],
        ["http://127.0.0.1.example", /plain http is for loopback only/],
        ["http://localhost.example", /plain http is for loopback only/],
        ["ftp://127.0.0.1", /must begin with https/],
        ["graph.facebook.com", /is not an address/],
        ["", /is not an address/],
        ["https://me:secret@proxy.example", /user name or a password/],
        ["https://proxy.example?key=secret", /query or a fragment/],
        ["https://graph.facebook.com/v24.0", /whatsapp:graphApiVersion/],
    ] as const) {
        it(`does not talk to ${JSON.stringify(url)}`, () => {
            const message = messageOf(() => configured({ graphUrl: url }));
            assert.match(message, reason);
            assert.ok(!message.includes("secret"), message);
        });
    }

    it("takes versions of Meta's form only", () => {
        for (const version of ["v20.0", "v24.0", "v30.1", "v100.0"]) {
            assert.equal(configured({ graphApiVersion: version }).graphApiVersion, version);
        }
        for (const version of ["", "24", "24.0", "V24.0", "v24", "v24.0/x", "v024.0", "v24.0\n"]) {
            assert.match(
                messageOf(() => configured({ graphApiVersion: version })),
                /whatsapp:graphApiVersion must have the form v24\.0/,
            );
        }
    });

    it("refuses a recipe it does not know, and lists the three", () => {
        assert.match(
            messageOf(() => configured({ localStorageRecipe: "Auto" })),
            /localStorageRecipe must be one of auto, settings, register/,
        );
    });

    it("refuses times that are none, and those longer than an hour", () => {
        for (const key of ["requestTimeoutSeconds", "settleTimeoutSeconds"]) {
            assert.doesNotThrow(() => configured({ [key]: "3600" }));
            for (const text of [
                "3600.1",
                "-1",
                "1e3",
                "Infinity",
                "NaN",
                "",
                " 5",
                "30s",
                "0x10",
            ]) {
                assert.match(
                    messageOf(() => configured({ [key]: text })),
                    new RegExp(`${key} must be a number of seconds up to 3600`),
                );
            }
        }
        assert.match(
            messageOf(() => configured({ requestTimeoutSeconds: "0.0" })),
            /requestTimeoutSeconds must be more than 0 seconds/,
        );
    });

    describe("the app secret", () => {
        it("comes from the environment before it comes from config", () => {
            const env = { WHATSAPP_APP_SECRET: "from-environment" };
            assert.equal(
                configured({ appSecret: "from-config" }, env).appSecret,
                "from-environment",
            );
        });

        it("comes from config where the variable is empty", () => {
            const env = { WHATSAPP_APP_SECRET: "" };
            assert.equal(configured({ appSecret: "from-config" }, env).appSecret, "from-config");
        });

        it("is refused where it cannot be one, without being repeated", () => {
            for (const secret of ["  ", "fake secret", '"fake"', "fake\n", "fäke"]) {
                const message = messageOf(() => configured({}, { WHATSAPP_APP_SECRET: secret }));
                assert.match(message, /WHATSAPP_APP_SECRET (is blank|holds)/);
                assert.doesNotMatch(message, /fake|fäke/);
            }
        });
    });
});
