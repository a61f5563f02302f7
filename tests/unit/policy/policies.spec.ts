import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { Ajv } from "ajv";
import { policies, registrationTypes, type AllowedRegionsConfig } from "pulumi-whatsapp-policy";

import { regionCodes as providerRegions } from "../../../provider/src/decisions/regions";
import { resourceType } from "../../../provider/src/resourceType";
import { dynamicType, nativeType, violationsOf } from "./resourceArgs";
import { regionCodes } from "../../../policy/src/rules/allowedRegions";

const readme = readFileSync(path.join(__dirname, "..", "..", "..", "policy", "README.md"), "utf8");
const strict: AllowedRegionsConfig = { regions: ["CH"] };

describe("the rules together", () => {
    it("have names of their own, with the pack's prefix", () => {
        const names = policies.map(({ name }) => name);
        assert.equal(new Set(names).size, names.length);
        assert.deepEqual(
            names.filter((name) => !/^whatsapp-[a-z-]+$/.test(name)),
            [],
        );
    });

    it("know the type of the dynamic resource and that of the native provider", () => {
        assert.deepEqual(registrationTypes, [resourceType, nativeType]);
    });

    it("know the same regions as the provider", () => {
        assert.deepEqual(regionCodes, providerRegions);
    });

    it("stand in the README's table, each with every key of its configuration", () => {
        const rows = readme.split("\n").filter((line) => line.startsWith("| `whatsapp-"));
        const inReadme = rows.map((row) => {
            const [, name, , config] = row.split("|").map((cell) => cell.trim());
            return [name, (config ?? "").match(/`[A-Za-z]+`/g) ?? []];
        });
        const inCode = policies.map(({ name, configSchema }) => [
            `\`${name}\``,
            Object.keys(configSchema?.properties ?? {}).map((key) => `\`${key}\``),
        ]);
        assert.deepEqual(inReadme, inCode);
    });

    it("take the configuration that the README shows, and no misspelt one", () => {
        const [, text = ""] = /```json\n(.*?)```/s.exec(readme) ?? [];
        const config = JSON.parse(text) as Readonly<Record<string, unknown>>;
        assert.ok(Object.keys(config).length >= 5);
        for (const [name, value] of Object.entries(config)) {
            assert.deepEqual(problemsOf(name, value), [], name);
        }
        const approvals = { "106540352242922": { until: "2026-12-31" } };
        assert.equal(problemsOf("whatsapp-protect-required", { approvals }).length, 1);
        assert.equal(problemsOf("whatsapp-allowed-regions", { regions: ["UK"] }).length, 1);
    });

    const resourcePolicies = policies.filter((policy) => "validateResource" in policy);

    for (const policy of resourcePolicies) {
        it(`${policy.name} applies to both types, and to nothing else`, () => {
            const props = { pin: "111111", dataLocalizationRegion: "DE" };
            const shown = { props, isProtected: false, config: strict };
            const dynamic = violationsOf(policy, { ...shown, type: dynamicType });
            assert.notEqual(dynamic, undefined);
            assert.deepEqual(violationsOf(policy, { ...shown, type: nativeType }), dynamic);
            assert.equal(
                violationsOf(policy, { ...shown, type: "aws:s3/bucket:Bucket" }),
                undefined,
            );
        });
    }
});

/** Pulumi's objections to a rule's configuration, which is a level or an object with one. */
function problemsOf(name: string, value: unknown): readonly unknown[] {
    const policy = policies.find((item) => item.name === name);
    assert.ok(policy, `there is no rule ${name}`);
    const levels = { enum: ["advisory", "mandatory", "remediate", "disabled"] };
    const validate = new Ajv().compile({
        anyOf: [
            levels,
            {
                ...policy.configSchema,
                type: "object",
                properties: { ...policy.configSchema?.properties, enforcementLevel: levels },
                additionalProperties: false,
            },
        ],
    });
    return validate(value) ? [] : [value];
}
