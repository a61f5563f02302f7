import type { NumberChange } from "pulumi-whatsapp-simulator";

import type { OutsideEvent } from "./ModelCommand";

/** The change of a number in the simulator that an event makes. */
export function outsideChange(event: OutsideEvent, now: Date): NumberChange {
    const blockEnds = new Date(now.getTime() + 72 * 3_600_000).toISOString();
    switch (event) {
        case "deregistered":
            return { registered: false };
        case "PIN changed":
            return { pin: "777777" };
        case "region changed":
            return {
                registered: true,
                storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "JP" },
            };
        case "registering blocked":
            return { blockedUntil: { register: blockEnds } };
        case "deregistering blocked":
            return { blockedUntil: { deregister: blockEnds } };
        case "banned":
            return { status: "BANNED" };
        case "migrated":
            return { status: "MIGRATED", registered: false };
        case "removed":
            return { removed: true };
        case "verification lost":
            return { codeVerificationStatus: "NOT_VERIFIED" };
        case "healed":
            return { status: null, removed: false, codeVerificationStatus: "VERIFIED" };
    }
}
