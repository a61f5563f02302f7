import path from "node:path";

import ts from "typescript";

import { properties, propertyNames } from "../../provider/src/decisions/properties";
import { numberAnswers } from "../../provider/src/lifecycle/lookUp";
import { nativeResourceType, resourceType } from "../../provider/src/resourceType";
import { secretArgs } from "../src/ProviderArgs";
import { DeclaredTypes, type ObjectSchema, type PropertySchema } from "./DeclaredTypes";

const root = path.resolve(__dirname, "../..");

const sources = {
    args: path.join(root, "provider/src/WhatsAppPhoneRegistrationArgs.ts"),
    resource: path.join(root, "provider/src/WhatsAppPhoneRegistration.ts"),
    budget: path.join(root, "provider/src/decisions/budget.ts"),
    lookUp: path.join(root, "provider/src/lifecycle/lookUp.ts"),
    provider: path.join(root, "plugin/src/ProviderArgs.ts"),
};

/** The token of the resource, and of the functions. */
const tokens = {
    resource: nativeResourceType,
    getPhoneNumber: "whatsapp:index:getPhoneNumber",
    getPhoneNumbers: "whatsapp:index:getPhoneNumbers",
    getBudget: "whatsapp:index:getBudget",
};

/**
 * The package's schema: what the table of properties says, in the words of the docstrings.
 *
 * Neither is written here again: a property comes from the table, and its type and description from
 * where TypeScript programs have them.
 */
export function schemaOf(): object {
    const declared = new DeclaredTypes(ts.createProgram(Object.values(sources), compilerOptions()));
    const resource = resourceSchema(declared);
    const functions = functionSchemas(declared, resource);
    const provider = declared.objectOf(sources.provider, "ProviderArgs");
    const config = withSecrets(provider, secretArgs);
    return {
        name: "whatsapp",
        displayName: "WhatsApp",
        description:
            "Registrations of WhatsApp Business phone numbers on Cloud API: declared, previewed with what they cost, and kept within Meta's budget of ten requests in 72 hours.",
        keywords: [
            "pulumi",
            "whatsapp",
            "cloud-api",
            "phone-number",
            "kind/native",
            "category/utility",
        ],
        license: "Apache-2.0",
        publisher: "pulumi-whatsapp maintainers",
        meta: { moduleFormat: "(.*)" },
        language: {
            nodejs: { respectSchemaVersion: true },
            python: { respectSchemaVersion: true, pyproject: { enabled: true } },
            go: { respectSchemaVersion: true, generateResourceContainerTypes: false },
            csharp: { respectSchemaVersion: true },
            java: {},
        },
        config: { variables: config.properties },
        provider: { description: provider.description, inputProperties: config.properties },
        resources: { [tokens.resource]: resource },
        functions,
        types: declared.named,
    };
}

function resourceSchema(declared: DeclaredTypes) {
    const inputs = declared.objectOf(sources.args, "WhatsAppPhoneRegistrationInputs");
    const outputs = declared.objectOf(sources.resource, "WhatsAppPhoneRegistration");
    const secrets = propertyNames.filter((name) => properties[name].isSecret);
    const replacing = propertyNames.filter((name) => properties[name].change === "replace");
    const inputProperties = Object.fromEntries(
        propertyNames.map((name) => {
            const property = withSecrets(inputs, secrets).properties[name];
            if (property === undefined) throw new Error(`${name} has no docstring`);
            const replaces = replacing.includes(name) ? { willReplaceOnChanges: true } : {};
            return [name, { ...property, ...replaces }];
        }),
    );
    return {
        description: outputs.description,
        properties: withSecrets(outputs, secrets).properties,
        required: outputs.required,
        inputProperties,
        requiredInputs: propertyNames.filter((name) => properties[name].missing !== undefined),
        aliases: [{ type: resourceType }],
    };
}

type ResourceSchema = ReturnType<typeof resourceSchema>;

function functionSchemas(declared: DeclaredTypes, resource: ResourceSchema): object {
    const told = numberAnswers.map((name): [string, PropertySchema] => {
        const property = resource.properties[name];
        if (property === undefined) throw new Error(`${name} is no output of the resource`);
        return [name, property];
    });
    const number = {
        type: "object",
        properties: Object.fromEntries(told),
        required: ["phoneNumberId", "registered"],
    };
    declared.add("PhoneNumber", { description: "A phone number as Meta shows it.", ...number });
    const one = declared.objectOf(sources.lookUp, "NumberQuestion");
    const account = declared.objectOf(sources.lookUp, "AccountQuestion");
    const budgets = declared.objectOf(sources.budget, "Budgets");
    const { phoneNumberId } = one.properties;
    return {
        [tokens.getPhoneNumber]: {
            description:
                "Reads one number and where its data rests: two requests, of which Meta counts none. It runs in previews too, and protects nothing.",
            inputs: one,
            outputs: number,
        },
        [tokens.getPhoneNumbers]: {
            description:
                "Reads the numbers of an account, all pages: one request for each hundred numbers. It runs in previews too.",
            inputs: account,
            outputs: {
                type: "object",
                properties: {
                    numbers: {
                        type: "array",
                        items: { $ref: "#/types/whatsapp:index:PhoneNumber" },
                        description:
                            "The numbers, in Meta's order. Where their data rests is not read.",
                    },
                },
                required: ["numbers"],
            },
        },
        [tokens.getBudget]: {
            description:
                "Counts what is left of the ten register and ten deregister requests that Meta allows a number in 72 hours, as far as the journal on this machine knows. Sends nothing.",
            inputs: { type: "object", properties: { phoneNumberId }, required: ["phoneNumberId"] },
            outputs: {
                type: "object",
                properties: { phoneNumberId, ...budgets.properties },
                required: ["phoneNumberId", ...budgets.required],
            },
        },
    };
}

function withSecrets(object: ObjectSchema, secrets: readonly string[]): ObjectSchema {
    const marked = Object.entries(object.properties).map(
        ([name, property]): [string, PropertySchema] => [
            name,
            secrets.includes(name) ? { ...property, secret: true } : property,
        ],
    );
    return { ...object, properties: Object.fromEntries(marked) };
}

function compilerOptions(): ts.CompilerOptions {
    const file = path.join(root, "tsconfig.base.json");
    const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as {
        readonly config: { readonly compilerOptions: object };
    };
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
    return { ...options, composite: false, noEmit: true };
}
