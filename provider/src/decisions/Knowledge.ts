import { graphErrorEntry } from "../graph/catalogue";
import type { PhoneNumber } from "../graph/phoneNumber";
import type { StorageReading, WantedStorage } from "../graph/settings";
import type { TransportError } from "../graph/TransportError";
import type { ReadFailure, Stop, WriteStep } from "./Step";
import { countedAmong, type JournalEntry, mayHaveTakenEffect, unseenEntries } from "./JournalEntry";
import { isInDoubt, type JournalTrouble } from "./JournalReading";
import { type KnownRefusal, refusalOfJournal, refusalOfState } from "./refusalMemory";
import type { RegistrationState } from "./RegistrationState";
import { mergedSpentRequests, type SpentRequest } from "./spentRequests";
import { isSameStorage, storageReadsAs, wantedStorage } from "./storage";

/**
 * All that is known of one number. Where a write has left and no reading has come since, it says
 * "unknown", whatever was known before.
 */
export interface Knowledge {
    /** Whether it is registered on Cloud API. */
    readonly registered: "yes" | "no" | "unknown";
    /** The last reading, of this run or as the outputs keep it. */
    readonly reading: PhoneNumber | undefined;
    /** This run has read it, and has sent nothing since that changes whether it is registered. */
    readonly isRead: boolean;
    readonly storage: StorageKnowledge;
    readonly pin: PinKnowledge;
    /** The requests that count, the oldest first. */
    readonly spent: readonly SpentRequest[];
    /** Why these may not be all. */
    readonly journalTrouble: JournalTrouble | undefined;
    /** What Meta refused last. */
    readonly refusal: KnownRefusal | undefined;
    /** Meta called the last deregistration incomplete. */
    readonly isIncomplete: boolean;
    /** A migration from the On-Premises API was begun and has not been seen to end. */
    readonly isMigrating: boolean;
    /** The outputs say that an approved display name waits. */
    readonly isNameWaiting: boolean;
    /** Outputs of the number exist. */
    readonly isStored: boolean;
    /** An earlier run sent something that the outputs were never told of. */
    readonly isUnseen: boolean;
    /** What this run did. */
    readonly run: RunKnowledge;
}

/** What is known of where its data rests. */
export interface StorageKnowledge {
    /** How the settings answered last, in this run: it tells the recipe, also after a write. */
    readonly settings?: StorageReading | undefined;
    /** The last reading, with nothing sent since that changes it. */
    readonly reading?: StorageReading | undefined;
    /** What an earlier run proved, where nothing speaks against it. */
    readonly stored?: WantedStorage | undefined;
    /** What this run sent last that changes it; a reading of something else is older than that. */
    readonly lastSent?: WantedStorage | "deregistered" | undefined;
    /** What the number was registered with in this run. */
    readonly registeredWith?: WantedStorage | undefined;
    /** It read so right before the registration. */
    readonly provedBefore?: WantedStorage | undefined;
    /** What the number had before this run, by a reading or else by the outputs. */
    readonly before?: WantedStorage | undefined;
}

/** What is known of its PIN, which no API returns. */
export interface PinKnowledge {
    /** What it was set to, or registered with, last. */
    readonly value: string | undefined;
    /** When Meta took that value; ISO 8601. */
    readonly provedAt: string | undefined;
    /** Meta took it in this run. */
    readonly isProvedNow: boolean;
    /** A PIN was sent and no answer came, or an earlier run sent one that the outputs do not know. */
    readonly isUnknown: boolean;
    /** PINs that Meta refused in this run. */
    readonly refuted: readonly string[];
}

/** A look for the effect of a write: readings with pauses, until it shows or the time is over. */
export interface Look {
    readonly sinceMs: number;
    readonly count: number;
    /** A reading comes next, and not a pause. */
    readonly isDue: boolean;
    /** One reading is enough: Meta refused, and may have done it all the same. */
    readonly isOnce: boolean;
    /** Why the last reading did not come. */
    readonly lost: ReadFailure | undefined;
}

/** A register or deregister request whose effect has not been seen. */
export interface AwaitedEffect {
    readonly operation: "register" | "deregister";
    readonly look: Look;
    readonly isAccepted: boolean;
    /** Seeing the effect is all there is to see: Meta did not call it incomplete. */
    readonly isComplete: boolean;
    readonly unanswered: TransportError | undefined;
    /** When the registration was sent, where seeing it registered proves that it was taken. */
    readonly registersAt: string | undefined;
}

/** What this run did with the number. */
export interface RunKnowledge {
    readonly awaited: AwaitedEffect | undefined;
    readonly storageLook: (Look & { readonly isUnanswered: boolean }) | undefined;
    /** What the last step met, until another one is taken. */
    readonly failure: Extract<Stop, { readonly kind: "answered" | "pinUnknown" }> | undefined;
    /** Counted requests that left. */
    readonly sent: readonly SpentRequest[];
    /** Anything was accepted, or may have been. */
    readonly hasTakenEffect: boolean;
    /** When the deregistration was sent that may have taken it down; ISO 8601. */
    readonly tookDownAt: string | undefined;
    /** When it was registered; ISO 8601. */
    readonly registeredAt: string | undefined;
    /** The last registration that was tried. */
    readonly lastTry: Extract<WriteStep, { readonly kind: "register" }> | undefined;
    /** A deregistration that Meta called incomplete was finished, or is being finished. */
    readonly hasFinished: boolean;
    /** It was registered once more after a pause that Meta asks for. */
    readonly hasPaused: boolean;
    /** Why the declared storage was given up, on the way back. */
    readonly givenUp: Stop | undefined;
}

const NOTHING_DONE: RunKnowledge = {
    awaited: undefined,
    storageLook: undefined,
    failure: undefined,
    sent: [],
    hasTakenEffect: false,
    tookDownAt: undefined,
    registeredAt: undefined,
    lastTry: undefined,
    hasFinished: false,
    hasPaused: false,
    givenUp: undefined,
};

/** What there is to know of a number before anything is sent. */
export interface Sources {
    /** The outputs, where there are any. */
    readonly state: RegistrationState | undefined;
    /** What the journal holds of it. */
    readonly entries: readonly JournalEntry[];
    /** Why that may not be all. */
    readonly trouble?: JournalTrouble | undefined;
    /** The declared PIN, where one is, and what tells PINs apart in the journal. */
    readonly pin?: string;
    readonly pinMarkOf?: (pin: string) => string;
    readonly now: Date;
}

/** Puts together what the outputs and the journal know. */
export function knowledgeOf({ state, entries, trouble, now, ...pin }: Sources): Knowledge {
    const unseen = state === undefined ? [] : unseenEntries(entries, state, now);
    const recent = state === undefined ? entries : unseen;
    const records = [state?.spentRequests ?? [], countedAmong(entries)];
    const counted = mergedSpentRequests(records, now);
    const isUnseen = state !== undefined && (unseen.length > 0 || isInDoubt(trouble, now));
    return {
        registered: isUnseen ? "unknown" : registeredIn(state),
        reading: readingIn(state),
        isRead: false,
        storage: {
            before: state && wantedStorage(state),
            stored: isSettled(state) && !isUnseen ? wantedStorage(state) : undefined,
        },
        pin: pinIn(state, recent, pin),
        spent: counted,
        journalTrouble: trouble,
        refusal: laterOf(refusalOfState(state?.refusal, state?.pin), refusalOfJournal(recent)),
        isIncomplete: isLeftIncomplete(counted),
        isMigrating: state?.__migrating === true || isLeftMigrating(recent),
        isNameWaiting: state?.displayNameRegistered === false,
        isStored: state !== undefined,
        isUnseen,
        run: NOTHING_DONE,
    };
}

/** Forgets what earlier runs proved, so that the number is looked at whatever they knew. */
export function lookedAtAnew(knowledge: Knowledge): Knowledge {
    return { ...knowledge, storage: { ...knowledge.storage, stored: undefined } };
}

function registeredIn(state: RegistrationState | undefined): Knowledge["registered"] {
    if (state?.registered === undefined || state.__unfinished === true) return "unknown";
    return state.registered ? "yes" : "no";
}

function isSettled(state: RegistrationState | undefined): state is RegistrationState {
    return (
        state !== undefined &&
        state.registered !== false &&
        state.regionVerified !== false &&
        state.__unfinished !== true
    );
}

/** How the number read when the outputs were stored. */
function readingIn(state: RegistrationState | undefined): PhoneNumber | undefined {
    if (state?.status === undefined && state?.platformType === undefined) return undefined;
    const { phoneNumberId: id, status, platformType, codeVerificationStatus, nameStatus } = state;
    return {
        id,
        ...(status === undefined ? {} : { status }),
        ...(platformType === undefined ? {} : { platformType }),
        ...(codeVerificationStatus === undefined ? {} : { codeVerificationStatus }),
        ...(nameStatus === undefined ? {} : { nameStatus }),
    };
}

function mayHaveSetPin(entry: JournalEntry): boolean {
    const { operation } = entry;
    return (operation === "pin" || operation === "register") && mayHaveTakenEffect(entry);
}

/** The PIN in the outputs, unless the journal knows of a write that these were never told of. */
function pinIn(
    state: RegistrationState | undefined,
    entries: readonly JournalEntry[],
    { pin: declared, pinMarkOf }: Pick<Sources, "pin" | "pinMarkOf">,
): PinKnowledge {
    const { pin: stored, pinProvedAt } = state ?? {};
    const before = { value: stored, provedAt: pinProvedAt, isProvedNow: false, refuted: [] };
    const writes = entries.filter(mayHaveSetPin);
    const last = writes.at(-1);
    if (last === undefined) return { ...before, isUnknown: false };
    const accepted = writes.findLastIndex(({ outcome }) => outcome === "accepted");
    // A registration without an answer was sent while the number was down: if it is up, it is by
    // that. A PIN write without one leaves the number with the PIN before it or with its own.
    const isRegistered = last.operation === "register";
    const deciding = isRegistered ? [last] : writes.slice(Math.max(0, accepted));
    const isOf = (pin: string | undefined): pin is string =>
        pin !== undefined &&
        deciding.every(({ pinMark }) => pinMark !== undefined && pinMark === pinMarkOf?.(pin));
    const isOpen = !isRegistered && accepted === -1;
    const value = (isOpen ? [stored] : [stored, declared]).find(isOf);
    if (value === undefined) return { ...before, isUnknown: true };
    const [first = last] = deciding;
    const earlier = value === stored ? pinProvedAt : undefined;
    const provedAt = first.outcome === "accepted" ? first.at : earlier;
    return { ...before, value, provedAt, isUnknown: false };
}

function isLeftIncomplete(spent: readonly SpentRequest[]): boolean {
    const graphCode = spent.at(-1)?.graphCode;
    return graphCode !== undefined && graphErrorEntry(graphCode).finishesByDeregistering;
}

/** A registration with a backup came last: whether it ended the migration, only a reading tells. */
function isLeftMigrating(entries: readonly JournalEntry[]): boolean {
    // The deregistration of a run that was to register it has a mark, and ends nothing.
    const last = entries.findLast(
        ({ operation, mark }) =>
            operation === "register" || (operation === "deregister" && mark === undefined),
    );
    return last?.migrates === true;
}

function laterOf(
    one: KnownRefusal | undefined,
    other: KnownRefusal | undefined,
): KnownRefusal | undefined {
    if (one === undefined || other === undefined) return one ?? other;
    return Date.parse(other.at) > Date.parse(one.at) ? other : one;
}

/** Says whether its storage is known to be as wanted. */
export function isStorageAs(
    { stored, reading, lastSent }: StorageKnowledge,
    wanted: WantedStorage,
): boolean {
    if (reading === undefined) return stored !== undefined && isSameStorage(stored, wanted);
    if (reading.kind === "unavailable") return wanted.kind === "off";
    // A reading may be older than what was sent last.
    const isCurrent =
        lastSent === undefined || (lastSent !== "deregistered" && isSameStorage(lastSent, wanted));
    return isCurrent && storageReadsAs(reading.storage, wanted);
}

/**
 * Says whether the number may be down by what this run did: no reading shows it up, or the one
 * that does may be older than a deregistration whose fate nobody knows.
 */
export function mayBeDown({ registered, run }: Knowledge): boolean {
    const { awaited, tookDownAt } = run;
    const isOpen = awaited?.operation === "deregister" && !awaited.look.isOnce;
    return tookDownAt !== undefined && (registered !== "yes" || isOpen);
}

/** Says whether a write has left, and no reading has come since that tells what it did. */
export function isUnfinished(knowledge: Knowledge): boolean {
    const { registered, isRead, storage, run } = knowledge;
    if (registered === "unknown" || !isRead) return true;
    if (registered === "yes" && mayBeDown(knowledge)) return true;
    const isStorageOpen = storage.lastSent !== undefined && storage.reading === undefined;
    const isOffAnyway = storage.provedBefore?.kind === "off";
    return registered === "yes" && run.hasTakenEffect && isStorageOpen && !isOffAnyway;
}
