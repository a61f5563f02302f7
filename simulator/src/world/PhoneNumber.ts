import type { Region } from "./regions";

/** The two operations that Meta counts. */
export type CountedOperation = "register" | "deregister";

/** Where a number's data at rest is kept. */
export interface Storage {
    /** Meta's word, upper case. */
    readonly status: string;
    /** The region, if local storage is on. */
    readonly dataLocalizationRegion?: Region;
    /** Minutes that data is kept, with `NO_STORAGE_ENABLED`. */
    readonly retentionMinutes?: number;
}

/**
 * Data is kept for an hour at most. Meta's guide on no storage, read 2026-11-22: 60 is the only
 * value.
 */
export const NO_STORAGE = { status: "NO_STORAGE_ENABLED", retentionMinutes: 60 } as const;

/** The display name's review. */
export interface NameReview {
    /** `name_status`. */
    readonly status: string;
    /** `new_name_status`; null if no name waits. */
    readonly newStatus: string | null;
    /** The name that waits. */
    readonly newDisplayName: string | null;
    /** When it was approved, in milliseconds. */
    readonly newApprovedAtMs: number | null;
}

/** The requests of one operation and its block. */
export interface AttemptLog {
    /** When the counted requests came, in milliseconds, oldest first. */
    readonly attemptsMs: readonly number[];
    /** Until when the operation is blocked; null if it is not. */
    readonly blockedUntilMs: number | null;
}

/** A one-time verification code that waits to be entered. */
export interface VerificationCode {
    /** The six digits. */
    readonly value: string;
    /** When it stops working, in milliseconds. */
    readonly expiresAtMs: number;
}

/** A number's registration on the On-Premises API, and the backup that migrates it. */
export interface OnPremises {
    /** The right `backup.data`. */
    readonly data: string;
    /** The right `backup.password`. */
    readonly password: string;
    /** Whether the number is registered there. A migration with a wrong PIN takes it down. */
    readonly connected: boolean;
}

/** A phone number of the world. Every change makes a new object. */
export interface PhoneNumber {
    /** The phone number id. */
    readonly id: string;
    /** The account it is on. */
    readonly wabaId: string;
    /** The number as Meta formats it. */
    readonly displayPhoneNumber: string;
    /** The display name in use. */
    readonly verifiedName: string;
    /** Whether it is registered. */
    readonly registered: boolean;
    /** When it was registered last, in milliseconds; null for never. */
    readonly registeredAtMs: number | null;
    /** When it was deregistered last, in milliseconds; null for never, or if it is not known. */
    readonly deregisteredAtMs: number | null;
    /** When it signed up, in milliseconds; null if it is not known. */
    readonly onboardedAtMs: number | null;
    /** When it was added to the world. The list edge sorts by it. */
    readonly addedAtMs: number;
    /** Whether it was registered before. */
    readonly everRegistered: boolean;
    /** A status that overrides the registration. */
    readonly status: string | null;
    /** A `platform_type` that overrides the registration. */
    readonly platformType: string | null;
    /** Ownership, as it was last set or proved. See `ownershipReading` for how it ages. */
    readonly codeVerificationStatus: string;
    /**
     * When ownership was verified, in milliseconds; null if it is not known: then it does not age.
     */
    readonly verifiedAtMs: number | null;
    /** The two-step PIN. */
    readonly pin: string | null;
    /** Wrong PINs since the last right one. */
    readonly wrongPins: number;
    /** Until when wrong PINs lock registering, in milliseconds. */
    readonly pinLockedUntilMs: number | null;
    /** Where data at rest is kept. */
    readonly storage: Storage;
    /** Whether the storage was written since the number was last deregistered. */
    readonly storageWritten: boolean;
    /**
     * Its registration on the On-Premises API, until it is registered on Cloud API; null if it has
     * none.
     */
    readonly onPremises: OnPremises | null;
    /** Coexistence. */
    readonly isOnBizApp: boolean;
    /** Still active on a handset. */
    readonly inUseOnHandset: boolean;
    /** A deregistration stopped half-way. */
    readonly deregistrationIncomplete: boolean;
    /** Until when registering answers 133015, in milliseconds. */
    readonly recentlyDeletedUntilMs: number | null;
    /** The region that Meta requires for a migrated number. */
    readonly rememberedRegion: Region | null;
    /** The display name's review. */
    readonly name: NameReview;
    /** `quality_rating`. */
    readonly qualityRating: string;
    /** `account_mode`. */
    readonly accountMode: string;
    /**
     * The address for its webhooks, in place of the account's or app's address; null for that
     * address.
     */
    readonly overrideCallbackUri: string | null;
    /** The requests that Meta counted. */
    readonly attempts: Readonly<Record<CountedOperation, AttemptLog>>;
    /** The verification code that waits. */
    readonly code: VerificationCode | null;
    /** The storage that reads show until a time, in place of `storage`. */
    readonly storageShown: { readonly storage: Storage; readonly untilMs: number } | null;
    /** Until when reads show a deregistered number as registered. */
    readonly shownRegisteredUntilMs: number | null;
    /** Taken off its account. */
    readonly removed: boolean;
}
