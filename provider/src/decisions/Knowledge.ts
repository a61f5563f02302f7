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
 * Everything that the run knows about one number. After a write, and until the next reading, it says
 * "unknown", whatever was known before.
 */
export interface Knowledge {
    /** Says whether the number is registered on Cloud API. */
    readonly registered: "yes" | "no" | "unknown";
    /** The last reading, from this run or from the outputs. */
    readonly reading: PhoneNumber | undefined;
    /** This run has read the number, and since then has sent nothing that registers or deregisters it. */
    readonly isRead: boolean;
    readonly storage: StorageKnowledge;
    readonly pin: PinKnowledge;
    /** The requests that count, the oldest first. */
    readonly spent: readonly SpentRequest[];
    /** Why requests may be missing. */
    readonly journalTrouble: JournalTrouble | undefined;
    /** What Meta refused last. */
    readonly refusal: KnownRefusal | undefined;
    /** Meta called the last deregistration incomplete. */
    readonly isIncomplete: boolean;
    /** A migration from the On-Premises API has begun, and no run has seen its end. */
    readonly isMigrating: boolean;
    /** The outputs say that an approved display name waits. */
    readonly isNameWaiting: boolean;
    /** Outputs of the number exist. */
    readonly isStored: boolean;
    /** An earlier run sent something that the outputs do not know. */
    readonly isUnseen: boolean;
    /** What this run did. */
    readonly run: RunKnowledge;
}

/** What the run knows about the place where the number's data rests. */
export interface StorageKnowledge {
    /** The last answer of the settings in this run. It shows the recipe, even after a write. */
    readonly settings?: StorageReading | undefined;
    /** The last reading, if no later request changes the storage. */
    readonly reading?: StorageReading | undefined;
    /** What an earlier run proved, if nothing contradicts it. */
    readonly stored?: WantedStorage | undefined;
    /** The last request of this run that changes the storage. A reading that differs from it is older. */
    readonly lastSent?: WantedStorage | "deregistered" | undefined;
    /** The storage with which this run registered the number. */
    readonly registeredWith?: WantedStorage | undefined;
    /** The storage that a reading right before the registration showed. */
    readonly provedBefore?: WantedStorage | undefined;
    /** The storage before this run, from a reading or else from the outputs. */
    readonly before?: WantedStorage | undefined;
}

/** What the run knows about the number's PIN, which no API returns. */
export interface PinKnowledge {
    /** The PIN that was last set, or last used to register. */
    readonly value: string | undefined;
    /** When Meta accepted that value; ISO 8601. */
    readonly provedAt: string | undefined;
    /** Meta accepted it in this run. */
    readonly isProvedNow: boolean;
    /** A PIN was sent without an answer, or an earlier run sent a PIN that the outputs do not know. */
    readonly isUnknown: boolean;
    /** PINs that Meta refused in this run. */
    readonly refuted: readonly string[];
}

/** A look for the effect of a write: readings and pauses, until the effect shows or the time is over. */
export interface Look {
    readonly sinceMs: number;
    readonly count: number;
    /** The next step is a reading, not a pause. */
    readonly isDue: boolean;
    /** One reading is enough: Meta refused the request, but the request may have taken effect. */
    readonly isOnce: boolean;
    /** Why the last reading failed. */
    readonly lost: ReadFailure | undefined;
}

/** A register or deregister request whose effect no reading has shown yet. */
export interface AwaitedEffect {
    readonly operation: "register" | "deregister";
    readonly look: Look;
    readonly isAccepted: boolean;
    /** The request is complete as soon as its effect shows: Meta did not call it incomplete. */
    readonly isComplete: boolean;
    readonly unanswered: TransportError | undefined;
    /** When the registration was sent, if a reading of "registered" proves that Meta took it. */
    readonly registersAt: string | undefined;
}

/** What this run did with the number. */
export interface RunKnowledge {
    readonly awaited: AwaitedEffect | undefined;
    readonly storageLook: (Look & { readonly isUnanswered: boolean }) | undefined;
    /** How the last step failed, until the next step. */
    readonly failure: Extract<Stop, { readonly kind: "answered" | "pinUnknown" }> | undefined;
    /** The counted requests that this run sent. */
    readonly sent: readonly SpentRequest[];
    /** Meta accepted a request, or may have accepted one. */
    readonly hasTakenEffect: boolean;
    /** When the deregistration that may have taken the number down was sent; ISO 8601. */
    readonly tookDownAt: string | undefined;
    /** When this run registered the number; ISO 8601. */
    readonly registeredAt: string | undefined;
    /** The last registration that was tried. */
    readonly lastTry: Extract<WriteStep, { readonly kind: "register" }> | undefined;
    /** The run has finished a deregistration that Meta called incomplete, or is finishing it. */
    readonly hasFinished: boolean;
    /** The run has made the pause that Meta asks for before it registers the number once more. */
    readonly hasPaused: boolean;
    /** Why the run gave up the declared storage and goes back to the earlier one. */
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

/** The sources of what the run knows before it sends anything. */
export interface Sources {
    /** The outputs, if there are any. */
    readonly state: RegistrationState | undefined;
    /** The entries of the number in the journal. */
    readonly entries: readonly JournalEntry[];
    /** Why entries may be missing. */
    readonly trouble?: JournalTrouble | undefined;
    /** The declared PIN, if any, and the function that tells PINs apart in the journal. */
    readonly pin?: string;
    readonly pinMarkOf?: (pin: string) => string;
    readonly now: Date;
}

/** Combines what the outputs and the journal know. */
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

/** Forgets the storage that earlier runs proved, so that the run looks at the number again. */
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

/** The reading of the number when the outputs were stored. */
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

/** The PIN in the outputs, unless the journal has a write that the outputs do not know. */
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
    // A registration without an answer was sent while the number was down. If the number is up, that
    // registration brought it up. After a PIN write without an answer, the number has the old or the
    // new PIN.
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

/** The last registration had a backup. Only a reading shows whether it ended the migration. */
function isLeftMigrating(entries: readonly JournalEntry[]): boolean {
    // A deregistration with a mark is part of a run that registers the number. It ends no migration.
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

/** Says whether the run knows that the storage is as wanted. */
export function isStorageAs(
    { stored, reading, lastSent }: StorageKnowledge,
    wanted: WantedStorage,
): boolean {
    if (reading === undefined) return stored !== undefined && isSameStorage(stored, wanted);
    if (reading.kind === "unavailable") return wanted.kind === "off";
    // A reading may be older than the last request.
    const isCurrent =
        lastSent === undefined || (lastSent !== "deregistered" && isSameStorage(lastSent, wanted));
    return isCurrent && storageReadsAs(reading.storage, wanted);
}

/**
 * Says whether this run may have taken the number down. That is so if no reading shows the number
 * up, or if that reading may be older than a deregistration whose result nobody knows.
 */
export function mayBeDown({ registered, run }: Knowledge): boolean {
    const { awaited, tookDownAt } = run;
    const isOpen = awaited?.operation === "deregister" && !awaited.look.isOnce;
    return tookDownAt !== undefined && (registered !== "yes" || isOpen);
}

/** Says whether the run made a write and no later reading shows its effect. */
export function isUnfinished(knowledge: Knowledge): boolean {
    const { registered, isRead, storage, run } = knowledge;
    if (registered === "unknown" || !isRead) return true;
    if (registered === "yes" && mayBeDown(knowledge)) return true;
    const isStorageOpen = storage.lastSent !== undefined && storage.reading === undefined;
    const isOffAnyway = storage.provedBefore?.kind === "off";
    return registered === "yes" && run.hasTakenEffect && isStorageOpen && !isOffAnyway;
}
