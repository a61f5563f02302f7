import assert from "node:assert/strict";
import path from "node:path";

import { policies } from "pulumi-whatsapp-policy";
import { version as packageVersion } from "pulumi-whatsapp-policy/package.json";

import { PolicyPackProcess } from "./PolicyPackProcess";

const folder = path.join(__dirname, "..", "..", "..", "policy");

describe("the policy pack in a process of its own", () => {
    let pack: PolicyPackProcess;

    before(async () => {
        pack = await PolicyPackProcess.start(folder);
    });

    after(() => pack.close());

    it("serves every rule as mandatory, under its own name and version", async () => {
        const { name, version, policiesList } = await pack.info();
        assert.deepEqual([name, version], ["pulumi-whatsapp-policy", packageVersion]);
        const mandatory = 1;
        assert.deepEqual(
            policiesList.map((rule) => [rule.name, rule.enforcementlevel]),
            policies.map((rule) => [rule.name, mandatory]),
        );
    });

    it("hands its rules what Pulumi sends, and says what they find", async () => {
        const violations = await pack.violationsOf({
            phoneNumberId: "106540352242922",
            pin: "000000",
        });
        assert.deepEqual(
            violations.map(({ policyName }) => policyName),
            ["whatsapp-protect-required", "whatsapp-pin-is-no-pattern", "whatsapp-app-secret-set"],
        );
        assert.match(violations[1]?.message ?? "", /The PIN is one digit repeated\./);
    });
});
