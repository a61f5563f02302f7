import type { GraphCalls, WriteOutcome } from "./GraphCalls";
import { type GraphError, isGraphError, isUnknownField } from "./GraphError";
import { integerOf, type JsonObject, memberOf, textOf, withoutUndefined } from "./jsonObject";
import { phoneNumberPath } from "./phoneNumber";

/**
 * What a storage status means: `on` in a region, `off`, `noStorage` (kept for an hour only), or
 * `unknown` for a newer word of Meta.
 */
export type StorageState = "on" | "off" | "noStorage" | "unknown";

/** Where the data of a number is stored at rest. */
export interface StorageConfiguration {
    /** What the status means. */
    readonly state: StorageState;
    /** Meta's word for it, as answered; absent if Meta answered no configuration. */
    readonly status?: string;
    /** Upper-case code of the region, for example `CH`. */
    readonly dataLocalizationRegion?: string;
    /** How long messages are kept with `noStorage`, in minutes. */
    readonly retentionMinutes?: number;
}

/**
 * Where the data of a number should rest: in a region, at Meta's default place (`off`), or nowhere
 * after the retention (`noStorage`).
 */
export type WantedStorage =
    | { readonly kind: "off" }
    | { readonly kind: "region"; readonly region: string }
    | { readonly kind: "noStorage"; readonly retentionMinutes: number };

/** The storage configuration, or the refusal of a Graph API that has no such settings. */
export type StorageReading =
    | { readonly kind: "answered"; readonly storage: StorageConfiguration }
    | { readonly kind: "unavailable"; readonly error: GraphError };

/**
 * Meta's words in upper case; answers and Meta's specification differ in case (read 2026-11-22).
 */
const STATES = new Map<string, StorageState>([
    ["IN_COUNTRY_STORAGE_ENABLED", "on"],
    ["IN_COUNTRY_STORAGE_DISABLED", "off"],
    ["DISABLED", "off"],
    ["DEFAULT", "off"],
    ["NO_STORAGE_ENABLED", "noStorage"],
]);

/** Graph's code for a path that it does not know. */
const UNKNOWN_PATH = 2500;

/**
 * Reads where a number's data is stored: `GET /{phone number id}/settings`, which costs nothing of
 * the ten requests.
 *
 * @throws GraphError or TransportError for every failure except an unknown path or field.
 */
export async function getStorageConfiguration(
    calls: GraphCalls,
    phoneNumberId: string,
): Promise<StorageReading> {
    try {
        const answer = await calls.get(phoneNumberPath(phoneNumberId, "settings"));
        const storage = storageConfiguration(memberOf(answer, "storage_configuration"));
        return { kind: "answered", storage };
    } catch (thrown) {
        if (isGraphError(thrown) && isUnavailable(thrown)) {
            return { kind: "unavailable", error: thrown };
        }
        throw thrown;
    }
}

/**
 * Writes where a number's data is stored: `POST /{phone number id}/settings`, which costs nothing
 * of the ten requests. From Graph API v21.0 on Meta allows it on an unregistered number only.
 */
export async function setStorageConfiguration(
    calls: GraphCalls,
    phoneNumberId: string,
    wanted: WantedStorage,
): Promise<WriteOutcome> {
    return calls.post(phoneNumberPath(phoneNumberId, "settings"), {
        storage_configuration: configurationOf(wanted),
    });
}

function configurationOf(wanted: WantedStorage): JsonObject {
    switch (wanted.kind) {
        case "off":
            return { status: "IN_COUNTRY_STORAGE_DISABLED" };
        case "region":
            return {
                status: "IN_COUNTRY_STORAGE_ENABLED",
                data_localization_region: wanted.region,
            };
        case "noStorage":
            return { status: "NO_STORAGE_ENABLED", retention_minutes: wanted.retentionMinutes };
    }
}

/** The storage configuration in a `storage_configuration` of Meta's. */
export function storageConfiguration(answered: unknown): StorageConfiguration {
    const status = textOf(answered, "status");
    return withoutUndefined({
        state: stateOf(answered, status),
        status,
        dataLocalizationRegion: textOf(answered, "data_localization_region")?.toUpperCase(),
        retentionMinutes: integerOf(answered, "retention_minutes"),
    });
}

function stateOf(answered: unknown, status: string | undefined): StorageState {
    if (answered === undefined || answered === null) {
        return "off";
    }
    return STATES.get(status?.toUpperCase() ?? "") ?? "unknown";
}

function isUnavailable(error: GraphError): boolean {
    return error.graphCode === UNKNOWN_PATH || isUnknownField(error);
}
