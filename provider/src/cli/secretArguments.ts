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
