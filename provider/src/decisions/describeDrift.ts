import type { WantedStorage } from "../graph/settings";
import { costOf } from "./budget";
import type { RegistrationState } from "./RegistrationState";
import {
    describeNumber,
    type NumberReading,
    outOfReach,
    type OutOfReach,
} from "./registrationStatus";
import { declaredBefore, isSameStorage, wantedStorage } from "./storage";

/**
 * Describes the drift that a reading found; undefined if there is none. The text begins with what is
 * wrong, and ends with the remedy and its cost.
 *
 * @param state - the outputs after the reading.
 */
export function describeDrift(
    state: RegistrationState,
    reading: NumberReading,
    now: Date,
): string | undefined {
    const reach = outOfReach(reading);
    const words = describeNumber(reading);
    if (reach !== undefined) return `OUT OF REACH: ${WHY[reach]} (${words}). ${REMEDIES[reach]}`;
    const { spentRequests } = state;
    const registration = costOf("register", spentRequests, now);
    if (state.registered === false) {
        return (
            `OFFLINE: the number is not registered on Cloud API (${words}). ` +
            `\`pulumi up\` registers it: uses ${registration}.`
        );
    }
    const declared = declaredBefore(state);
    const there = wantedStorage(state);
    if (isSameStorage(declared, there)) return undefined;
    return (
        `DATA ELSEWHERE: its data rests in ${placeOf(there)}, declared is ${placeOf(declared)}. ` +
        `\`pulumi up\` moves it: uses ${costOf("deregister", spentRequests, now)} and ` +
        `${registration}; offline for about a minute.`
    );
}

const WHY: Readonly<Record<OutOfReach, string>> = {
    coexistence: "the number is used in the WhatsApp Business app",
    lost: "the number was moved, deleted or banned",
    onPremises: "the number is on the On-Premises API",
};

const UNTOUCHED = "It is neither registered nor deregistered, whatever the program declares.";
const REMEDIES: Readonly<Record<OutOfReach, string>> = {
    coexistence: UNTOUCHED,
    lost: UNTOUCHED,
    onPremises: "It is registered with a `backup` only.",
};

function placeOf(storage: WantedStorage): string {
    switch (storage.kind) {
        case "off":
            return "no region (local storage is off)";
        case "region":
            return storage.region;
        case "noStorage":
            return `no place (No Storage, ${storage.retentionMinutes} minutes)`;
    }
}
