import type { Command } from "commander";

import { type AccessToken, placesOf, variableFor } from "../configuration/accessTokenFor";
import { type Configuration, configurationFrom } from "../configuration/configurationFrom";
import { ConfigurationError } from "../configuration/ConfigReader";
import { idProblem, phoneNumberIdProblem, tokenNameProblem } from "../decisions/propertyProblems";
import { GraphTransport, type GraphTransportOptions } from "../graph/GraphTransport";
import { type Advice, CommandFailure, WrongUse } from "./CommandFailure";
import { lineWithToken } from "./secretsIn";
import type { Shell } from "./Shell";

/** The options of every command that talks to Meta. */
export interface ConnectionOptions {
    /** The name of the access token; without it, the shared token. */
    readonly tokenName?: string;
    /** The address of the Graph API. */
    readonly graphUrl?: string;
    /** The version of the Graph API, such as `v24.0`. */
    readonly graphApiVersion?: string;
    /** How regions are written, where a command asks for it. */
    readonly localStorageRecipe?: string;
}

/** The same for a command that takes several tokens in one run. */
export interface SeveralTokens extends Omit<ConnectionOptions, "tokenName"> {
    /** The names of the access tokens; without them, the shared token. */
    readonly tokenName?: readonly string[];
}

/** Receives every answer of Meta. */
export type Witness = GraphTransportOptions["witness"];

/** Adds the options of a command that talks to Meta. */
export function withConnectionOptions(command: Command): Command {
    return withGraphOptions(command).option(
        "--token-name <name>",
        "use the token in WHATSAPP_ACCESS_TOKEN_<NAME>",
    );
}

/** Adds the options of a command that takes several tokens in one run. */
export function withSeveralTokens(command: Command): Command {
    return withGraphOptions(command).option(
        "--token-name <name...>",
        "use the tokens in WHATSAPP_ACCESS_TOKEN_<NAME>, one customer after the other",
    );
}

function withGraphOptions(command: Command): Command {
    return withGraphUrlOption(command).option(
        "--graph-api-version <version>",
        "version of the Graph API (default: v24.0)",
    );
}

/** The options once for each token, in the order of the names; each name once. */
export function optionsOfEach({
    tokenName,
    ...options
}: SeveralTokens): readonly ConnectionOptions[] {
    if (tokenName === undefined) return [options];
    return [...new Set(tokenName)].map((name) => ({ ...options, tokenName: name }));
}

/** Adds only the address, for commands that need to know whose numbers are meant. */
export function withGraphUrlOption(command: Command): Command {
    return command.option(
        "--graph-url <url>",
        "address of the Graph API (default: https://graph.facebook.com)",
    );
}

/** What a command needs to talk to Meta. */
export interface Connection {
    readonly kind: "connected";
    /** The name of the token; absent for the shared one. */
    readonly tokenName?: string;
    /** Where requests go through. */
    readonly calls: GraphTransport;
    /** How it is configured. */
    readonly configuration: Configuration;
    /** The token that every request carries. */
    readonly token: AccessToken;
}

/** Why there is no access token, and what to do about it. */
export interface MissingToken extends Advice {
    readonly kind: "missing";
}

/** A configuration without a token. */
export type NoConnection = MissingToken & Pick<Connection, "configuration" | "tokenName">;

/**
 * Makes ready to talk to Meta; sends nothing yet.
 *
 * @throws CommandFailure if there is no token, WrongUse if an option cannot be used.
 */
export function connect(shell: Shell, options: ConnectionOptions): Connection {
    const connection = connectionFor(shell, options);
    if (connection.kind === "connected") return connection;
    const { cause, nextStep } = connection;
    throw new CommandFailure("find an access token", `${cause}. ${nextStep}`);
}

/**
 * The same for a command that has something to say where there is no token.
 *
 * @throws WrongUse if an option cannot be used.
 */
export function connectionFor(
    shell: Shell,
    options: ConnectionOptions,
    witness?: Witness,
): Connection | NoConnection {
    const configuration = commandConfiguration(shell, options);
    const token = commandToken(shell, options.tokenName);
    const name = options.tokenName === undefined ? {} : { tokenName: options.tokenName };
    if ("kind" in token) return { ...token, ...name, configuration };
    const calls = new GraphTransport({
        ...configuration,
        accessToken: token.accessToken,
        log: () => undefined,
        ...(witness === undefined ? {} : { witness }),
        warn: (text) => {
            shell.progress(`Warning: ${text}`);
        },
    });
    return {
        kind: "connected",
        ...name,
        calls,
        configuration,
        token,
    };
}

/** The config keys that have an option here. */
const OPTIONS: ReadonlyMap<string, keyof ConnectionOptions> = new Map([
    ["whatsapp:graphUrl", "graphUrl"],
    ["whatsapp:graphApiVersion", "graphApiVersion"],
    ["whatsapp:localStorageRecipe", "localStorageRecipe"],
]);

/**
 * The configuration of a command: from its options and the environment. The config of a stack is
 * Pulumi's to read, as it may be encrypted.
 *
 * @throws WrongUse naming the option.
 */
export function commandConfiguration(
    { surroundings: { env } }: Shell,
    options: ConnectionOptions,
): Configuration {
    const get = (key: string): string | undefined => {
        const option = OPTIONS.get(key);
        return option === undefined ? undefined : options[option];
    };
    try {
        return configurationFrom({ get, env });
    } catch (thrown) {
        if (!(thrown instanceof ConfigurationError)) throw thrown;
        const list = thrown.problems.map(({ key, reason }) => `${placeOf(key)} ${reason}`);
        throw new WrongUse(`${list.join("; ")}.`);
    }
}

function placeOf(key: string): string {
    const option = OPTIONS.get(key);
    return option === undefined
        ? `environment variable ${key}`
        : `option --${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Finds the access token of a command in the environment, and nowhere else. */
function commandToken(
    { args, surroundings: { env } }: Shell,
    tokenName: string | undefined,
): AccessToken | MissingToken {
    const problem = tokenName === undefined ? undefined : tokenNameProblem(tokenName);
    if (problem !== undefined) throw new WrongUse(`option --token-name: ${problem}`);
    const environmentVariable = variableFor(tokenName);
    const [place] = placesOf(tokenName, { get: () => undefined, env });
    if (place?.value.kind === "token") {
        const { source, stored, value } = place;
        return { accessToken: value.token, source, stored, environmentVariable };
    }
    const state = place?.value.kind === "unusable" ? place.value.reason : "is not set";
    return {
        kind: "missing",
        cause: `environment variable ${environmentVariable} ${state}`,
        nextStep: `Set it to a token with the permissions whatsapp_business_management and whatsapp_business_messaging; this command does not read a stack's config; if the token is there, run \`${lineWithToken(args, tokenName)}\``,
    };
}

/**
 * A phone number id from `--number`.
 *
 * @throws WrongUse that never repeats the value.
 */
export function phoneNumberIdFrom(text: string): string {
    const problem = phoneNumberIdProblem(text);
    if (problem === undefined) return text;
    throw new WrongUse(`option --number: ${problem}`);
}

/**
 * An account id from `--waba`.
 *
 * @throws WrongUse that never repeats the value.
 */
export function wabaIdFrom(text: string): string {
    const problem = idProblem("the id of a WhatsApp Business account", text);
    if (problem === undefined) return text;
    throw new WrongUse(
        `option --waba: ${problem} WhatsApp Manager's settings show it, such as 102290129340398.`,
    );
}
