import type { StorageReading } from "../graph/settings";
import { bringUp, type ConfiguredRecipe, type Declared } from "./bringUp";
import { describeStorage } from "./describeReading";
import type { NumberSession } from "./NumberSession";
import { OperationFailure } from "./OperationFailure";

// The parameter of the region was removed in this version (code 12), or another region is expected
// of a migrated number (code 100, told apart by its message). Read 2026-11-22.
const REGION_NOT_TAKEN = 12;
const OTHER_REGION_EXPECTED = /expected data localization region/i;

// After these the same token or number would be refused on the way back too, and a request of the
// budget would be lost (error code page, read 2026-11-22).
const NO_WAY_BACK: ReadonlySet<number> = new Set([0, 10, 104, 190, 200, 131031]);

/**
 * Moves a registered number to another storage: proves the PIN while the number is up, deregisters,
 * writes the storage, registers, reads back. Where the new storage itself is what Meta refuses, the
 * number is registered again with the old one, and the failure says so.
 */
export async function replaceRegistration(
    session: NumberSession,
    declared: Declared,
    configuredRecipe: ConfiguredRecipe,
): Promise<void> {
    const before = session.storage;
    const hasPin = session.phoneNumber?.isPinEnabled !== false;
    if (hasPin) await session.setPin(declared.pin);
    await session.deregister();
    try {
        await bringUpAfterDeregistering(session, declared, configuredRecipe);
    } catch (failure) {
        if (!isRefusedRegion(session, failure)) throw failure;
        throw await wayBack({ session, declared, configuredRecipe, before, failure });
    }
}

async function bringUpAfterDeregistering(
    session: NumberSession,
    declared: Declared,
    configuredRecipe: ConfiguredRecipe,
): Promise<void> {
    // A deregistered number's storage is off: a region is written without a look, off is looked at.
    if (declared.dataLocalizationRegion === undefined) await session.readStorage();
    else session.noteStorageSwitchedOff();
    await bringUp(session, declared, configuredRecipe);
}

function isRefusedRegion(session: NumberSession, failure: unknown): failure is OperationFailure {
    if (!(failure instanceof OperationFailure) || session.isRegistered) return false;
    const { kind, graphError } = failure;
    if (graphError !== undefined && NO_WAY_BACK.has(graphError.graphCode)) return false;
    if (kind === "region" || kind === "preflight") return true;
    if (graphError === undefined) return false;
    const words = `${graphError.metaMessage} ${graphError.metaDetails ?? ""}`;
    return graphError.graphCode === REGION_NOT_TAKEN || OTHER_REGION_EXPECTED.test(words);
}

interface WayBack {
    readonly session: NumberSession;
    readonly declared: Declared;
    readonly configuredRecipe: ConfiguredRecipe;
    readonly before: StorageReading | undefined;
    readonly failure: OperationFailure;
}

async function wayBack(options: WayBack): Promise<OperationFailure> {
    const { session, declared, configuredRecipe, before, failure } = options;
    const oldRegion =
        before?.kind === "answered" ? before.storage.dataLocalizationRegion : undefined;
    const old: Declared = {
        pin: declared.pin,
        ...(oldRegion === undefined ? {} : { dataLocalizationRegion: oldRegion }),
    };
    try {
        await session.readStorage();
        await bringUp(session, old, configuredRecipe);
    } catch (second) {
        const reason = second instanceof Error ? second.message : String(second);
        return new OperationFailure(
            failure.kind,
            `Phone number ${session.phoneNumberId} is OFFLINE: it was deregistered to be moved, and ` +
                `could not be registered again. ${failure.message} The way back failed too: ${reason}`,
            failure.graphError,
        );
    }
    return new OperationFailure(
        failure.kind,
        `Phone number ${session.phoneNumberId} is registered again as it was before, and ` +
            `${describeStorage(before)}. ${failure.message}`,
        failure.graphError,
    );
}
