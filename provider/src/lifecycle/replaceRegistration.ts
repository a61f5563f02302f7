import type { LocalStorageRecipe } from "../decisions/localStorageRecipe";
import { describeWanted, storageAsRead } from "../decisions/wantedStorage";
import type { GraphError } from "../graph/GraphError";
import type { StorageReading, WantedStorage } from "../graph/settings";
import { bringUp, type Declared } from "./bringUp";
import { describeStorage } from "./describeReading";
import type { NumberSession } from "./NumberSession";
import { graphCodeOf, OperationFailure } from "./OperationFailure";

/** A registered number that is to be moved to another storage. */
export interface Replacement {
    readonly session: NumberSession;
    readonly declared: Declared;
    /** Where its data rests by what the stack knows, for where Meta does not tell. */
    readonly known: WantedStorage;
    readonly configuredRecipe: LocalStorageRecipe | "auto";
    readonly sleep: (durationMs: number) => Promise<unknown>;
    readonly progress: (message: string) => Promise<void>;
}

// The parameter of the region was removed in this version (code 12), or another region is expected
// of a migrated number (code 100, told apart by its message). Read 2026-11-22.
const REGION_NOT_TAKEN = 12;
const OTHER_REGION_EXPECTED = /expected data localization region/i;

// Meta enables No Storage for a business on request, and refuses it with this code otherwise.
const NOT_ALLOWED = 10;

// After these the same token or number would be refused on the way back too, and a request of the
// budget would be lost (error code page, read 2026-11-22).
const NO_WAY_BACK: ReadonlySet<number> = new Set([0, 10, 104, 190, 131031]);
const isPermission = (graphCode: number): boolean => graphCode >= 200 && graphCode <= 299;

// Meta says "wait five minutes" for a number that was just taken off, and nothing for a
// registration server that is away: one more registration each, within ten minutes.
const ONCE_MORE_AFTER_MS: ReadonlyMap<number | undefined, number> = new Map([
    [133015, 5 * 60_000],
    [133004, 60_000],
]);

/**
 * Moves a registered number to another storage: proves the PIN while the number is up, deregisters,
 * writes the storage, registers, reads back. Where the new storage itself is what Meta refuses, the
 * number is registered again with the old one, and the failure says so.
 */
export async function replaceRegistration(replacement: Replacement): Promise<void> {
    const { session, declared } = replacement;
    const before = session.storage;
    const hasPin = session.phoneNumber?.isPinEnabled !== false;
    if (hasPin) await session.setPin(declared.pin);
    await session.deregister();
    try {
        await bringUpAfterDeregistering(replacement);
    } catch (failure) {
        if (!(failure instanceof OperationFailure) || session.isRegistered) throw failure;
        if (!isRefusedStorage(failure, declared.storage)) {
            throw offline(session, failure, failure.message);
        }
        throw await wayBack(replacement, before, failure);
    }
}

async function bringUpAfterDeregistering(replacement: Replacement): Promise<void> {
    const { session, declared, sleep, progress } = replacement;
    // A deregistered number's storage is off. Off is written all the same: a number that came from
    // another account remembers its region until its settings are written.
    session.noteStorageSwitchedOff();
    try {
        await bringUpWritten(replacement, declared);
    } catch (failure) {
        const pauseMs = ONCE_MORE_AFTER_MS.get(graphCodeOf(failure));
        if (pauseMs === undefined) throw failure;
        await progress(`Meta asks to wait; registering once more in ${pauseMs / 60_000} min`);
        await sleep(pauseMs);
        await bringUp(session, declared, { ...optionsOf(replacement), trustsReading: true });
    }
}

/** Registers the number with its storage written, however it reads. */
function bringUpWritten(replacement: Replacement, declared: Declared): Promise<void> {
    const options = { ...optionsOf(replacement), trustsReading: false };
    return bringUp(replacement.session, declared, options);
}

function optionsOf({ configuredRecipe }: Replacement) {
    return { configuredRecipe, bringsBack: true };
}

function isRefusedStorage({ kind, graphError }: OperationFailure, wanted: WantedStorage): boolean {
    if (graphError === undefined) return kind === "region";
    const { graphCode } = graphError;
    // The deregistration was allowed a moment ago: it is No Storage that is not.
    const isNoStorage = wanted.kind === "noStorage" && graphCode === NOT_ALLOWED;
    if (isNoStorage && (kind === "region" || /no storage/i.test(wordsOf(graphError)))) return true;
    if (NO_WAY_BACK.has(graphCode) || isPermission(graphCode)) return false;
    if (kind === "region") return true;
    return graphCode === REGION_NOT_TAKEN || OTHER_REGION_EXPECTED.test(wordsOf(graphError));
}

function wordsOf({ metaMessage, metaDetails = "" }: GraphError): string {
    return `${metaMessage} ${metaDetails}`;
}

async function wayBack(
    replacement: Replacement,
    before: StorageReading | undefined,
    failure: OperationFailure,
): Promise<OperationFailure> {
    const { session, declared } = replacement;
    const storage = storageAsRead(before) ?? replacement.known;
    const old = { pin: declared.pin, storage };
    const second = await bringUpWritten(replacement, old).catch((error: unknown) => error);
    const reason = second instanceof Error ? ` The way back failed too: ${second.message}` : "";
    if (!session.isRegistered) return offline(session, failure, `${failure.message}${reason}`);
    const message =
        `Phone number ${session.phoneNumberId} is registered again, with ${describeWanted(storage)} ` +
        `as before: ${describeStorage(session.storage)}. ${failure.message}`;
    return new OperationFailure(failure.kind, message, failure.graphError);
}

/** The most important line first: the number is down, and what brings it back. */
function offline(
    { phoneNumberId }: NumberSession,
    { kind, graphError }: OperationFailure,
    reason: string,
): OperationFailure {
    const message =
        `Phone number ${phoneNumberId} is OFFLINE: it was deregistered to be moved, and is not ` +
        `registered again. The next \`pulumi up\` goes on from here. ${reason}`;
    return new OperationFailure(kind, message, graphError);
}
