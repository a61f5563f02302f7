import { readFileSync } from "node:fs";
import path from "node:path";

import { propertyList, type Package } from "./referenceOf";

const root = path.resolve(__dirname, "../..");

/**
 * The two pages that the Pulumi Registry shows of a package, by their files: it looks for them in
 * `docs`, and takes title, description and layout from what stands before the text. They have no
 * links to files, which would lead nowhere there.
 */
export function registryPages(schema: Package): ReadonlyMap<string, string> {
    return new Map([
        ["_index.md", overviewOf(schema)],
        ["installation-configuration.md", installationOf(schema)],
    ]);
}

function overviewOf({ displayName, description, resources, functions }: Package): string {
    const things = [...Object.entries(resources), ...Object.entries(functions)];
    return page({
        title: displayName,
        about: `What the Pulumi provider for ${displayName} does, with a program in YAML, Python and Go.`,
        text: [
            description,
            "",
            "`pulumi preview` shows what a change costs, `pulumi up` registers the number, `pulumi refresh` finds drift. Deleting the resource deregisters the number, which stays in its account. TypeScript and JavaScript programs take the npm package `pulumi-whatsapp`, or an SDK of this plugin.",
            "",
            "## What it has",
            "",
            ...things.map(
                ([token, thing]) => `- \`${token}\`: ${firstSentence(thing.description)}`,
            ),
            "",
            "## Example",
            "",
            ...example("YAML", "yaml", "examples/native-yaml/Pulumi.yaml"),
            ...example("Python", "python", "examples/native-python/__main__.py"),
            ...example("Go", "go", "examples/native-go/main.go"),
        ],
    });
}

function installationOf({ name, displayName, config }: Package): string {
    return page({
        title: `${displayName} installation and configuration`,
        about: `How to install and configure the Pulumi provider for ${displayName}.`,
        text: [
            "## Installation",
            "",
            "The plugin needs Node.js 22.12 or newer on the `PATH`. YAML programs need the plugin alone:",
            "",
            "```sh",
            `pulumi plugin install resource ${name} VERSION --server URL`,
            "```",
            "",
            "For Python, Go, C#, Java and TypeScript Pulumi makes an SDK out of the installed plugin:",
            "",
            "```sh",
            `pulumi package add ${name}@VERSION`,
            "```",
            "",
            "## Credentials",
            "",
            "The access token needs the permissions `whatsapp_business_management` and `whatsapp_business_messaging`, and access to the number's account. Take a system user's token.",
            "",
            "```sh",
            `pulumi config set --secret ${name}:accessToken`,
            "```",
            "",
            "or the environment variable `WHATSAPP_ACCESS_TOKEN`, which wins.",
            "",
            "## Configuration",
            "",
            `In the stack's config with the prefix \`${name}:\`, or as arguments of an explicit provider.`,
            ...propertyList(config.variables),
        ],
    });
}

interface Page {
    readonly title: string;
    readonly about: string;
    readonly text: readonly string[];
}

function page({ title, about, text }: Page): string {
    const head = ["---", `title: ${title}`, `meta_desc: ${about}`, "layout: package", "---", ""];
    return `${[...head, ...text].join("\n").trimEnd()}\n`;
}

function example(title: string, language: string, file: string): readonly string[] {
    const program = readFileSync(path.join(root, file), "utf8").trimEnd();
    return [`### ${title}`, "", `\`\`\`${language}`, program, "```", ""];
}

function firstSentence(text = ""): string {
    const [sentence = ""] = text.split(/[.:]\s/);
    return sentence.replace(/\.?$/, ".");
}
