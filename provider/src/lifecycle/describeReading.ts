import type { PhoneNumber } from "../graph/phoneNumber";
import type { StorageReading } from "../graph/settings";

/** How a number reads, in Meta's words, for messages. */
export function describeNumber(reading: PhoneNumber | undefined): string {
    if (reading === undefined) return "unknown";
    const platform = reading.platformType ?? reading.hostPlatform ?? "unknown";
    return `status ${reading.status ?? "unknown"}, platform ${platform}`;
}

/** How its storage reads, for messages: "local storage reads off". */
export function describeStorage(reading: StorageReading | undefined): string {
    if (reading === undefined) return "local storage was not read";
    if (reading.kind === "unavailable") return "local storage cannot be read";
    const { state, status, dataLocalizationRegion, retentionMinutes } = reading.storage;
    if (state === "off") return "local storage reads off";
    const region = dataLocalizationRegion === undefined ? "" : ` in ${dataLocalizationRegion}`;
    const retention = retentionMinutes === undefined ? "" : ` for ${retentionMinutes} minutes`;
    return `local storage reads ${status ?? state}${region}${retention}`;
}
