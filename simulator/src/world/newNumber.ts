import type { AttemptLog, PhoneNumber } from "./PhoneNumber";
import { changedNumber } from "./changedNumber";
import type { NumberInput } from "./numberSchema";

const NO_ATTEMPTS: AttemptLog = { attemptsMs: [], blockedUntilMs: null };

/**
 * A number of the world made from its input: verified, approved and never registered by default.
 *
 * @param input - what the world says about the number
 * @param wabaId - its account, if the input names none
 * @param now - the world's time
 */
export function newNumber(input: NumberInput, wabaId: string, now: Date): PhoneNumber {
    const { id, ...change } = input;
    const blank = blankNumber({ id, wabaId, addedAtMs: now.getTime() });
    // A number that starts registered has been registered for a while. It does not read `PENDING`.
    const registeredAt = new Date(now.getTime() - 30 * 24 * 3_600_000).toISOString();
    const since = change.registered === true ? { registeredAt } : {};
    // Its verification has a date only if the world gives one.
    return changedNumber(blank, { ...since, verifiedAt: null, ...change }, now);
}

function blankNumber(known: Pick<PhoneNumber, "id" | "wabaId" | "addedAtMs">): PhoneNumber {
    return {
        ...known,
        displayPhoneNumber: "+41 00 000 00 00",
        verifiedName: "Example Shop",
        registered: false,
        registeredAtMs: null,
        deregisteredAtMs: null,
        onboardedAtMs: null,
        everRegistered: false,
        status: null,
        platformType: null,
        codeVerificationStatus: "VERIFIED",
        verifiedAtMs: null,
        pin: null,
        wrongPins: 0,
        pinLockedUntilMs: null,
        storage: { status: "DEFAULT" },
        storageWritten: false,
        onPremises: null,
        isOnBizApp: false,
        inUseOnHandset: false,
        deregistrationIncomplete: false,
        recentlyDeletedUntilMs: null,
        rememberedRegion: null,
        name: { status: "APPROVED", newStatus: null, newDisplayName: null, newApprovedAtMs: null },
        qualityRating: "GREEN",
        accountMode: "LIVE",
        overrideCallbackUri: null,
        attempts: { register: NO_ATTEMPTS, deregister: NO_ATTEMPTS },
        code: null,
        storageShown: null,
        shownRegisteredUntilMs: null,
        removed: false,
    };
}
