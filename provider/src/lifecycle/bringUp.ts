import { DEREGISTRATION_INCOMPLETE } from "../decisions/graphCodes";
import { localStorageRecipe, type LocalStorageRecipe } from "../decisions/localStorageRecipe";
import { storageReadsAs } from "../decisions/registrationStatus";
import { describeStorage } from "./describeReading";
import type { NumberSession } from "./NumberSession";
import { OperationFailure, sentence } from "./OperationFailure";

/** How a number is to be registered. */
export interface Declared {
    readonly pin: string;
    /** Where its data is to rest; none means local storage off. */
    readonly dataLocalizationRegion?: string;
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
        if (!isIncompleteDeregistration(failure)) throw failure;
        await session.deregister();
        session.noteStorageSwitchedOff();
        await registerWithStorage(session, declared, options);
    }
}

function isIncompleteDeregistration(failure: unknown): boolean {
    const graphError = failure instanceof OperationFailure ? failure.graphError : undefined;
    return graphError?.graphCode === DEREGISTRATION_INCOMPLETE;
}

async function registerWithStorage(
    session: NumberSession,
    declared: Declared,
    { configuredRecipe, bringsBack, trustsReading }: BringUpOptions,
): Promise<void> {
    const region = declared.dataLocalizationRegion;
    const reading = session.storage ?? (await session.readStorage());
    const recipe = localStorageRecipe(configuredRecipe, reading);
    const readsAsDeclared = reading.kind === "answered" && storageReadsAs(reading.storage, region);
    if (recipe === "settings" && !(readsAsDeclared && trustsReading)) {
        await putStorage(session, region);
    }
    const bodyRegion = recipe === "register" ? region : undefined;
    await session.register({ pin: declared.pin, bodyRegion, bringsBack });
    // Off needs no second look, unless it is up to the registration itself to switch it off.
    const isProvedOff = region === undefined && (readsAsDeclared || recipe === "settings");
    if (isProvedOff) return;
    const { lost } = await session.settleStorage(region);
    if (lost !== undefined) throw unprovedRegion(session, region, lost);
    proveRegion(session, region);
}

async function putStorage(session: NumberSession, region: string | undefined): Promise<void> {
    if (session.storage?.kind !== "unavailable") return session.writeStorage(region);
    if (region === undefined) return;
    throw new OperationFailure(
        "preflight",
        sentence(
            { verb: "register", phoneNumberId: session.phoneNumberId },
            `region ${region} is declared, and the settings that hold it cannot be read: ` +
                `${session.storage.error.message}. Set whatsapp:localStorageRecipe to "auto", or ` +
                "ask Meta for access to the settings of the number",
        ),
    );
}

/** Reads the storage back; anything but what is declared is a failure, never success. */
export async function verifyRegion(
    session: NumberSession,
    region: string | undefined,
): Promise<void> {
    await session.readStorage();
    proveRegion(session, region);
}

function proveRegion(session: NumberSession, region: string | undefined): void {
    const reading = session.storage;
    if (reading?.kind === "answered" && storageReadsAs(reading.storage, region)) return;
    if (reading?.kind === "unavailable" && region === undefined) return;
    throw unprovedRegion(session, region);
}

function unprovedRegion(
    session: NumberSession,
    region: string | undefined,
    lost?: OperationFailure,
): OperationFailure {
    const wanted = region === undefined ? "no local storage" : `region ${region}`;
    const attempt = { verb: `prove ${wanted} of`, phoneNumberId: session.phoneNumberId };
    if (lost !== undefined) {
        const cause = `the number is registered, and then: ${lost.message} Run again: the next run only reads`;
        return new OperationFailure("unknown", sentence(attempt, cause));
    }
    const cause =
        `the number is registered, but ${describeStorage(session.storage)}. Run \`pulumi preview\` ` +
        "to see what it takes to move it; until then its data is not where it is declared";
    return new OperationFailure("region", sentence(attempt, cause));
}
