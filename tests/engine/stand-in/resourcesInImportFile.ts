import { readFileSync } from "node:fs";

import { isObject, type PropertyMap } from "./PropertyMap";

/** A resource to import. */
export interface ResourceToImport {
    readonly type: string;
    readonly name: string;
    readonly id: string;
    /** Its inputs, by the file. */
    readonly inputs?: PropertyMap;
    /** Its outputs, by the file. If they are given, nothing is read. */
    readonly outputs?: PropertyMap;
}

const known = new Set(["type", "name", "id", "inputs", "outputs"]);

/** The resources in a file for `pulumi import --file`. */
export function resourcesInImportFile(file: string): readonly ResourceToImport[] {
    const { resources } = JSON.parse(readFileSync(file, "utf8")) as { readonly resources: unknown };
    if (!Array.isArray(resources)) throw new Error(`no resources in ${file}`);
    return resources.map(resourceOf);
}

function resourceOf(item: unknown): ResourceToImport {
    if (!isObject(item)) throw new Error("an import file holds something that is no resource");
    const unknown = Object.keys(item).find((key) => !known.has(key));
    if (unknown === undefined) return item as unknown as ResourceToImport;
    throw new Error(`the stand-in engine imports no resource with "${unknown}"`);
}
