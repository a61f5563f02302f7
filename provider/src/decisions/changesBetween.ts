import {
    isChanged,
    isPropertyName,
    properties,
    propertyNames,
    type PropertyName,
} from "./properties";

/** The properties of outputs and inputs that are compared. */
export interface DeclaredProperties extends Readonly<Partial<Record<PropertyName, unknown>>> {
    readonly registered?: unknown;
    readonly displayNameRegistered?: unknown;
    /** Outputs only: whether the declared storage was read back. */
    readonly regionVerified?: unknown;
    /** Outputs only: a run was stopped before it saw the effect of its last write. */
    readonly __unfinished?: unknown;
    /** Pulumi's dynamic provider finds this code with it. Outputs of the native plugin have none. */
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

/** The reason for an update. */
export type Update = (typeof updates)[number];

/** The differences between the stored outputs and the declared inputs. */
export interface Changes {
    /** To change these, the number must be deregistered and registered. */
    readonly replaces: readonly PropertyName[];
    /**
     * These change in place. `wabaId`, `tokenName` and `__provider` send nothing. `unseen` only reads
     * the number.
     */
    readonly updates: readonly Update[];
}

/**
 * Compares old outputs with new inputs over a fixed list of properties. A property that a later
 * version adds is therefore no change.
 *
 * - An absent region means no region.
 * - An absent PIN, as after an import, is a change: one free request sets and proves it.
 * - A backup is no change: it serves one registration only.
 * - `registered` is a change only from `false` to `true`: `pulumi up` repairs this drift. A program
 *   cannot declare a number as deregistered.
 * - `displayNameRegistered` also changes only from `false` to `true`: an approved name waits for a
 *   registration.
 * - Storage that was never read back is a change: the run reads it once more.
 * - A request of an earlier run that these outputs do not know is a change, too.
 * - A WABA that is not declared is no change.
 * - Outputs of the native plugin lack the line that Pulumi's dynamic provider needs to read and to
 *   delete. If a program goes back to the dynamic provider, an update stores that line.
 *
 * @param isUnseen - the journal holds a write that the outputs do not know.
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

/** Says whether only names differ. Names say whom to ask and with which token, and change no number. */
export function isOnNamesOnly({ replaces, updates }: Changes): boolean {
    const isName = (update: Update): boolean =>
        update === "__provider" ||
        (isPropertyName(update) && properties[update].change === "noted");
    return replaces.length === 0 && updates.length > 0 && updates.every(isName);
}
