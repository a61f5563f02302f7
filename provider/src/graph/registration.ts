import type { GraphCalls, WriteOutcome } from "./GraphCalls";
import { type JsonObject, withoutUndefined } from "./jsonObject";
import { phoneNumberPath } from "./phoneNumber";
import type { WantedStorage } from "./settings";

/** What a registration sends. */
export interface RegistrationRequest {
    /** Six digits: the number's PIN, or its new PIN if the number has none. Secret. */
    readonly pin: string;
    /**
     * Where data is to rest. Meta takes it here up to Graph API v20.0 and refuses it with code 12
     * from v21.0 on, although the registration guide still shows a region (both read 2026-11-22):
     * leave it out if the storage settings can be written.
     */
    readonly storage?: WantedStorage;
    /** The backup from the On-Premises API. Secret. */
    readonly backup?: OnPremisesBackup;
}

/** A backup of a number on the On-Premises API, as its client makes it. Secret. */
export interface OnPremisesBackup {
    /** The encrypted account. */
    readonly data: string;
    /** The password that it was encrypted with. */
    readonly password: string;
}

/**
 * How long a registration with a backup may take at least. Meta says up to 15 seconds (page on
 * migrating from On-Premises, read 2026-11-22); without the answer it is unknown which of the two
 * APIs has the number.
 */
const BACKUP_TIMEOUT_MS = 60_000;

/**
 * Registers a phone number on Cloud API: `POST /{phone number id}/register`.
 *
 * Every request costs one of ten in 72 hours, also a refused one.
 */
export async function registerPhoneNumber(
    calls: GraphCalls,
    phoneNumberId: string,
    request: RegistrationRequest,
): Promise<WriteOutcome> {
    const { pin, storage, backup } = request;
    const body = withoutUndefined({
        messaging_product: "whatsapp",
        pin,
        ...storageInBody(storage),
        backup: backup === undefined ? undefined : { ...backup },
    });
    const timeoutMs = backup === undefined ? undefined : BACKUP_TIMEOUT_MS;
    return calls.post(phoneNumberPath(phoneNumberId, "register"), body, timeoutMs);
}

function storageInBody(storage: WantedStorage | undefined): JsonObject {
    switch (storage?.kind) {
        case "region":
            return { data_localization_region: storage.region };
        case "noStorage":
            return { meta_store_retention_minutes: storage.retentionMinutes };
        case "off":
        case undefined:
            return {};
    }
}

/**
 * Deregisters a phone number from Cloud API: `POST /{phone number id}/deregister`, without a body.
 *
 * Every request costs one of ten in 72 hours, also a refused one. The number and its message
 * history stay.
 */
export async function deregisterPhoneNumber(
    calls: GraphCalls,
    phoneNumberId: string,
): Promise<WriteOutcome> {
    return calls.post(phoneNumberPath(phoneNumberId, "deregister"));
}
