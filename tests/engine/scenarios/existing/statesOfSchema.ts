import { numberSchema } from "../../../../simulator/src/world/numberSchema";

/** The definition in a schema of the simulator. */
interface Schema {
    readonly def: {
        readonly type: string;
        /** For an optional or nullable value: the inner type. */
        readonly innerType?: Schema;
        /** The words of an enumeration. */
        readonly entries?: Readonly<Record<string, string>>;
        /** The values of a literal. */
        readonly values?: readonly unknown[];
    };
    /** The properties of an object. */
    readonly shape?: Readonly<Record<string, Schema>>;
}

/** Every state in a world's schema: each property, each word of it, and each flag that is set. */
export function statesOfSchema(): readonly string[] {
    return statesIn(numberSchema, "");
}

/** Every state in the value of a number. */
export function statesOfNumber(value: unknown, path = ""): readonly string[] {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return [path, `${path} ${String(value)}`];
    }
    return Object.entries(value).flatMap(([key, item]) => statesOfNumber(item, pathTo(path, key)));
}

function statesIn({ def, shape }: Schema, path: string): readonly string[] {
    if (def.innerType !== undefined) return statesIn(def.innerType, path);
    if (shape !== undefined) {
        return Object.entries(shape).flatMap(([key, each]) => statesIn(each, pathTo(path, key)));
    }
    const words = def.values ?? Object.values(def.entries ?? {});
    if (words.length > 0) return words.map((word) => `${path} ${String(word)}`);
    return [def.type === "boolean" ? `${path} true` : path];
}

function pathTo(path: string, key: string): string {
    return path === "" ? key : `${path}.${key}`;
}
