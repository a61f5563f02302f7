import { refusalsToRegister } from "../../decisions/refusals";
import { isRegistered, outOfReach, type OutOfReach } from "../../decisions/registrationStatus";
import { regionFrom } from "../../decisions/regions";
import { RETENTION_MINUTES } from "../../decisions/noStorage";
import type { PhoneNumber } from "../../graph/phoneNumber";
import type { StorageReading } from "../../graph/settings";
import { verifyAdvice } from "../addVerifyCommand";

/** What to do about a number that nobody can register or deregister by API. */
const STEPS: Readonly<Record<OutOfReach, string>> = {
    coexistence: "It needs no registration: leave it out of the program.",
    lost: "See in WhatsApp Manager what became of it.",
    onPremises:
        "To migrate it, declare it in the program by hand, with `backup`; docs/migration.md has the steps.",
};

/**
 * Why a number cannot be imported, by its own reading; undefined where it can.
 *
 * Only a number that is registered now is imported: any other one would be registered by the next
 * `up`, which an import must not bring about unasked.
 */
export function reasonAgainstNumber(reading: PhoneNumber): string | undefined {
    const reach = outOfReach(reading);
    if (reach === undefined && isRegistered(reading)) return undefined;
    const [refusal] = refusalsToRegister(reading);
    if (refusal !== undefined && reach !== undefined) return `${refusal.cause}. ${STEPS[reach]}`;
    if (refusal !== undefined) {
        return `${refusal.cause}. ${verifyAdvice(reading.id)}. After that declare it in the program by hand.`;
    }
    const status = reading.status ?? "unknown";
    return `it is not registered (status ${status}). Declare it in the program by hand: the next "pulumi up" then registers it, which costs one of ten requests.`;
}

/** Why a registered number cannot be imported, by its storage; undefined where it can. */
export function reasonAgainstStorage(reading: StorageReading): string | undefined {
    if (reading.kind === "unavailable") return undefined;
    const { state, status, dataLocalizationRegion } = reading.storage;
    const word = status ?? "none";
    switch (state) {
        case "off":
            return undefined;
        case "on": {
            const region = regionFrom(dataLocalizationRegion);
            return region.kind === "region"
                ? undefined
                : `its data is stored in a region that this version does not know (${dataLocalizationRegion ?? "none named"}).`;
        }
        case "noStorage": {
            const { retentionMinutes = RETENTION_MINUTES } = reading.storage;
            return retentionMinutes === RETENTION_MINUTES
                ? undefined
                : `its messages are kept for ${retentionMinutes} minutes, and this version knows ${RETENTION_MINUTES} alone.`;
        }
        case "unknown":
            return `its local storage reads ${word}, for which there is no import. Declare it in the program by hand and look at the preview.`;
    }
}
