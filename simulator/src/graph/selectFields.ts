import { answered, refused, type GraphAnswer } from "./GraphAnswer";
import { unknownField } from "./platformRefusals";

/** The fields of a node and how each is read; an undefined value is left out of the answer. */
export type FieldTable<Node> = Readonly<Record<string, (node: Node) => unknown>>;

/** What a read asks of a node. */
export interface FieldSelection<Node> {
    /** All fields that the node has. */
    readonly table: FieldTable<Node>;
    /** The fields of a read that names none. */
    readonly defaults: readonly string[];
    /** Meta's name for the kind of node, for errors. */
    readonly nodeType: string;
    /** Fields that this world refuses. */
    readonly unknownFields?: readonly string[];
}

/**
 * Reads the fields that `fields` names; one unknown field fails the whole read.
 *
 * @param node - what is read
 * @param fields - the parameter; nested selections such as `throughput{level}` give the whole field
 * @param selection - the node's fields
 */
export function selectFields<Node>(
    node: Node,
    fields: unknown,
    selection: FieldSelection<Node>,
): GraphAnswer {
    const { table, nodeType, unknownFields = [] } = selection;
    const named = fieldNames(fields);
    const wanted = named ?? selection.defaults.filter((name) => !unknownFields.includes(name));
    const unknown = wanted.find(
        (name) => !Object.hasOwn(table, name) || unknownFields.includes(name),
    );
    if (unknown !== undefined) return refused(unknownField(unknown, nodeType));
    // The id is part of every answer, asked for or not; it comes last, as Graph writes it.
    const names = [...wanted.filter((name) => name !== "id"), "id"];
    const entries = names.flatMap((name) => {
        const value = Object.hasOwn(table, name) ? table[name]?.(node) : undefined;
        return value === undefined ? [] : [[name, value] as const];
    });
    return answered(Object.fromEntries(entries));
}

/** Undefined for a read that names no field. */
function fieldNames(fields: unknown): readonly string[] | undefined {
    if (typeof fields !== "string") return undefined;
    const names = withoutNested(fields)
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "");
    return names.length === 0 ? undefined : names;
}

function withoutNested(fields: string): string {
    const shorter = fields.replace(/\{[^{}]*\}/g, "");
    return shorter === fields ? fields : withoutNested(shorter);
}
