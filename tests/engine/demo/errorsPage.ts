import { writeFileSync } from "node:fs";
import path from "node:path";

import { format, resolveConfig } from "prettier";

import {
    GRAPH_ERRORS,
    type GraphErrorClass,
    type GraphErrorEntry,
} from "../../../provider/src/graph/catalogue";

/** The path of the page. */
export const errorsPageFile = path.resolve(__dirname, "../../../docs/errors.md");

const classes: Readonly<Record<GraphErrorClass, string>> = {
    retry: "temporary trouble on Meta's side",
    wait: "a limit or block that ends by itself",
    token: "the access token cannot be used",
    permission: "the token may not do this",
    permanent: "refused until something changes",
    alreadySo: "it may be done already: read the number",
    unknown: "not known",
};

const introduction = `# Meta's errors around a registration

This page lists the catalogue \`pulumi-whatsapp/graph-errors\` by code. The catalogue makes it:
\`npx ts-node tests/engine/demo/errorsPage.ts\`.

Meta limits requests, not successes. So the budget counts every refused register or deregister
request, whatever the code.
`;

/** The page of all errors, as the catalogue lists them. */
export async function errorsPage(): Promise<string> {
    const rows = [...GRAPH_ERRORS].sort((a, b) => a.graphCode - b.graphCode).map(rowOf);
    const head = ["code", "what it means", "kind", "what to do", "source"];
    const table = [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
    const options = await resolveConfig(errorsPageFile);
    return format(`${introduction}\n${table.join("\n")}\n`, { ...options, parser: "markdown" });
}

function rowOf(entry: GraphErrorEntry): readonly string[] {
    const { meaning, errorClass, nextStep, source } = entry;
    return [codeOf(entry), meaning, classes[errorClass], nextStep, source].map(inCell);
}

function codeOf({
    graphCode,
    lastGraphCode,
    graphSubcode,
    messagePattern,
}: GraphErrorEntry): string {
    if (lastGraphCode !== undefined) return `${graphCode} to ${lastGraphCode}`;
    const subcode = graphSubcode === undefined ? "" : `, subcode ${graphSubcode}`;
    const words = messagePattern === undefined ? "" : ", told by its text";
    return `${graphCode}${subcode}${words}`;
}

// A bar would end the cell of the table.
function inCell(text: string): string {
    return text.replaceAll("|", "\\|");
}

if (require.main === module) {
    void errorsPage().then((page) => {
        writeFileSync(errorsPageFile, page);
    });
}
