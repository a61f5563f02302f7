import { namedKey, sharedKey, variableFor } from "../../configuration/tokenPlaces";
import { SecretMask } from "../../graph/SecretMask";
import { secretsIn } from "../secretArguments";

// What stands in for a value that is left out; a shell takes it as it is.
const LEFT_OUT = "…";

const PLAIN = /^[\w./:=@%+,…-]+$/;

/**
 * The same command line once more, with the access token that a stack's config holds: ready to be
 * pasted, but for values that may be secrets, which are left out.
 *
 * @param args - the arguments after the name of the program.
 */
export function lineWithToken(args: readonly string[], tokenName: string | undefined): string {
    const key = tokenName === undefined ? sharedKey : `--path ${namedKey}.${tokenName}`;
    const words = shown(args).map(quoted).join(" ");
    return `${variableFor(tokenName)}=$(pulumi config get ${key}) npx pulumi-whatsapp ${words}`;
}

function shown(args: readonly string[]): readonly string[] {
    const mask = new SecretMask(secretsIn(args));
    return args.map((arg, index) => {
        if (args[index - 1] === "--code") return LEFT_OUT;
        return mask
            .mask(arg)
            .replaceAll("[secret]", LEFT_OUT)
            .replace(/^--code=.*$/, `--code=${LEFT_OUT}`)
            .replace(/\/\/[^/]*@/, `//${LEFT_OUT}@`);
    });
}

function quoted(word: string): string {
    return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
