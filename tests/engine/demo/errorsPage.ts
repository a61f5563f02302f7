import { writeFileSync } from "node:fs";
import path from "node:path";

import { format, resolveConfig } from "prettier";

import {
    GRAPH_ERRORS,
    type GraphErrorClass,
    type GraphErrorEntry,
} from "../../../provider/src/graph/catalogue";

/** Where the page is. */
export const errorsPageFile = path.resolve(__dirname, "../../../docs/errors.md");

const classes: Readonly<Record<GraphErrorClass, string>> = {
    retry: "passing trouble on Meta's side",
    wait: "a limit or block that ends by itself",
    token: "the access token cannot be used",
    permission: "the token may not do this",
    permanent: "refused until something changes",
    alreadySo: "it may be so already: read the number",
    unknown: "not known",
};

const introduction = `# Meta's errors around a registration

What the catalogue \`pulumi-whatsapp/graph-errors\` holds, by code. This page is made from it:
\`npx ts-node tests/engine/demo/errorsPage.ts\`.

Meta limits requests and not successes: a register or deregister request that it refused is taken
for spent, whatever the code.
`;

/** The page of all errors, as the catalogue has them. */
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

// A bar would end the cell.
function inCell(text: string): string {
    return text.replaceAll("|", "\\|");
}

if (require.main === module) {
    void errorsPage().then((page) => {
        writeFileSync(errorsPageFile, page);
    });
}
