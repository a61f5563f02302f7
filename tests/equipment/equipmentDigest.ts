import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What the test equipment consists of, in a form that is compared and committed. */
export interface EquipmentDigest {
    /** The installed version of `@pulumi/pulumi`. */
    readonly pulumi: string;
    /** Digest of every file of the equipment and of the recordings. */
    readonly files: string;
}

/**
 * Folders of `tests/engine` that use the equipment to test the provider. They are no part of it.
 */
const users = ["demo", "packages", "scenarios"];

/**
 * The digest of the stand-in engine, of the files around it and of the recordings that check it.
 *
 * @param root - folder of the repository
 */
export function equipmentDigest(root: string): EquipmentDigest {
    const folder = path.join(root, "tests", "engine");
    const manifest = path.join(root, "node_modules", "@pulumi", "pulumi", "package.json");
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };
    const hash = createHash("sha256");
    for (const name of filesIn(folder)) {
        // A checkout may have other line endings.
        const text = readFileSync(path.join(folder, name), "utf8").replaceAll("\r\n", "\n");
        hash.update(`${name} ${text.length}\n${text}`);
    }
    return { pulumi: version, files: hash.digest("hex") };
}

function filesIn(folder: string): readonly string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
        .map((name) => name.split(path.sep).join("/"))
        .filter((name) => !users.includes(name.split("/")[0] ?? "") && !/(^|\/)\./.test(name))
        .sort();
}
