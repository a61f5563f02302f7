import { isRegistered, outOfReach } from "../../decisions/registrationStatus";
import type { PhoneNumber } from "../../graph/phoneNumber";
import { withoutUndefined } from "../../graph/jsonObject";

/** One number as the table shows it. */
export interface NumberRow {
    /** Meta's id of the number. */
    readonly phoneNumberId: string;
    /** The account that it was listed for. */
    readonly wabaId?: string;
    /** The number for people. */
    readonly displayPhoneNumber?: string;
    /** The display name. */
    readonly verifiedName?: string;
    /** Whether it is registered on Cloud API. */
    readonly registered: boolean;
    /** Meta's status, such as `CONNECTED`. */
    readonly status?: string;
    /** Where it is registered, in Meta's word. */
    readonly platformType?: string;
    /** Whether its ownership is verified, in Meta's word. */
    readonly codeVerificationStatus?: string;
    /** Meta's rating of its messages. */
    readonly qualityRating?: string;
    /** What sets it apart, such as a display name that waits; absent where nothing does. */
    readonly remark?: string;
}

/** A reading as a row. */
export function numberRowOf(reading: PhoneNumber): NumberRow {
    return withoutUndefined({
        phoneNumberId: reading.id,
        wabaId: reading.wabaId,
        displayPhoneNumber: reading.displayPhoneNumber,
        verifiedName: reading.verifiedName,
        registered: isRegistered(reading),
        status: reading.status,
        platformType: reading.platformType ?? reading.hostPlatform,
        codeVerificationStatus: reading.codeVerificationStatus,
        qualityRating: reading.qualityRating,
        remark: remarkOf(reading),
    });
}

function remarkOf(reading: PhoneNumber): string | undefined {
    switch (outOfReach(reading)) {
        case "coexistence":
            return "also in the WhatsApp Business app";
        case "onPremises":
            return "on the On-Premises API";
        case "lost":
            return "moved, deleted or banned";
        case undefined:
            return reading.newNameStatus === "APPROVED"
                ? "an approved name waits for a registration"
                : undefined;
    }
}
