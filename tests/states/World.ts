import type { JournalEntry } from "../../provider/src/decisions/JournalEntry";
import type {
    RegistrationInputs,
    RegistrationState,
} from "../../provider/src/decisions/RegistrationState";
import type { Attempt } from "../../provider/src/decisions/refusalMemory";
import type { CountedOperation } from "../../provider/src/decisions/spentRequests";
import type { ConfiguredRecipe } from "../../provider/src/decisions/storage";
import type { Truth } from "./Meta";

/** The declaration of the number in a program. */
export interface Declaration {
    readonly pin: string;
    readonly region?: string;
    readonly tokenName?: string;
    /** The number comes from the On-Premises API. */
    readonly hasBackup?: boolean;
    /** `ignoreChanges: ["registered"]`. */
    readonly ignoresDrift?: boolean;
}

/** Meta's last refusal of a counted request, as the run reported it at its end. */
export interface LastRefusal {
    readonly operation: CountedOperation;
    /** ISO 8601. */
    readonly at: string;
    readonly attempt: Attempt | undefined;
}

/** Everything that exists between two runs. */
export interface World {
    readonly nowMs: number;
    readonly truth: Truth;
    /** The outputs in the state of the stack. */
    readonly saved: RegistrationState | undefined;
    /** The engine noted that the last change failed half-way. The next `up` updates. */
    readonly hasFailed: boolean;
    readonly journal: readonly JournalEntry[];
    readonly declared: Declaration | undefined;
    /** The earlier declarations, the latest last. */
    readonly earlier: readonly Declaration[];
    readonly recipe: ConfiguredRecipe;
    /** A run that sent something failed, and no run has succeeded since. */
    readonly isOpen: boolean;
    /** Blocks that Meta reported. */
    readonly toldBlocksMs: Readonly<Record<CountedOperation, number>>;
    /** The last attempts that Meta refused, or did not answer. */
    readonly refused: readonly Attempt[];
    readonly lastRefusal: LastRefusal | undefined;
    /** Somebody else changed the number's PIN. */
    readonly isPinForeign: boolean;
    /** In this run another number was taken down and did not come back. */
    readonly isAnotherDown: boolean;
}

/** One action of a person or a pipeline. */
export type Action =
    | { readonly kind: "up"; readonly declaration: Declaration }
    /** The resource has a new name: create, and then the delete of the old resource. */
    | { readonly kind: "rename"; readonly declaration: Declaration }
    /** A number was adopted before it was known to be ours. Its PIN is set now. */
    | { readonly kind: "adoptedPin"; readonly declaration: Declaration }
    | { readonly kind: "destroy" }
    | { readonly kind: "refresh" };

/** The number of all worlds. */
export const PHONE_NUMBER_ID = "106540352242922";

/** The declaration after `check`. What the program ignores stays as it was stored. */
export function inputsOf(
    { pin, region, tokenName, hasBackup, ignoresDrift }: Declaration,
    saved?: RegistrationState,
): RegistrationInputs {
    return {
        phoneNumberId: PHONE_NUMBER_ID,
        pin,
        ...(region === undefined ? {} : { dataLocalizationRegion: region }),
        ...(tokenName === undefined ? {} : { tokenName }),
        ...(hasBackup === true ? { backup: { data: "data", password: "password" } } : {}),
        registered: ignoresDrift === true ? (saved?.registered ?? true) : true,
        displayNameRegistered: true,
        __urn: "urn:pulumi:dev::app::whatsapp:PhoneRegistration::support",
        __provider: "",
    };
}

/** Tells a declared backup from none. */
export function backupMarkOf({ backup }: RegistrationInputs): string | undefined {
    return backup === undefined ? undefined : "b";
}

/** The stack and project in the URN of the inputs. */
export const STACK = "dev::app";

const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const QUARTER_MS = 900_000;

/**
 * A text that is the same for worlds without a difference that matters to a decision. Times are
 * given by their order and by their distance in quarters of an hour.
 */
export function worldKey(world: World): string {
    const { nowMs, truth, journal, saved, ...rest } = world;
    const seen = [truth.registered, truth.pin, truth.storage, truth.isIncomplete, truth.elsewhere];
    const text = JSON.stringify([
        seen,
        truth.isNameWaiting,
        truth.isMigrating,
        truth.pausedUntilMs > nowMs,
        truth.keepsStorage,
        quartersAway(truth.counted.register, nowMs),
        quartersAway(truth.counted.deregister, nowMs),
        quartersAway(Object.values(truth.blockedUntilMs), nowMs),
        quartersAway(Object.values(rest.toldBlocksMs), nowMs),
        { ...rest, toldBlocksMs: undefined },
        journal,
        saved === undefined ? undefined : withoutTexts(saved),
    ]);
    return ranked(text, nowMs);
}

function withoutTexts(saved: RegistrationState): unknown {
    const { refusal } = saved;
    return { ...saved, budget: undefined, refusal: refusal && { ...refusal, message: "" } };
}

function quartersAway(times: readonly number[], nowMs: number): readonly number[] {
    return times.filter((ms) => ms > 0).map((ms) => Math.round((ms - nowMs) / QUARTER_MS));
}

function ranked(text: string, nowMs: number): string {
    const found = text.match(TIME);
    if (found === null) return text;
    const order = [...new Set(found)].sort();
    const names = new Map(
        order.map((time, rank) => {
            const away = Math.round((Date.parse(time) - nowMs) / QUARTER_MS);
            return [time, `${rank}:${away}`] as const;
        }),
    );
    return text.replace(TIME, (time) => names.get(time) ?? time);
}
