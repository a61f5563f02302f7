import { readFileSync } from "node:fs";

import type { NumberEntry } from "./NumberEntry";
import { numbersIn } from "./numbersIn";
import { NumbersFileError } from "./NumbersFileError";

/**
 * Reads the entries of a numbers file, without their PINs and without Pulumi.
 *
 * @param path - the file, YAML or JSON.
 * @throws NumbersFileError that names file, line and entry, with what is wrong and what is right.
 */
export function readNumbers(path: string): readonly NumberEntry[] {
    return numbersIn(textOf(path), path).entries;
}

function textOf(path: string): string {
    try {
        return readFileSync(path, "utf8");
    } catch (thrown) {
        const word = (thrown as NodeJS.ErrnoException).code ?? "it failed";
        const cause = word === "ENOENT" ? "There is no such file." : `It cannot be read: ${word}.`;
        throw new NumbersFileError(path, [{ place: [], reason: cause, line: 1 }]);
    }
}
