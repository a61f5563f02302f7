import {
    isChanged,
    isPropertyName,
    properties,
    propertyNames,
    type PropertyName,
} from "./properties";

/** What is compared: outputs with inputs. */
export interface DeclaredProperties extends Readonly<Partial<Record<PropertyName, unknown>>> {
    readonly registered?: unknown;
    readonly displayNameRegistered?: unknown;
    /** Of what is there: whether the declared storage was read back. */
    readonly regionVerified?: unknown;
    /** Of what is there: a run was stopped before it saw what its last write did. */
    readonly __unfinished?: unknown;
    /** Leads Pulumi's dynamic provider here; what the native plugin stored has none. */
    readonly __provider?: unknown;
}

const updates = [
    "pin",
    "registered",
    "displayNameRegistered",
    "regionVerified",
    "unseen",
    "wabaId",
    "tokenName",
    "__provider",
] as const;

/** What an update is for. */
export type Update = (typeof updates)[number];

/** What differs between what is there and what is declared. */
export interface Changes {
    /** These can only be changed by deregistering and registering. */
    readonly replaces: readonly PropertyName[];
    /**
     * These are changed in place; `wabaId`, `tokenName` and `__provider` send nothing, `unseen` only
     * looks.
     */
    readonly updates: readonly Update[];
}

/**
 * Compares old outputs with new inputs over a fixed list of properties, so that whatever a later
 * version adds is no change.
 *
 * An absent region means none. An absent PIN, as after an import, is a change: one free request
 * that also proves it. A backup is no change: it serves one registration, and is over then.
 * `registered` is a change only from `false` to `true`, which is drift to be mended; a program
 * cannot declare a number deregistered. `displayNameRegistered` likewise: an approved name that
 * waits for a registration. Storage that was never read back is a change, and is looked at once
 * more. So is a number for which an earlier run sent what these outputs do not know of. A WABA that
 * is not declared is no change. What the native plugin stored lacks the line that Pulumi's dynamic
 * provider reads and deletes by: a program that goes back to it has it stored.
 *
 * @param isUnseen - the journal holds what the outputs were never told of.
 */
export function changesBetween(
    olds: DeclaredProperties,
    news: DeclaredProperties,
    isUnseen = false,
): Changes {
    const differing = propertyNames.filter((name) => isChanged(name, olds, news));
    const replaces = differing.filter((name) => properties[name].change === "replace");
    const changed = {
        pin: differing.includes("pin"),
        registered: olds.registered === false && news.registered === true,
        displayNameRegistered:
            olds.displayNameRegistered === false && news.displayNameRegistered === true,
        regionVerified: olds.regionVerified === false && declaresStorage(news),
        unseen: olds.__unfinished === true || isUnseen,
        wabaId: differing.includes("wabaId"),
        tokenName: differing.includes("tokenName"),
        __provider: olds.__provider === undefined && news.__provider !== undefined,
    };
    return { replaces, updates: updates.filter((property) => changed[property]) };
}

function declaresStorage({ dataLocalizationRegion, noStorage }: DeclaredProperties): boolean {
    return dataLocalizationRegion !== undefined || noStorage !== undefined;
}

/** Says whether only names differ, which say whom to ask and with what, and change nothing. */
export function isOnNamesOnly({ replaces, updates }: Changes): boolean {
    const isName = (update: Update): boolean =>
        update === "__provider" ||
        (isPropertyName(update) && properties[update].change === "noted");
    return replaces.length === 0 && updates.length > 0 && updates.every(isName);
}
