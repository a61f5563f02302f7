import assert from "node:assert/strict";

import { appSecretViolations } from "../../../policy/src/rules/appSecretSet";

describe("appSecretSet", () => {
    const secret = "fake-app-secret";

    it("finds it in the stack's config, in a provider's own, and in the environment", () => {
        assert.deepEqual(appSecretViolations({ props: { "whatsapp:appSecret": secret } }, {}), []);
        assert.deepEqual(appSecretViolations({ props: { appSecret: secret } }, {}), []);
        assert.deepEqual(appSecretViolations(undefined, { WHATSAPP_APP_SECRET: secret }), []);
    });

    it("finds none that is missing or empty", () => {
        for (const props of [{}, { "whatsapp:appSecret": "" }, { "other:appSecret": secret }]) {
            assert.match(appSecretViolations({ props }, {}).join(), /^No app secret is set/);
        }
    });
});
