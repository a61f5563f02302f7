import { mergedSpentRequests, type SpentRequest } from "../../decisions/spentRequests";
import { withoutUndefined } from "../../graph/jsonObject";
import type { NumberInState } from "../state/numbersInState";
import type { RememberedOfNumber } from "./DoctorFacts";
import { journalledRefusal } from "./journalledRefusal";

/** Where a memory comes from. */
export interface MemorySources {
    /** The registrations of a stack's state, if one was given. */
    readonly inStates: readonly NumberInState[];
    /** The journal of this machine. */
    readonly journalled: (phoneNumberId: string) => readonly SpentRequest[];
    /** The time. */
    readonly now: Date;
}

/** What this machine and a stack's state remember of numbers. */
export function memoryOf({
    inStates,
    journalled,
    now,
}: MemorySources): (phoneNumberId: string) => RememberedOfNumber {
    return (phoneNumberId) => {
        const inState = inStates.find((one) => one.phoneNumberId === phoneNumberId);
        const { spentRequests = [], refusal, registerDisplayNameBy, registeredAt } = inState ?? {};
        const ofJournal = mergedSpentRequests([journalled(phoneNumberId)], now);
        const refused = journalledRefusal(ofJournal);
        // A state that knows of the request says itself what is remembered of it.
        const isInState = spentRequests.some(({ at }) => at === refused?.at);
        return withoutUndefined({
            spentRequests: mergedSpentRequests([spentRequests, ofJournal], now),
            refusal,
            journalledRefusal: isInState ? undefined : refused,
            name: withoutUndefined({ registerDisplayNameBy, registeredAt }),
        });
    };
}
