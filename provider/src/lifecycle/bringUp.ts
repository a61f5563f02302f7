import { DEREGISTRATION_INCOMPLETE } from "../decisions/graphCodes";
import { localStorageRecipe, type LocalStorageRecipe } from "../decisions/localStorageRecipe";
import { describeWanted, storageReadsAs } from "../decisions/wantedStorage";
import type { OnPremisesBackup } from "../graph/registration";
import type { WantedStorage } from "../graph/settings";
import { describeStorage } from "./describeReading";
import type { NumberSession } from "./NumberSession";
import { graphCodeOf, lastReading, OperationFailure, sentence } from "./OperationFailure";

/** How a number is to be registered. */
export interface Declared {
    readonly pin: string;
    /** Where its data is to rest. */
    readonly storage: WantedStorage;
    /** What it brings along from the On-Premises API. */
    readonly backup?: OnPremisesBackup | undefined;
}

export interface BringUpOptions {
    readonly configuredRecipe: LocalStorageRecipe | "auto";
    /** The number is declared and down, so that the last registration may be used for it. */
    readonly bringsBack: boolean;
    /**
     * Whether storage that reads as declared is left alone; not after a write whose fate is not
     * known, because the reading may be older than the write.
     */
    readonly trustsReading: boolean;
}

/**
 * Registers a number that reads as not registered, with its storage as declared, and proves both
 * by reading them back: [S] [W S] R N [S].
 */
export async function bringUp(
    session: NumberSession,
    declared: Declared,
    options: BringUpOptions,
): Promise<void> {
    if (session.storage === undefined) await session.readStorage();
    try {
        await registerWithStorage(session, declared, options);
    } catch (failure) {
        if (graphCodeOf(failure) !== DEREGISTRATION_INCOMPLETE) throw failure;
        await session.deregister();
        session.noteStorageSwitchedOff();
        await registerWithStorage(session, declared, options);
    }
}

async function registerWithStorage(
    session: NumberSession,
    declared: Declared,
    { configuredRecipe, bringsBack, trustsReading }: BringUpOptions,
): Promise<void> {
    const { pin, storage: wanted, backup } = declared;
    const reading = session.storage ?? (await session.readStorage());
    const recipe = localStorageRecipe(configuredRecipe, reading);
    const readsAsDeclared =
        trustsReading && reading.kind === "answered" && storageReadsAs(reading.storage, wanted);
    if (recipe === "settings" && !readsAsDeclared) {
        await putStorage(session, wanted);
    }
    const isStorageInBody = recipe === "register";
    await session.register({ pin, storage: wanted, isStorageInBody, bringsBack, backup });
    // Off needs no second look, unless it is up to the registration itself to switch it off.
    const isProvedOff = wanted.kind === "off" && (readsAsDeclared || recipe === "settings");
    if (isProvedOff) return;
    const { lost } = await session.settleStorage(wanted);
    if (lost !== undefined) throw unprovedStorage(session, wanted, lost);
    proveStorage(session, wanted);
}

async function putStorage(session: NumberSession, wanted: WantedStorage): Promise<void> {
    if (session.storage?.kind !== "unavailable") return session.writeStorage(wanted);
    if (wanted.kind === "off") return;
    throw new OperationFailure(
        "preflight",
        sentence(
            { verb: "register", phoneNumberId: session.phoneNumberId },
            `${describeWanted(wanted)} is declared, and the settings that hold it cannot be read: ` +
                `${session.storage.error.message}. Set whatsapp:localStorageRecipe to "auto", or ` +
                "ask Meta for access to the settings of the number",
        ),
    );
}

/** Reads the storage back; anything but what is declared is a failure, never success. */
export async function verifyStorage(session: NumberSession, wanted: WantedStorage): Promise<void> {
    await session.readStorage();
    proveStorage(session, wanted);
}

function proveStorage(session: NumberSession, wanted: WantedStorage): void {
    const reading = session.storage;
    if (reading?.kind === "answered" && storageReadsAs(reading.storage, wanted)) return;
    if (reading?.kind === "unavailable" && wanted.kind === "off") return;
    throw unprovedStorage(session, wanted);
}

function unprovedStorage(
    session: NumberSession,
    wanted: WantedStorage,
    lost?: OperationFailure,
): OperationFailure {
    const verb = `prove ${describeWanted(wanted)} of`;
    const attempt = { verb, phoneNumberId: session.phoneNumberId };
    if (lost !== undefined) {
        const cause = `the number is registered, and its storage could not be read. Run again: the next run only reads${lastReading(lost)}`;
        return new OperationFailure("unknown", sentence(attempt, cause));
    }
    const cause =
        `the number is registered, but ${describeStorage(session.storage)}. Run \`pulumi preview\` ` +
        "to see what it takes to move it; until then its data is not where it is declared";
    return new OperationFailure("region", sentence(attempt, cause));
}
