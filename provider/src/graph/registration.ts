import type { GraphCalls } from "./GraphCalls";
import { phoneNumberPath } from "./phoneNumberPath";
import { withoutUndefined } from "./withoutUndefined";
import type { WriteOutcome } from "./WriteOutcome";

/** What a registration is asked for with. */
export interface RegistrationRequest {
    /** Six digits; the number's PIN, or becomes it where the number has none. Secret. */
    readonly pin: string;
    /**
     * Upper-case code of the storage region. Meta takes it here up to Graph API v20.0 and refuses
     * it with code 12 from v21.0 on, although the registration guide still shows it (both read
     * 2026-11-22): leave it out where the storage settings can be written.
     */
    readonly dataLocalizationRegion?: string;
}

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
    const body = withoutUndefined({
        messaging_product: "whatsapp",
        pin: request.pin,
        data_localization_region: request.dataLocalizationRegion,
    });
    return calls.post(phoneNumberPath(phoneNumberId, "register"), body);
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
