import type { PropertySchema } from "./DeclaredTypes";

type Properties = Readonly<Record<string, PropertySchema>>;

interface ObjectPart {
    readonly description?: string;
    readonly properties: Properties;
    readonly required?: readonly string[];
}

/** The parts of the schema that the pages show. */
export interface Package {
    readonly name: string;
    readonly displayName: string;
    readonly description: string;
    readonly config: { readonly variables: Properties };
    readonly resources: Readonly<
        Record<
            string,
            ObjectPart & {
                readonly inputProperties: Properties;
                readonly requiredInputs: readonly string[];
            }
        >
    >;
    readonly functions: Readonly<
        Record<
            string,
            {
                readonly description: string;
                readonly inputs: ObjectPart;
                readonly outputs: ObjectPart;
            }
        >
    >;
    readonly types: Readonly<Record<string, ObjectPart>>;
}

/** The reference of the package as a page, from its schema. */
export function referenceOf({ config, resources, functions, types }: Package): string {
    const lines = [
        "# Reference of the native plugin",
        "",
        "Made from the plugin's schema by `npm run schema`. How to install it, to import and to move: [The native plugin](native-plugin.md).",
        ...Object.entries(resources).flatMap(([token, resource]) => [
            ...heading(token, resource.description),
            "### Arguments",
            ...propertyList(resource.inputProperties, resource.requiredInputs),
            "### Outputs",
            ...propertyList(resource.properties),
        ]),
        ...Object.entries(functions).flatMap(([token, { description, inputs, outputs }]) => [
            ...heading(token, description),
            "Arguments:",
            ...propertyList(inputs.properties, inputs.required ?? []),
            "Result:",
            ...propertyList(outputs.properties),
        ]),
        ...heading("Configuration", "In the stack's config with the prefix `whatsapp:`."),
        ...propertyList(config.variables).slice(1),
        ...Object.entries(types).flatMap(([token, type]) => [
            ...heading(token, type.description),
            ...propertyList(type.properties).slice(1),
        ]),
    ];
    return `${lines.join("\n").trimEnd()}\n`;
}

function heading(title: string, text: string | undefined): readonly string[] {
    return ["", `## ${title}`, "", ...(text === undefined ? [] : [text, ""])];
}

/** Properties as a list: each with its kind and what it is for. */
export function propertyList(
    properties: Properties,
    required: readonly string[] = [],
): readonly string[] {
    const items = Object.entries(properties).map(([name, property]) => {
        const words = [
            typeOf(property),
            ...(required.includes(name) ? ["required"] : []),
            ...(property.secret === true ? ["secret"] : []),
        ];
        const text = (property.description ?? "").replaceAll("\n\n", " ");
        return `- \`${name}\` (${words.join(", ")})${text === "" ? "" : `: ${text}`}`;
    });
    return ["", ...items, ""];
}

function typeOf({ type, $ref, items, additionalProperties }: PropertySchema): string {
    if ($ref !== undefined) return $ref.split(":").at(-1) ?? $ref;
    if (items !== undefined) return `list of ${typeOf(items)}`;
    if (additionalProperties !== undefined) return `map of ${typeOf(additionalProperties)}`;
    return type ?? "any";
}
