import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";

import { type Package, referenceOf } from "../../../plugin/scripts/referenceOf";
import { registryPages } from "../../../plugin/scripts/registryPages";
import { schemaOf } from "../../../plugin/scripts/schemaOf";
import { functions } from "../../../plugin/src/functions";
import { configReader } from "../../../plugin/src/ProviderConfig";
import { outputNames, pluginVersion, schemaText } from "../../../plugin/src/schema";
import { accessTokenFor } from "../../../provider/src/configuration/accessTokenFor";
import { configurationFrom } from "../../../provider/src/configuration/configurationFrom";
import { properties, propertyNames } from "../../../provider/src/decisions/properties";
import { resourceType } from "../../../provider/src/resourceType";

interface Property {
    readonly type?: string;
    readonly $ref?: string;
    readonly description?: string;
    readonly secret?: boolean;
    readonly willReplaceOnChanges?: boolean;
}

interface Schema {
    readonly version: string;
    readonly config: { readonly variables: Readonly<Record<string, Property>> };
    readonly provider: { readonly inputProperties: Readonly<Record<string, Property>> };
    readonly resources: Readonly<
        Record<
            string,
            {
                readonly properties: Readonly<Record<string, Property>>;
                readonly inputProperties: Readonly<Record<string, Property>>;
                readonly requiredInputs: readonly string[];
                readonly aliases: readonly { readonly type: string }[];
            }
        >
    >;
    readonly functions: Readonly<Record<string, unknown>>;
    readonly types: Readonly<Record<string, unknown>>;
}

const schema = JSON.parse(schemaText()) as Schema;

describe("schema of the plugin", () => {
    const resource = schema.resources["whatsapp:index:PhoneRegistration"];
    const inputs = resource?.inputProperties ?? {};
    const outputs = resource?.properties ?? {};

    it("is a package schema by Pulumi's own", () => {
        const file = path.join(__dirname, "metaschema/pulumi.json");
        const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
        const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);
        assert.equal(validate(schema), true, JSON.stringify(validate.errors));
        assert.equal(validate({ ...schema, name: 7 }), false, "it finds what is wrong");
    });

    it("is the one that the table of properties and the docstrings give", () => {
        const written = { ...schemaOf(), version: pluginVersion };
        const remedy = "run `npm run schema`, and commit plugin/schema.json";
        assert.deepEqual(JSON.parse(JSON.stringify(written)), schema, remedy);
        const page = path.resolve(__dirname, "../../../docs/native-reference.md");
        assert.equal(
            readFileSync(page, "utf8"),
            referenceOf(written as unknown as Package),
            remedy,
        );
    });

    it("gives the pages of the Pulumi Registry, in the form that it asks for", () => {
        const pages = [...registryPages(schema as unknown as Package)];
        assert.deepEqual(
            pages.map(([file]) => file),
            ["_index.md", "installation-configuration.md"],
        );
        for (const [file, text] of pages) {
            const written = readFileSync(path.resolve(__dirname, "../../../docs", file), "utf8");
            assert.equal(written, text, "run `npm run schema`, and commit docs");
            assert.match(text, /^---\ntitle: .+\nmeta_desc: .+\nlayout: package\n---\n/);
            assert.doesNotMatch(text, /\]\((?!https:)/, "a link to a file leads nowhere there");
        }
        const [overview = "", installation = ""] = pages.map(([, text]) => text);
        for (const token of [...Object.keys(schema.resources), ...Object.keys(schema.functions)]) {
            assert.ok(overview.includes(`\`${token}\``), token);
        }
        for (const key of Object.keys(schema.config.variables)) {
            assert.ok(installation.includes(`- \`${key}\` (`), key);
        }
    });

    it("has each property of the table as an input, and no other", () => {
        assert.deepEqual(Object.keys(inputs), propertyNames);
        for (const name of propertyNames) {
            const { isSecret, change, missing } = properties[name];
            assert.equal(inputs[name]?.secret ?? false, isSecret, name);
            assert.equal(inputs[name]?.willReplaceOnChanges ?? false, change === "replace", name);
            assert.equal(resource?.requiredInputs.includes(name), missing !== undefined, name);
        }
    });

    it("has each property as an output too, but for the backup, and the PIN as a secret", () => {
        const told = propertyNames.filter((name) => name in outputs);
        assert.deepEqual(
            propertyNames.filter((name) => !told.includes(name)),
            ["backup"],
        );
        const secret = outputNames.filter((name) => outputs[name]?.secret === true);
        assert.deepEqual(secret, ["pin"]);
    });

    it("describes each property, and knows each type that it names", () => {
        const text = schemaText();
        for (const [name, property] of Object.entries({ ...inputs, ...outputs })) {
            assert.ok((property.description ?? "").length > 10, name);
        }
        for (const [, token = ""] of text.matchAll(/"#\/types\/([^"]+)"/g)) {
            assert.ok(text.includes(`"${token}":`), token);
        }
    });

    it("names its types as the package's own code does", () => {
        const names = Object.keys(schema.types).map((token) => token.split(":").at(-1));
        const expected = "Budget Budgets NoStorage OnPremisesBackup PhoneNumber RememberedRefusal";
        assert.deepEqual(names, [...expected.split(" "), "SpentRequest"]);
        assert.deepEqual(outputs["displayNameRegistered"]?.type, "boolean");
    });

    it("is the dynamic resource by another name", () => {
        assert.deepEqual(resource?.aliases, [{ type: resourceType }]);
    });

    it("has every function that is served", () => {
        assert.deepEqual(Object.keys(schema.functions), [...functions.keys()]);
    });

    it("has each key of the configuration that is read, and no other", () => {
        const read = new Set<string>();
        const get = (key: string): undefined => {
            read.add(key.replace("whatsapp:", ""));
        };
        configurationFrom({ get, env: {} });
        for (const name of [undefined, "shop"]) {
            assert.throws(() => accessTokenFor(name, { get, env: {} }));
        }
        const { variables } = schema.config;
        assert.deepEqual(Object.keys(variables).sort(), [...read].sort());
        assert.deepEqual(schema.provider.inputProperties, variables);
        const secret = Object.keys(variables).filter((name) => variables[name]?.secret === true);
        assert.deepEqual(secret, ["accessToken", "accessTokens", "appSecret"]);
    });

    it("gives the lifecycle its configuration under the keys of a stack", () => {
        const get = configReader({
            graphUrl: "http://127.0.0.1:8080",
            accessTokens: { shop: "EAA-fake" },
            requestTimeoutSeconds: 7,
            strictPreview: false,
        });
        const { graphUrl, requestTimeoutMs, strictPreview } = configurationFrom({ get, env: {} });
        assert.equal(graphUrl, "http://127.0.0.1:8080");
        assert.equal(requestTimeoutMs, 7000);
        assert.equal(strictPreview, false);
        assert.equal(accessTokenFor("shop", { get, env: {} }).accessToken, "EAA-fake");
    });
});
