import { type GraphError, isGraphError } from "../graph/GraphError";
import { withoutUndefined } from "../graph/jsonObject";
import { getPhoneNumber, type PhoneNumber } from "../graph/phoneNumber";
import { isTransportError } from "../graph/TransportError";
import type { NumberEntry } from "../numbers/NumberEntry";
import { accountNumbers } from "./accountNumbers";
import { CommandFailure } from "./CommandFailure";
import { type Connection, connectionFor, type ConnectionOptions } from "./connect";
import type { DeclaredReading, StorageAnswer } from "./numberDifferences";
import { storageOf } from "./numbersToImport";
import type { Shell } from "./Shell";

/** An account to list, and the name of the token for it. */
export interface AccountToList {
    readonly wabaId: string;
    readonly tokenName: string | undefined;
}

/**
 * Reads the numbers of a numbers file from Meta: their accounts a hundred numbers at a time,
 * numbers without a named account one by one, and the storage of each. It reads every number with
 * its own token. A number that cannot be read has the reason instead.
 */
export class DeclaredNumbersReader {
    readonly #shell: Shell;
    readonly #options: ConnectionOptions;
    readonly #connections = new Map<string | undefined, Connection | string>();
    readonly #listed = new Map<string, PhoneNumber>();
    readonly #failures = new Map<string, string>();

    constructor(shell: Shell, options: ConnectionOptions) {
        this.#shell = shell;
        this.#options = options;
    }

    /** What the accounts list. */
    get listed(): readonly PhoneNumber[] {
        return [...this.#listed.values()];
    }

    /** Why accounts could not be listed, by their ids. */
    get failures(): ReadonlyMap<string, string> {
        return this.#failures;
    }

    /** Lists an account. */
    async list({ wabaId, tokenName }: AccountToList): Promise<void> {
        const connection = this.#connection(tokenName);
        if (typeof connection === "string") {
            this.#failures.set(wabaId, connection);
            return;
        }
        try {
            for (const number of await accountNumbers(this.#shell, connection.calls, [wabaId])) {
                this.#listed.set(number.id, number);
            }
        } catch (thrown) {
            if (!(thrown instanceof CommandFailure)) throw thrown;
            this.#failures.set(wabaId, thrown.message);
        }
    }

    /** Reads a declared number and its storage, after the accounts were listed. */
    async read({ phoneNumberId, wabaId = "", tokenName }: NumberEntry): Promise<DeclaredReading> {
        const failure = this.#failures.get(wabaId);
        const connection = this.#connection(tokenName ?? this.#options.tokenName);
        if (failure !== undefined) return { kind: "unread", detail: failure };
        if (typeof connection === "string") return { kind: "unread", detail: connection };
        const { calls } = connection;
        try {
            const number =
                this.#listed.get(phoneNumberId) ?? (await getPhoneNumber(calls, phoneNumberId));
            return {
                kind: "read",
                number,
                storage: await storageAnswer(connection, phoneNumberId),
            };
        } catch (thrown) {
            const error = refusalIn(thrown);
            const isHidden = isGraphError(error) && error.entry.name === "notFoundOrNoAccess";
            return { kind: isHidden ? "missing" : "unread", detail: error.message };
        }
    }

    /** The connection of a token, or why there is none. */
    #connection(tokenName: string | undefined): Connection | string {
        const known = this.#connections.get(tokenName);
        if (known !== undefined) return known;
        const options = withoutUndefined({ ...this.#options, tokenName });
        const connection = connectionFor(this.#shell, options);
        const found = connection.kind === "connected" ? connection : connection.cause;
        this.#connections.set(tokenName, found);
        return found;
    }
}

async function storageAnswer({ calls }: Connection, phoneNumberId: string): Promise<StorageAnswer> {
    try {
        const { storage, reason } = await storageOf(calls, phoneNumberId);
        return storage ?? { kind: "failed", detail: reason ?? "its storage was not read" };
    } catch (thrown) {
        // A token that cannot be used says nothing about the numbers of other tokens.
        if (!(thrown instanceof CommandFailure)) throw thrown;
        return { kind: "failed", detail: thrown.message };
    }
}

/** A refusal, or a request that failed; anything else is thrown on. */
function refusalIn(thrown: unknown): GraphError | Error {
    if (isGraphError(thrown) || isTransportError(thrown)) return thrown;
    throw thrown;
}
