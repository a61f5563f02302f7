import { answered, refused, type GraphAnswer } from "./GraphAnswer";
import { unknownField } from "./platformRefusals";

/** The fields of a node and how to read each. An answer leaves out an undefined value. */
export type FieldTable<Node> = Readonly<Record<string, (node: Node) => unknown>>;

/** The parts of a read of a node. */
export interface FieldSelection<Node> {
    /** All fields that the node has. */
    readonly table: FieldTable<Node>;
    /** The fields that a read returns if it names none. */
    readonly defaults: readonly string[];
    /** Meta's name for the kind of node, for errors. */
    readonly nodeType: string;
    /** Fields that this world refuses. */
    readonly unknownFields?: readonly string[];
}

/**
 * Reads the fields that `fields` names. One unknown field fails the whole read.
 *
 * @param node - the node to read
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
    // Every answer has the id, whether it was asked for or not. It comes last, as in Graph's
    // answers.
    const names = [...wanted.filter((name) => name !== "id"), "id"];
    const entries = names.flatMap((name) => {
        const value = Object.hasOwn(table, name) ? table[name]?.(node) : undefined;
        return value === undefined ? [] : [[name, value] as const];
    });
    return answered(Object.fromEntries(entries));
}

/** Undefined if the read names no field. */
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
