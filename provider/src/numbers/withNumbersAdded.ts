import { type Document, isMap, isScalar, isSeq, parseDocument, Scalar, type YAMLSeq } from "yaml";

import { withoutUndefined } from "../graph/jsonObject";

/** An entry for a numbers file, with its properties in the order of the file. */
export interface AddedNumber {
    readonly name: string;
    readonly customer?: string;
    readonly phoneNumberId: string;
    readonly tokenName?: string;
    readonly dataLocalizationRegion?: string;
    readonly noStorage?: { readonly retentionMinutes: number };
    /** A name for people, as a comment above the entry; empty for none. */
    readonly label: string;
}

const SCHEMA = "./node_modules/pulumi-whatsapp/numbers/numbers-v1.schema.json";

const NEW_FILE = `# yaml-language-server: $schema=${SCHEMA}\nnumbers: []\n`;

/**
 * Adds entries to the text of a numbers file, each after the last one of its customer. Existing
 * entries keep their order and their comments.
 *
 * @param text - a good numbers file; undefined for a new one.
 * @param isJson - whether it is to stay JSON, which has no comments.
 */
export function withNumbersAdded(
    text: string | undefined,
    added: readonly AddedNumber[],
    isJson: boolean,
): string {
    if (isJson) return withNumbersInJson(text, added);
    const document = parseDocument(text ?? NEW_FILE);
    const numbers = document.get("numbers");
    if (!isSeq(numbers))
        throw new Error("A numbers file without numbers was taken for a good one.");
    if (numbers.items.length === 0) numbers.flow = false;
    for (const number of added) {
        numbers.items.splice(placeFor(numbers, number), 0, nodeOf(document, number));
    }
    // A list that begins where its key does is to stay there.
    const indentSeq = !/^- /m.test(text ?? "");
    return document.toString({ lineWidth: 0, indentSeq });
}

function withNumbersInJson(text: string | undefined, added: readonly AddedNumber[]): string {
    const file = JSON.parse(text ?? JSON.stringify({ $schema: SCHEMA, numbers: [] })) as {
        readonly numbers: readonly object[];
    };
    const entries = added.map((number) => ({ ...number, label: undefined }));
    const all = { ...file, numbers: [...file.numbers, ...entries] };
    return `${JSON.stringify(all, undefined, 4)}\n`;
}

function placeFor(numbers: YAMLSeq, { customer }: AddedNumber): number {
    if (customer === undefined) return numbers.items.length;
    const last = numbers.items.findLastIndex(
        (item) => isMap(item) && item.get("customer") === customer,
    );
    return last === -1 ? numbers.items.length : last + 1;
}

function nodeOf(document: Document, { label, ...entry }: AddedNumber): unknown {
    const node = document.createNode(withoutUndefined({ ...entry }));
    if (!isMap(node)) return node;
    if (label !== "") node.commentBefore = ` ${label}`;
    const id = node.get("phoneNumberId", true);
    if (isScalar(id)) id.type = Scalar.QUOTE_DOUBLE;
    return node;
}
