import type { WorldInput } from "pulumi-whatsapp-simulator";

import { playground } from "../../../demo/playground";

/** The account of the numbers in the example existing-numbers. */
export const wabaId = "102290129340398";

/** The PINs of its numbers, by the key of each in the stack's config. */
export const pins = {
    "existing-numbers:pin-106540352242922": "012345",
    "existing-numbers:pin-106540352242923": "543210",
};

/** Two numbers that somebody registered earlier, one that nobody did, and one in another account. */
export const existingWorld: WorldInput = {
    accounts: [{ id: wabaId }, { id: "102290129340399" }],
    tokens: [{ token: playground.accessToken, name: "everything" }],
    numbers: [
        {
            id: "106540352242922",
            wabaId,
            displayPhoneNumber: "+41 00 000 00 00",
            verifiedName: "Example Support",
            registered: true,
            pin: "012345",
            storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" },
        },
        {
            id: "106540352242923",
            wabaId,
            displayPhoneNumber: "+41 00 000 00 01",
            verifiedName: "Example Orders",
            registered: true,
            pin: "543210",
        },
        {
            id: "106540352242924",
            wabaId,
            displayPhoneNumber: "+41 00 000 00 02",
            verifiedName: "Example Archive",
        },
        {
            id: "106540352242925",
            wabaId: "102290129340399",
            displayPhoneNumber: "+41 00 000 00 03",
            verifiedName: "Example Partner",
            registered: true,
        },
    ],
};
