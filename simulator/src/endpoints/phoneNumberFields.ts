import type { NumberView } from "../graph/GraphCall";
import type { FieldTable } from "../graph/selectFields";
import { newNameStatus } from "../world/appliedName";
import { ownershipReading } from "../world/ownershipReading";
import type { PhoneNumber } from "../world/PhoneNumber";
import {
    lastOnboardedAtMs,
    registrationReading,
    type RegistrationReading,
} from "../world/registrationReading";
import { healthStatus } from "./healthStatus";

/** Meta's name for the node, for errors. */
export const PHONE_NUMBER_NODE = "WhatsAppBusinessPhoneNumber";

/** The fields that a read returns if it names none. */
export const PHONE_NUMBER_DEFAULTS = [
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "platform_type",
    "throughput",
    "last_onboarded_time",
    "id",
] as const;

/** The fields of the phone number node. */
export const PHONE_NUMBER_FIELDS: FieldTable<NumberView> = {
    id: ({ number }) => number.id,
    display_phone_number: ({ number }) => number.displayPhoneNumber,
    verified_name: ({ number }) => number.verifiedName,
    status: (view) => readingOf(view).status,
    platform_type: (view) => readingOf(view).platformType,
    host_platform: (view) => readingOf(view).platformType,
    throughput: (view) => ({ level: readingOf(view).throughputLevel }),
    code_verification_status: ({ number, world, now }) =>
        ownershipReading(number, world.switches, now),
    quality_rating: ({ number }) => number.qualityRating,
    quality_score: ({ number }) => ({ score: number.qualityRating }),
    is_pin_enabled: ({ number, world }) =>
        number.pin !== null && world.switches.accountModel === "classic",
    is_on_biz_app: ({ number }) => number.isOnBizApp,
    is_official_business_account: () => false,
    is_preverified_number: () => false,
    account_mode: ({ number }) => number.accountMode,
    name_status: ({ number }) => number.name.status,
    new_name_status: ({ number, now }) => newNameStatus(number, now) ?? undefined,
    new_display_name: ({ number }) => number.name.newDisplayName ?? undefined,
    certificate: ({ number }) =>
        number.name.status === "APPROVED" ? `certificate-of-${number.id}` : undefined,
    new_certificate: ({ number, now }) =>
        newNameStatus(number, now) === "APPROVED" ? `new-certificate-of-${number.id}` : undefined,
    unified_cert_status: ({ number }) => certificateStatus(number),
    last_onboarded_time: ({ number }) => graphTime(lastOnboardedAtMs(number)),
    health_status: healthStatus,
    country_code: () => "CH",
    country_dial_code: () => "41",
    messaging_limit_tier: () => "TIER_250",
    whatsapp_business_manager_messaging_limit: () => "TIER_250",
    search_visibility: () => "HIDDEN",
    username: () => undefined,
    // Documented, but not simulated. An answer to a read that names them leaves them out.
    conversational_automation: () => undefined,
    eligibility_for_api_business_global_search: () => undefined,
    official_business_account: () => undefined,
    webhook_configuration: webhookConfiguration,
};

/** Of the three addresses, the first one that is set counts. */
function webhookConfiguration({ number, world }: NumberView): Readonly<Record<string, string>> {
    const ofAccount = world.account(number.wabaId)?.overrideCallbackUri ?? null;
    return {
        ...(number.overrideCallbackUri === null
            ? {}
            : { phone_number: number.overrideCallbackUri }),
        ...(ofAccount === null ? {} : { whatsapp_business_account: ofAccount }),
        application: `https://app-${world.app.id}.example/webhook`,
    };
}

function readingOf({ number, world, now }: NumberView): RegistrationReading {
    return registrationReading(number, world.switches, now);
}

function certificateStatus(number: PhoneNumber): string {
    switch (number.name.status) {
        case "APPROVED":
        case "AVAILABLE_WITHOUT_REVIEW":
            return "APPROVED";
        case "PENDING_REVIEW":
            return "NAME_PENDING_REVIEW";
        default:
            return "NAME_NOT_APPROVED";
    }
}

/** Meta writes the zone without a colon: `2023-08-22T19:05:53+0000`. */
function graphTime(timeMs: number | null): string | undefined {
    if (timeMs === null) return undefined;
    return new Date(timeMs).toISOString().replace(/\.\d{3}Z$/, "+0000");
}
