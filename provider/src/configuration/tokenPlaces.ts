import type { ConfigSource } from "./ConfigSource";
import { secretTextProblem } from "./secretText";

const sharedVariable = "WHATSAPP_ACCESS_TOKEN";

/** The config key of the shared token. */
export const sharedKey = "whatsapp:accessToken";

/** The config key of the object that holds the tokens with a name. */
export const namedKey = "whatsapp:accessTokens";

/** A place where a token is looked for, and what is there. */
export interface Place {
    /** The place in words. */
    readonly source: string;
    /** Whether it is stack config, of which state holds a copy. */
    readonly stored: boolean;
    /** What is there. */
    readonly value: Finding;
}

/** What is in a place. */
export type Finding =
    | { readonly kind: "token"; readonly token: string }
    | { readonly kind: "absent" }
    | { readonly kind: "unusable"; readonly reason: string };

/**
 * The environment variable of a token: the name in capitals, with `_` for `-`, which shells
 * refuse.
 */
export function variableFor(tokenName: string | undefined): string {
    return tokenName === undefined
        ? sharedVariable
        : `${sharedVariable}_${tokenName.toUpperCase().replaceAll("-", "_")}`;
}

/** The two places of a token, the stronger one first. */
export function placesOf(tokenName: string | undefined, source: ConfigSource): readonly Place[] {
    return [inEnvironment(variableFor(tokenName), source), inConfig(tokenName, source)];
}

function inEnvironment(variable: string, source: ConfigSource): Place {
    const value = source.env[variable];
    return {
        source: `environment variable ${variable}`,
        stored: false,
        value: value === "" ? { kind: "absent" } : findingOf(value),
    };
}

function inConfig(tokenName: string | undefined, source: ConfigSource): Place {
    const key = tokenName === undefined ? sharedKey : `${namedKey}.${tokenName}`;
    const value =
        tokenName === undefined
            ? findingOf(source.get(sharedKey))
            : findingIn(source.get(namedKey), tokenName);
    return { source: `stack config ${key}`, stored: true, value };
}

/**
 * Looks a name up in the JSON text of an object. The parser's own words are dropped: they quote.
 */
function findingIn(text: string | undefined, tokenName: string): Finding {
    if (text === undefined) {
        return { kind: "absent" };
    }
    const tokens = objectIn(text);
    if (tokens === undefined) {
        return { kind: "unusable", reason: `is not there: ${namedKey} is not an object of tokens` };
    }
    return findingOf(Object.hasOwn(tokens, tokenName) ? tokens[tokenName] : undefined);
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
    try {
        const value: unknown = JSON.parse(text);
        const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
        return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
    } catch {
        return undefined;
    }
}

function findingOf(value: unknown): Finding {
    if (value === undefined) {
        return { kind: "absent" };
    }
    if (typeof value !== "string") {
        return { kind: "unusable", reason: "is not a string" };
    }
    const reason = secretTextProblem(value);
    return reason === undefined ? { kind: "token", token: value } : { kind: "unusable", reason };
}
