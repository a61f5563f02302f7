import { namedKey, sharedKey, variableFor } from "../configuration/accessTokenFor";
import { SecretMask } from "./SecretMask";

// Meta's access tokens begin so.
const TOKENS = /\bEAA[\w-]{6,}/g;

// A PIN or a verification code, which Meta's messages write with a hyphen in the middle.
const SIX_DIGITS = /^(?:--[a-z-]+=)?(\d{3}-?\d{3})$/;

// A code or PIN with a slip of the finger in it, too.
const ALMOST_SIX_DIGITS = /\d{3}-\d{3}|\d{4,}/g;

/**
 * What among the arguments may be a secret in a wrong place, and must not be repeated whatever a
 * command says: tokens, and six digits but for the codes that `explain` is about.
 */
export function secretsIn(args: readonly string[]): readonly string[] {
    const tokens = tokensIn(args);
    if (args[0] === "explain") return tokens;
    return [...tokens, ...args.flatMap((text) => SIX_DIGITS.exec(text)?.[1] ?? [])];
}

/** The same where an argument was refused: then it may be any digits. */
export function secretsInRefused(args: readonly string[]): readonly string[] {
    // Tokens first: without some of its digits one would not be found any more.
    return [...tokensIn(args), ...args.flatMap((text) => text.match(ALMOST_SIX_DIGITS) ?? [])];
}

function tokensIn(args: readonly string[]): readonly string[] {
    return args.flatMap((text) => text.match(TOKENS) ?? []);
}

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
