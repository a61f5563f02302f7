import type { WorldInput } from "pulumi-whatsapp-simulator";

import { phoneNumberId, wabaId } from "./SimulatedCommandLine";

/** Two customers with an account, a token and a registered number each. */
export const twoCustomers: WorldInput = {
    accounts: [{ id: wabaId }, { id: "102290129340399" }],
    tokens: [
        { token: "EAA-first-token", name: "first", wabaIds: [wabaId] },
        { token: "EAA-second-token", name: "second", wabaIds: ["102290129340399"] },
    ],
    numbers: [
        { id: phoneNumberId, registered: true },
        { id: "106540352242924", registered: true, wabaId: "102290129340399" },
    ],
};
