import type { PhoneNumber } from "../../graph/phoneNumber";

/** The display name and the number for people, in one line: names come from people. */
export function labelOf({ verifiedName, displayPhoneNumber }: PhoneNumber): string {
    const words = [verifiedName, displayPhoneNumber].filter((word) => word !== undefined);
    return words.join(", ").replace(/[\p{Cc}\s]+/gu, " ");
}
