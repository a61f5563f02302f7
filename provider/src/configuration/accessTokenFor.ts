import { tokenNameProblem } from "../decisions/propertyProblems";
import { type ConfigSource, secretTextProblem } from "./ConfigReader";

/**
 * Finds the access token of a number: by its name, or the shared token if it has no name.
 *
 * The environment comes before config, because refresh and destroy read config from a copy in
 * state. A token that cannot be used is an error; the next place is not tried. An empty environment
 * variable counts as not set. A named token never falls back to the shared one.
 *
 * @throws an `Error` that names every place that was searched, and never the token.
 */
export function accessTokenFor(tokenName: string | undefined, source: ConfigSource): AccessToken {
    const nameProblem = tokenName === undefined ? undefined : tokenNameProblem(tokenName);
    if (nameProblem !== undefined) {
        throw new Error(`Cannot find an access token by its name: ${nameProblem}`);
    }
    const environmentVariable = variableFor(tokenName);
    const places = placesOf(tokenName, source);
    const place = places.find(({ value }) => value.kind !== "absent");
    if (place?.value.kind !== "token") {
        throw new Error(missingTokenMessage(tokenName, places));
    }
    const { stored } = place;
    return { accessToken: place.value.token, source: place.source, stored, environmentVariable };
}

function missingTokenMessage(tokenName: string | undefined, places: readonly Place[]): string {
    const subject =
        tokenName === undefined ? "an access token" : `the access token named "${tokenName}"`;
    const looked = places.map((place) => `${place.source} ${stateOf(place.value)}`).join(", ");
    return `Cannot find ${subject}: ${looked}. ${remedyFor(tokenName)}.`;
}

function stateOf(content: PlaceContent): string {
    switch (content.kind) {
        case "absent":
            return "is not set";
        case "unusable":
            return content.reason;
        case "token":
            return "was not needed";
    }
}

function remedyFor(tokenName: string | undefined): string {
    const command =
        tokenName === undefined
            ? `pulumi config set --secret ${sharedKey}`
            : `pulumi config set --secret --path ${namedKey}.${tokenName}`;
    return `Set ${variableFor(tokenName)} to a token with the permissions whatsapp_business_management and whatsapp_business_messaging, or run "${command}"`;
}

/** An access token and where it was found. */
export interface AccessToken {
    /** The token; secret. It goes into a request's header and nowhere else. */
    readonly accessToken: string;

    /** Where it was found, in words for a message. */
    readonly source: string;

    /**
     * Whether it came from stack config; refresh and destroy use a copy of that, which may be old.
     */
    readonly stored: boolean;

    /** The environment variable that would be used before any other place. */
    readonly environmentVariable: string;
}

const sharedVariable = "WHATSAPP_ACCESS_TOKEN";

/** The config key of the shared token. */
export const sharedKey = "whatsapp:accessToken";

/** The config key of the object that holds the tokens with a name. */
export const namedKey = "whatsapp:accessTokens";

/** A place to look for a token, and what is there. */
export interface Place {
    /** The place in words. */
    readonly source: string;
    /** Whether it is stack config; the state holds a copy of that. */
    readonly stored: boolean;
    /** What is there. */
    readonly value: PlaceContent;
}

/** What is in a place. */
export type PlaceContent =
    | { readonly kind: "token"; readonly token: string }
    | { readonly kind: "absent" }
    | { readonly kind: "unusable"; readonly reason: string };

/**
 * The environment variable of a token: the name in capitals, with `_` for `-`, because shells
 * refuse `-`.
 */
export function variableFor(tokenName: string | undefined): string {
    return tokenName === undefined
        ? sharedVariable
        : `${sharedVariable}_${tokenName.toUpperCase().replaceAll("-", "_")}`;
}

/** The two places of a token, the one with priority first. */
export function placesOf(tokenName: string | undefined, source: ConfigSource): readonly Place[] {
    return [inEnvironment(variableFor(tokenName), source), inConfig(tokenName, source)];
}

function inEnvironment(variable: string, source: ConfigSource): Place {
    const value = source.env[variable];
    return {
        source: `environment variable ${variable}`,
        stored: false,
        value: value === "" ? { kind: "absent" } : contentOf(value),
    };
}

function inConfig(tokenName: string | undefined, source: ConfigSource): Place {
    const key = tokenName === undefined ? sharedKey : `${namedKey}.${tokenName}`;
    const value =
        tokenName === undefined
            ? contentOf(source.get(sharedKey))
            : contentIn(source.get(namedKey), tokenName);
    return { source: `stack config ${key}`, stored: true, value };
}

/**
 * Looks a name up in the JSON text of an object. The parser's own words are dropped, because they
 * quote the text.
 */
function contentIn(text: string | undefined, tokenName: string): PlaceContent {
    if (text === undefined) {
        return { kind: "absent" };
    }
    const tokens = objectIn(text);
    if (tokens === undefined) {
        return { kind: "unusable", reason: `is not there: ${namedKey} is not an object of tokens` };
    }
    return contentOf(Object.hasOwn(tokens, tokenName) ? tokens[tokenName] : undefined);
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

function contentOf(value: unknown): PlaceContent {
    if (value === undefined) {
        return { kind: "absent" };
    }
    if (typeof value !== "string") {
        return { kind: "unusable", reason: "is not a string" };
    }
    const reason = secretTextProblem(value);
    return reason === undefined ? { kind: "token", token: value } : { kind: "unusable", reason };
}

// App Dashboard > WhatsApp > API Setup issues user tokens; system users' tokens are made in
// Business Settings (Meta's pages on access tokens, read 2026-11-22).
const lifetimes =
    "Tokens from the App Dashboard live 24 hours; a system user's token lives 60 days or does not expire.";

/** What to do about a token that Meta refused (code 190), as whole sentences without the token. */
export function tokenAdvice(token: AccessToken): string {
    const { source, stored, environmentVariable } = token;
    if (!stored) {
        return `The token came from ${source}; put a fresh one there. ${lifetimes}`;
    }
    return `The token came from ${source}, and refresh and destroy use the copy of it in state, which may be stale. Give a fresh one in the environment variable ${environmentVariable}, or set it in config and run "pulumi up" first or add --run-program. ${lifetimes}`;
}
