import { isRegistered } from "../../decisions/registrationStatus";
import { isJsonObject, memberOf, parsedJson, withoutUndefined } from "../../graph/jsonObject";
import { type PhoneNumber, phoneNumberIn } from "../../graph/phoneNumber";
import { type StorageConfiguration, storageConfiguration } from "../../graph/settings";
import type { NumberRead, StorageRead } from "./Evidence";

/** A number as an evidence tells it. */
export function numberAsRead(reading: PhoneNumber): NumberRead {
    return withoutUndefined({
        registered: isRegistered(reading),
        status: reading.status,
        platformType: reading.platformType ?? reading.hostPlatform,
        displayPhoneNumber: reading.displayPhoneNumber,
        verifiedName: reading.verifiedName,
        wabaId: reading.wabaId,
        lastOnboardedTime: reading.lastOnboardedTime,
    });
}

/** Storage as an evidence tells it. */
export function storageAsTold(storage: StorageConfiguration): StorageRead {
    return { ...storage };
}

/** The same from the bytes of a kept answer; undefined if they hold no number. */
export function numberInAnswer(body: string): NumberRead | undefined {
    const value = parsedJson(body);
    if (!isJsonObject(value)) return undefined;
    try {
        return numberAsRead(phoneNumberIn(value));
    } catch {
        return undefined;
    }
}

/** The same from the bytes of a kept answer; undefined if they hold no object. */
export function storageInAnswer(body: string): StorageRead | undefined {
    const value = parsedJson(body);
    if (!isJsonObject(value)) return undefined;
    return storageAsTold(storageConfiguration(memberOf(value, "storage_configuration")));
}
