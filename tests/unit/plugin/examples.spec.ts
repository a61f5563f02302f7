import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { parse } from "yaml";

import schema from "../../../plugin/schema.json";

const root = path.resolve(__dirname, "../../..");
const textOf = (file: string): string => readFileSync(path.join(root, "examples", file), "utf8");
const resource = schema.resources["whatsapp:index:PhoneRegistration"];
const inputs = Object.keys(resource.inputProperties);
const outputs = Object.keys(resource.properties);

/** What a program gives to the resource and takes from it, by the names of the schema. */
interface Program {
    readonly given: readonly string[];
    readonly taken: readonly string[];
}

const programs: Readonly<Record<string, () => Program>> = {
    YAML: () => {
        const project = parse(textOf("native-yaml/Pulumi.yaml")) as {
            readonly resources: {
                readonly support: { readonly type: string; readonly properties: object };
            };
            readonly outputs: Readonly<Record<string, string>>;
        };
        const { type, properties } = project.resources.support;
        assert.equal(type, "whatsapp:PhoneRegistration");
        const taken = Object.values(project.outputs).map((text) =>
            text.replace(/^\$\{support\.|\}$/g, ""),
        );
        return { given: Object.keys(properties), taken };
    },
    Python: () => {
        const text = textOf("native-python/__main__.py");
        const call = /whatsapp\.PhoneRegistration\(([\s\S]*?)\n\)/.exec(text)?.[1] ?? "";
        return {
            given: namesIn(call, /^ {4}(\w+)=/gm).map(fromSnakeCase),
            taken: namesIn(text, /, support\.(\w+)\)/g).map(fromSnakeCase),
        };
    },
    Go: () => {
        const text = textOf("native-go/main.go");
        const call = /PhoneRegistrationArgs\{([\s\S]*?)\}\)/.exec(text)?.[1] ?? "";
        return {
            given: namesIn(call, /^\t+(\w+):/gm).map(fromPascalCase),
            taken: namesIn(text, /, support\.(\w+)\)/g).map(fromPascalCase),
        };
    },
};

describe("the examples of the native plugin", () => {
    for (const [language, read] of Object.entries(programs)) {
        it(`give and take what the schema has: ${language}`, () => {
            const { given, taken } = read();
            assert.deepEqual(
                given.filter((name) => !inputs.includes(name)),
                [],
            );
            assert.deepEqual(
                taken.filter((name) => !outputs.includes(name)),
                [],
            );
            const missing = resource.requiredInputs.filter((name) => !given.includes(name));
            assert.deepEqual(missing, []);
            assert.equal(taken.length, 4);
        });
    }
});

function namesIn(text: string, pattern: RegExp): readonly string[] {
    return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}

function fromSnakeCase(name: string): string {
    return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function fromPascalCase(name: string): string {
    return name.charAt(0).toLowerCase() + name.slice(1);
}
