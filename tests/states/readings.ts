import type { PhoneNumber } from "../../provider/src/graph/phoneNumber";
import type { StorageReading } from "../../provider/src/graph/settings";
import type { Seen } from "./Meta";

const NUMBER = {
    id: "106540352242922",
    codeVerificationStatus: "VERIFIED",
    nameStatus: "APPROVED",
    wabaId: "102290129340398",
} as const;

/** The reading of the number. */
export function numberReading(seen: Seen): PhoneNumber {
    const { registered, isNameWaiting, hasPin, elsewhere } = seen;
    const isUp = registered || elsewhere !== undefined;
    const platform = registered ? "CLOUD_API" : "NOT_APPLICABLE";
    return {
        ...NUMBER,
        status: isUp ? "CONNECTED" : "DISCONNECTED",
        platformType: elsewhere === "onPremises" ? "ON_PREMISE" : platform,
        isPinEnabled: hasPin,
        ...(elsewhere === "coexistence" ? { isOnBizApp: true } : {}),
        ...(isNameWaiting ? { newNameStatus: "APPROVED" } : {}),
    };
}

/** The reading of its settings. */
export function storageReading({ storage }: Seen): StorageReading {
    switch (storage.kind) {
        case "off":
            return {
                kind: "answered",
                storage: { state: "off", status: "IN_COUNTRY_STORAGE_DISABLED" },
            };
        case "region":
            return {
                kind: "answered",
                storage: {
                    state: "on",
                    status: "IN_COUNTRY_STORAGE_ENABLED",
                    dataLocalizationRegion: storage.region,
                },
            };
        case "noStorage":
            return {
                kind: "answered",
                storage: {
                    state: "noStorage",
                    status: "NO_STORAGE_ENABLED",
                    retentionMinutes: storage.retentionMinutes,
                },
            };
    }
}
