/** The names an access token can have: a letter, then letters, digits, underscores and hyphens. */
export const tokenNamePattern = /^[A-Za-z][A-Za-z0-9_-]*$/;

// Access tokens fit the pattern too and are far longer than any name a person gives.
const maximumLength = 64;

// What Meta's tokens begin with; a name of that kind and length is one that was cut.
const tokenShape = /^EAA[A-Za-z0-9_-]{12}/;

/**
 * What is wrong with a token name, or undefined when nothing is.
 *
 * The text never repeats the value: somebody may have put the token itself there.
 */
export function tokenNameProblem(value: unknown): string | undefined {
    if (typeof value !== "string") {
        return 'tokenName must be a string, the name of an access token such as "brandA".';
    }
    if (value.length > maximumLength || tokenShape.test(value)) {
        return `tokenName is longer than ${maximumLength} characters, or looks like a token. It is the name of an access token, never the token itself; the token goes into secret config or the environment.`;
    }
    return tokenNamePattern.test(value)
        ? undefined
        : 'tokenName must begin with a letter and hold only letters, digits, "_" and "-".';
}
