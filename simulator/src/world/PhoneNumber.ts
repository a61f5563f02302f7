import type { Region } from "./regions";

/** The two operations that Meta counts. */
export type CountedOperation = "register" | "deregister";

/** Where a number's data at rest is kept. */
export interface Storage {
    /** Meta's word, upper case. */
    readonly status: string;
    /** The region, where local storage is on. */
    readonly dataLocalizationRegion?: Region;
    /** Minutes that data is kept, with `NO_STORAGE_ENABLED`. */
    readonly retentionMinutes?: number;
}

/** Data is not kept beyond an hour. Meta's guide on no storage, read 2026-11-22: 60 is the only value. */
export const NO_STORAGE = { status: "NO_STORAGE_ENABLED", retentionMinutes: 60 } as const;

/** The display name's review. */
export interface NameReview {
    /** `name_status`. */
    readonly status: string;
    /** `new_name_status`; null where no name waits. */
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
    /** Until when the operation is blocked; null for not. */
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
    /** `backup.data` that is right. */
    readonly data: string;
    /** `backup.password` that is right. */
    readonly password: string;
    /** Whether the number is up there; a migration with a wrong PIN takes it down. */
    readonly connected: boolean;
}

/** A phone number of the world; every change makes a new object. */
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
    /** When it was deregistered last, in milliseconds; null for never, or where nobody says so. */
    readonly deregisteredAtMs: number | null;
    /** When it signed up, in milliseconds; null where nobody says so. */
    readonly onboardedAtMs: number | null;
    /** When it was added to the world; the list edge sorts by it. */
    readonly addedAtMs: number;
    /** Whether it was registered before. */
    readonly everRegistered: boolean;
    /** A status that holds whatever the registration says. */
    readonly status: string | null;
    /** A `platform_type` that holds whatever the registration says. */
    readonly platformType: string | null;
    /** Ownership, as it was last said or proved; see `ownershipReading` for how it ages. */
    readonly codeVerificationStatus: string;
    /** When ownership was verified, in milliseconds; null where nobody says so: it does not age then. */
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
    /** On the On-Premises API, until it is registered on Cloud API; null for not. */
    readonly onPremises: OnPremises | null;
    /** Coexistence. */
    readonly isOnBizApp: boolean;
    /** Still active on a handset. */
    readonly inUseOnHandset: boolean;
    /** A deregistration stopped half-way. */
    readonly deregistrationIncomplete: boolean;
    /** Until when registering answers 133015, in milliseconds. */
    readonly recentlyDeletedUntilMs: number | null;
    /** The region demanded from a migrated number. */
    readonly rememberedRegion: Region | null;
    /** The display name's review. */
    readonly name: NameReview;
    /** `quality_rating`. */
    readonly qualityRating: string;
    /** `account_mode`. */
    readonly accountMode: string;
    /** Where its webhooks go in place of the account's or app's address; null for there. */
    readonly overrideCallbackUri: string | null;
    /** What Meta counted. */
    readonly attempts: Readonly<Record<CountedOperation, AttemptLog>>;
    /** The verification code that waits. */
    readonly code: VerificationCode | null;
    /** What reads show in place of `storage` until a time. */
    readonly storageShown: { readonly storage: Storage; readonly untilMs: number } | null;
    /** Until when reads show a deregistered number as registered. */
    readonly shownRegisteredUntilMs: number | null;
    /** Taken off its account. */
    readonly removed: boolean;
}
