import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { Ajv } from "ajv";
import { parse } from "yaml";

import { root } from "../../../release/packages";

// The parts of GitHub's "Syntax for GitHub's form schema" that the forms use.
const text = { type: "string", minLength: 1 };
const field = (type: string, attributes: object, required: readonly string[]) => ({
    type: "object",
    required: ["type", "attributes", ...(type === "markdown" ? [] : ["id"])],
    additionalProperties: false,
    properties: {
        type: { const: type },
        id: { type: "string", pattern: "^[A-Za-z0-9_-]+$" },
        attributes: {
            type: "object",
            required,
            additionalProperties: false,
            properties: attributes,
        },
        validations: {
            type: "object",
            additionalProperties: false,
            properties: { required: { type: "boolean" } },
        },
    },
});
const labelled = { label: text, description: text, placeholder: text };
const checkbox = {
    type: "object",
    required: ["label"],
    additionalProperties: false,
    properties: { label: text, required: { type: "boolean" } },
};
const ajv = new Ajv();
const validate = ajv.compile({
    type: "object",
    required: ["name", "description", "body"],
    additionalProperties: false,
    properties: {
        name: text,
        description: text,
        labels: { type: "array", items: text },
        body: {
            type: "array",
            minItems: 1,
            items: {
                anyOf: [
                    field("markdown", { value: text }, ["value"]),
                    field("input", labelled, ["label"]),
                    field("textarea", { ...labelled, render: text }, ["label"]),
                    field(
                        "dropdown",
                        { ...labelled, options: { type: "array", items: text, minItems: 1 } },
                        ["label", "options"],
                    ),
                    field(
                        "checkboxes",
                        { ...labelled, options: { type: "array", items: checkbox, minItems: 1 } },
                        ["label", "options"],
                    ),
                ],
            },
        },
    },
});

interface Form {
    readonly body: readonly {
        readonly id?: string;
        readonly attributes: {
            readonly options?: readonly { readonly label: string; readonly required?: boolean }[];
        };
    }[];
}

describe("the issue forms", () => {
    const forms = globSync(".github/ISSUE_TEMPLATE/*.yml", { cwd: root }).filter(
        (file) => path.basename(file) !== "config.yml",
    );

    for (const file of forms) {
        const form = parse(readFileSync(path.join(root, file), "utf8")) as Form;

        it(`are what GitHub takes: ${path.basename(file)}`, () => {
            assert.equal(problemsOf(form), "");
            const ids = form.body.flatMap(({ id }) => (id === undefined ? [] : [id]));
            assert.equal(new Set(ids).size, ids.length);
        });

        it(`ask to leave secrets out, before anything is sent: ${path.basename(file)}`, () => {
            const clean = form.body.find(({ id }) => id === "clean");
            const [option] = clean?.attributes.options ?? [];
            assert.match(option?.label ?? "", /^No token, app secret, PIN or phone number/);
            assert.equal(option?.required, true);
        });
    }

    it("are three", () => {
        assert.equal(forms.length, 3);
    });
});

function problemsOf(form: unknown): string {
    return validate(form) ? "" : ajv.errorsText(validate.errors);
}
