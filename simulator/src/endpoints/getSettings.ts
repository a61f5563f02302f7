import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import { selectFields, type FieldTable } from "../graph/selectFields";
import { shownStorage } from "../world/registrationReading";
import type { Storage } from "../world/PhoneNumber";
import type { Switches } from "../world/switches";
import { settingsPath } from "./settingsPath";

/** `GET /{phone number id}/settings`. */
export function getSettings(call: NumberCall): GraphAnswer {
    const refusal = settingsPath(call);
    if (refusal !== undefined) return refused(refusal);
    return selectFields(call, call.parameters["fields"], {
        table: FIELDS,
        defaults: Object.keys(FIELDS),
        nodeType: "WhatsAppBusinessPhoneNumberSettings",
    });
}

const FIELDS: FieldTable<NumberCall> = {
    // The words of Meta's guide on calling, read 2026-11-24. Meta's OpenAPI file has other words.
    calling: () => ({
        status: "DISABLED",
        call_icon_visibility: "DEFAULT",
        callback_permission_status: "DISABLED",
    }),
    payload_encryption: () => ({ status: "disabled" }),
    storage_configuration: ({ number, now, world }) =>
        storageReading(shownStorage(number, now), world.switches),
    // Documented, but not simulated. An answer to a read that names it leaves it out.
    user_identity_change: () => undefined,
};

/** Undefined if this world leaves the object out while storage is off. */
function storageReading(
    storage: Storage,
    switches: Switches,
): Readonly<Record<string, unknown>> | undefined {
    const off = storage.status === "IN_COUNTRY_STORAGE_DISABLED";
    if (switches.storageOffReads === "absent" && (off || storage.status === "DEFAULT")) {
        return undefined;
    }
    const status = off ? switches.storageOffReads : storage.status;
    return {
        status: switches.storageStatusCase === "lower" ? status.toLowerCase() : status,
        data_localization_region: storage.dataLocalizationRegion,
        retention_minutes: storage.retentionMinutes,
    };
}
