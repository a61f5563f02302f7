import type { AccessToken } from "../../configuration/AccessToken";
import type { Configuration } from "../../configuration/Configuration";
import { GraphTransport } from "../../graph/GraphTransport";
import { CommandFailure } from "../shell/CommandFailure";
import type { Shell } from "../shell/Shell";
import { commandConfiguration } from "./commandConfiguration";
import { commandToken } from "./commandToken";
import type { ConnectionOptions } from "./ConnectionOptions";

/** What a command needs to talk to Meta. */
export interface Connection {
    /** Where requests go through. */
    readonly calls: GraphTransport;
    /** How it is configured. */
    readonly configuration: Configuration;
    /** The token that every request carries. */
    readonly token: AccessToken;
}

/**
 * Makes ready to talk to Meta; sends nothing yet.
 *
 * @throws CommandFailure where there is no token, WrongUse where an option cannot be used.
 */
export function connect(shell: Shell, options: ConnectionOptions): Connection {
    const { env } = shell.surroundings;
    const configuration = commandConfiguration(options, env);
    const finding = commandToken(options.tokenName, shell);
    if (finding.kind === "missing") {
        const { cause, nextStep } = finding;
        throw new CommandFailure("find an access token", `${cause}. ${nextStep}`);
    }
    const { token } = finding;
    return { calls: transportFor(shell, configuration, token), configuration, token };
}

/** A transport that says what a person should know beside the results. */
export function transportFor(
    shell: Shell,
    configuration: Configuration,
    { accessToken }: AccessToken,
): GraphTransport {
    return new GraphTransport({
        ...configuration,
        accessToken,
        log: () => undefined,
        warn: (text) => {
            shell.progress(`Warning: ${text}`);
        },
    });
}
