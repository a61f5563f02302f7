import { accountsOfToken } from "./accountNumbers";
import { CommandFailure } from "./CommandFailure";
import type { Connection } from "./connect";

/** An account, and the connection whose token reads it. */
export interface AccountSource {
    readonly wabaId: string;
    readonly connection: Connection;
}

/** What could not be read, and why. */
export interface ReadFailure {
    /** The account, if it is about one. */
    readonly wabaId?: string;
    /** The number, if it is about one. */
    readonly phoneNumberId?: string;
    /** The name of the token, where it has one. */
    readonly tokenName?: string;
    readonly failure: CommandFailure;
}

/** The accounts to read, and those that no token reaches. */
export interface AccountSources {
    readonly sources: readonly AccountSource[];
    readonly failures: readonly ReadFailure[];
}

/**
 * Finds the accounts to read: the named ones, else all that the tokens name. With several tokens,
 * each named account is read with the first token that names it.
 *
 * @throws CommandFailure if the only token names no account.
 */
export async function accountSources(
    connections: readonly Connection[],
    wabaIds: readonly string[],
): Promise<AccountSources> {
    const [only, ...others] = connections;
    if (only !== undefined && others.length === 0) {
        const named = wabaIds.length > 0 ? wabaIds : await accountsOf(only);
        const sources = [...new Set(named)].map((wabaId) => ({ wabaId, connection: only }));
        return { sources, failures: [] };
    }
    const ofTokens = await accountsOfEach(connections);
    if (wabaIds.length === 0) return ofTokens;
    const wanted = new Set(wabaIds);
    const sources = ofTokens.sources.filter(({ wabaId }) => wanted.delete(wabaId));
    const unreached = [...wanted].map((wabaId) => ({
        wabaId,
        failure: new CommandFailure(
            `read the numbers of account ${wabaId}`,
            "no given token names it. Check that a token's user has this account assigned",
        ),
    }));
    return { sources, failures: [...ofTokens.failures, ...unreached] };
}

async function accountsOfEach(connections: readonly Connection[]): Promise<AccountSources> {
    const sources = new Map<string, AccountSource>();
    const failures: ReadFailure[] = [];
    for (const connection of connections) {
        try {
            for (const wabaId of await accountsOf(connection)) {
                if (!sources.has(wabaId)) sources.set(wabaId, { wabaId, connection });
            }
        } catch (thrown) {
            if (!(thrown instanceof CommandFailure)) throw thrown;
            const { tokenName } = connection;
            failures.push({
                ...(tokenName === undefined ? {} : { tokenName }),
                failure: thrown,
            });
        }
    }
    return { sources: [...sources.values()], failures };
}

function accountsOf({ calls, token, tokenName }: Connection): Promise<readonly string[]> {
    return accountsOfToken(calls, token.accessToken, tokenName);
}
