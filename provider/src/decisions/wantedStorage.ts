import { RETENTION_MINUTES, type NoStorage } from "./noStorage";
import type { StorageConfiguration, StorageReading, WantedStorage } from "../graph/settings";

/** How a program says where data is to rest; at most one of the two. */
export interface DeclaredStorage {
    readonly dataLocalizationRegion?: string;
    readonly noStorage?: NoStorage;
}

/** What a program wants; with neither declared, local storage off. */
export function wantedStorage({
    dataLocalizationRegion: region,
    noStorage,
}: DeclaredStorage): WantedStorage {
    if (noStorage !== undefined) return { kind: "noStorage", ...noStorage };
    return region === undefined ? { kind: "off" } : { kind: "region", region };
}

/** How a program would declare it. */
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

/** What would have to be wanted to have what was read; undefined for words that are not known. */
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

/** What is wanted, for messages: "region CH". */
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
