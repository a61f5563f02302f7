import { dirname, join } from "node:path";

/**
 * A wrong behaviour of the simulator or the provider, and the guide's tests that must notice it.
 */
export interface Mutant {
    /** What is wrong: a sentence without its subject. */
    readonly does: string;
    /** Makes the behaviour wrong. The returned function makes it right again. */
    readonly apply: () => () => void;
    /** The titles of the tests that must fail. */
    readonly noticedBy: readonly string[];
}

/** A file of the simulator as the rig loads it. */
export function simulatorFile(path: string): string {
    return join(dirname(require.resolve("pulumi-whatsapp-simulator")), path);
}

/** A file of the provider as the rig loads it. */
export function providerFile(path: string): string {
    return join(__dirname, "../../../provider/src", path);
}

/**
 * Replaces a function that a file exports. Importers call it through the file's exports, because
 * the modules are CommonJS.
 *
 * @param file - the file
 * @param name - the function's name
 * @param wrong - makes the wrong function from the right one
 * @returns a function that puts the right one back
 */
export function replaced<Right extends (...args: never[]) => unknown>(
    file: string,
    name: string,
    wrong: (right: Right) => Right,
): () => void {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the very module that others hold
    const module = require(file) as Record<string, Right>;
    const right = module[name];
    if (right === undefined) throw new Error(`There is no ${name} in ${file}.`);
    module[name] = wrong(right);
    return () => {
        module[name] = right;
    };
}
