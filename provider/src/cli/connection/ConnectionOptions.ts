import type { Command } from "commander";

/** The options of every command that talks to Meta. */
export interface ConnectionOptions {
    /** The name of the access token; the shared one without. */
    readonly tokenName?: string;
    /** The address of the Graph API. */
    readonly graphUrl?: string;
    /** The version of the Graph API, such as `v24.0`. */
    readonly graphApiVersion?: string;
    /** How regions are written, where a command asks for it. */
    readonly localStorageRecipe?: string;
}

/** Adds the options of a command that talks to Meta. */
export function withConnectionOptions(command: Command): Command {
    return withGraphUrlOption(command)
        .option("--token-name <name>", "use the token in WHATSAPP_ACCESS_TOKEN_<NAME>")
        .option("--graph-api-version <version>", "version of the Graph API (default: v24.0)");
}

/** Adds the address alone, for commands that only need to know whose numbers are meant. */
export function withGraphUrlOption(command: Command): Command {
    return command.option(
        "--graph-url <url>",
        "address of the Graph API (default: https://graph.facebook.com)",
    );
}
