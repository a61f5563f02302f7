import type { StorageConfiguration, StorageReading, WantedStorage } from "../graph/settings";
import { isUnknown } from "./unknownValue";

/** The only retention that Meta offers with No Storage (Meta's No Storage page, read 2026-11-22). */
export const RETENTION_MINUTES = 60;

/** Meta's No Storage: messages and media are kept for a while, and nowhere afterwards. */
export interface NoStorage {
    /** For how long, in minutes: 60, the only value that Meta takes. */
    readonly retentionMinutes: number;
}

/** How a program declares where data rests: at most one of the two. */
export interface DeclaredStorage {
    readonly dataLocalizationRegion?: string;
    readonly noStorage?: NoStorage;
}

/**
 * The two ways to have a region: `settings` writes it with `POST /{id}/settings` on the
 * unregistered number (Graph API v21.0 and newer), `register` sends it in the body of the
 * registration (up to v20.0, and still in Meta's registration guide).
 */
export type LocalStorageRecipe = "settings" | "register";

/** The recipe as configured. With `auto`, a reading finds the recipe. */
export type ConfiguredRecipe = LocalStorageRecipe | "auto";

/**
 * Chooses the recipe. `auto` uses the answer of the number's settings. Any answer, with or without a
 * storage configuration, means that the settings take the region and the body does not.
 */
export function localStorageRecipe(
    configured: ConfiguredRecipe,
    reading: StorageReading,
): LocalStorageRecipe {
    if (configured !== "auto") return configured;
    return reading.kind === "answered" ? "settings" : "register";
}

/** The storage that a program wants. If it declares neither, local storage is off. */
export function wantedStorage({
    dataLocalizationRegion: region,
    noStorage,
}: DeclaredStorage): WantedStorage {
    if (noStorage !== undefined) return { kind: "noStorage", ...noStorage };
    return region === undefined ? { kind: "off" } : { kind: "region", region };
}

/**
 * The storage that the last create or update declared. A refresh stores the storage that it read. If
 * the declared storage differs, the refresh stores it as well.
 */
export function declaredBefore(
    state: DeclaredStorage & { readonly __declaredStorage?: DeclaredStorage },
): WantedStorage {
    return wantedStorage(state.__declaredStorage ?? state);
}

/** How a program would declare this storage. */
export function declaredStorage(wanted: WantedStorage): DeclaredStorage {
    switch (wanted.kind) {
        case "off":
            return {};
        case "region":
            return { dataLocalizationRegion: wanted.region };
        case "noStorage":
            return { noStorage: { retentionMinutes: wanted.retentionMinutes } };
    }
}

/** The storage that a reading shows, in the form of a wanted storage. Undefined for unknown words. */
export function storageAsRead(reading: StorageReading | undefined): WantedStorage | undefined {
    if (reading?.kind !== "answered") return undefined;
    const { state, dataLocalizationRegion: region, retentionMinutes } = reading.storage;
    switch (state) {
        case "off":
            return { kind: "off" };
        case "on":
            return region === undefined ? undefined : { kind: "region", region };
        case "noStorage":
            return { kind: "noStorage", retentionMinutes: retentionMinutes ?? RETENTION_MINUTES };
        case "unknown":
            return undefined;
    }
}

/** Says whether storage reads as wanted. */
export function storageReadsAs(storage: StorageConfiguration, wanted: WantedStorage): boolean {
    switch (wanted.kind) {
        case "off":
            return storage.state === "off";
        case "region":
            return storage.state === "on" && storage.dataLocalizationRegion === wanted.region;
        case "noStorage": {
            const { state, retentionMinutes = wanted.retentionMinutes } = storage;
            return state === "noStorage" && retentionMinutes === wanted.retentionMinutes;
        }
    }
}

/** Says whether two wanted storages are the same. */
export function isSameStorage(one: WantedStorage, other: WantedStorage): boolean {
    return describeWanted(one) === describeWanted(other);
}

/** The wanted storage, for messages: "region CH". */
export function describeWanted(wanted: WantedStorage): string {
    switch (wanted.kind) {
        case "off":
            return "no local storage";
        case "region":
            return `region ${wanted.region}`;
        case "noStorage":
            return `noStorage (${wanted.retentionMinutes} minutes)`;
    }
}

/** How storage reads, for messages: "local storage reads off". */
export function describeStorage(reading: StorageReading | undefined): string {
    if (reading === undefined) return "local storage was not read";
    if (reading.kind === "unavailable") return "local storage cannot be read";
    const { state, status, dataLocalizationRegion, retentionMinutes } = reading.storage;
    if (state === "off") return "local storage reads off";
    const region = dataLocalizationRegion === undefined ? "" : ` in ${dataLocalizationRegion}`;
    const retention = retentionMinutes === undefined ? "" : ` for ${retentionMinutes} minutes`;
    return `local storage reads ${status ?? state}${region}${retention}`;
}

const right = `noStorage must be { retentionMinutes: ${RETENTION_MINUTES} }`;

/** Why a value is not a valid `noStorage`, or undefined if it is valid. */
export function noStorageProblem(value: unknown): string | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return `${right}; leave it out to have messages stored.`;
    }
    const { retentionMinutes, ...others } = value as Readonly<Record<string, unknown>>;
    const [other] = Object.keys(others);
    if (other !== undefined) return `${right}; it has no ${JSON.stringify(other)}.`;
    if (retentionMinutes === RETENTION_MINUTES || isUnknown(retentionMinutes)) return undefined;
    if (retentionMinutes === undefined) return `${right}: retentionMinutes is missing.`;
    return `${right}: ${RETENTION_MINUTES} is the only retention that Meta offers.`;
}

/** The minutes in a `noStorage`, for a comparison. Other values stay as they came. */
export function retentionOf(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    return (value as Readonly<Record<string, unknown>>)["retentionMinutes"];
}
