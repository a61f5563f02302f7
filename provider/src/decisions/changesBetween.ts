import { retentionOf } from "./noStorage";

/** The properties of a registration that a program declares. */
export interface DeclaredProperties {
    readonly phoneNumberId?: unknown;
    readonly pin?: unknown;
    readonly dataLocalizationRegion?: unknown;
    readonly noStorage?: unknown;
    readonly wabaId?: unknown;
    readonly tokenName?: unknown;
    readonly registered?: unknown;
    readonly displayNameRegistered?: unknown;
    /** Of what is there: whether the declared storage was read back. */
    readonly regionVerified?: unknown;
}

/** What differs between what is there and what is declared. */
export interface Changes {
    /** These can only be changed by deregistering and registering. */
    readonly replaces: readonly ("phoneNumberId" | "dataLocalizationRegion" | "noStorage")[];
    /** These are changed in place; `wabaId` and `tokenName` send nothing. */
    readonly updates: readonly (
        "pin" | "registered" | "displayNameRegistered" | "regionVerified" | "wabaId" | "tokenName"
    )[];
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
 * more. A WABA that is not declared is no change.
 */
export function changesBetween(olds: DeclaredProperties, news: DeclaredProperties): Changes {
    const replaces = (["phoneNumberId", "dataLocalizationRegion", "noStorage"] as const).filter(
        (property) => comparable(property, olds) !== comparable(property, news),
    );
    const changed = {
        pin: olds.pin !== news.pin,
        registered: olds.registered === false && news.registered === true,
        displayNameRegistered:
            olds.displayNameRegistered === false && news.displayNameRegistered === true,
        regionVerified: olds.regionVerified === false && declaresStorage(news),
        wabaId: news.wabaId !== undefined && olds.wabaId !== news.wabaId,
        tokenName: olds.tokenName !== news.tokenName,
    };
    const updates = (
        [
            "pin",
            "registered",
            "displayNameRegistered",
            "regionVerified",
            "wabaId",
            "tokenName",
        ] as const
    ).filter((property) => changed[property]);
    return { replaces, updates };
}

function declaresStorage({ dataLocalizationRegion, noStorage }: DeclaredProperties): boolean {
    return dataLocalizationRegion !== undefined || noStorage !== undefined;
}

function comparable(property: keyof DeclaredProperties, values: DeclaredProperties): unknown {
    return property === "noStorage" ? retentionOf(values.noStorage) : values[property];
}
