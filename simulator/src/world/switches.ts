import * as z from "zod";
import { strictShape } from "./strictShape";

const percent = z.number().min(0);
const seconds = z.number().min(0);

/** Usage as Meta reports it in its headers. */
const usageShape = {
    /** How much of the allowed calls is used, in percent. */
    callCount: percent,
    /** How much of the allowed time is used, in percent. */
    totalTime: percent,
    /** How much of the allowed processor time is used, in percent. */
    totalCpuTime: percent,
    /** Refuses every call of the account with code 80007. */
    limitReached: z.boolean(),
    /** The minutes until calls are allowed again, as the header says. */
    minutesToRegainAccess: z.number().min(0),
};

const switchShape = {
    /** Status of a number that was registered before and is not now. */
    statusAfterDeregister: z.enum(["DISCONNECTED", "PENDING"]),
    /** Status of a number whose ownership was never verified. */
    statusUnverified: z.enum(["UNVERIFIED", "PENDING"]),
    /** How deregistering a number that is not registered is refused. */
    deregisterUnregistered: z.enum(["133010", "2207051", "notLinked", "invalidState"]),
    /** Whether register and deregister have ten requests each or ten together. */
    attemptBudget: z.enum(["separate", "shared"]),
    /** Whether requests that Meta refuses count for the window. */
    failuresCount: z.boolean(),
    /** Whether a call during a block restarts its 72 hours. */
    blockedCallsExtend: z.boolean(),
    /** What a storage write on a registered number does. */
    storageWriteWhileRegistered: z.enum(["refused", "accepted", "ignored"]),
    /** HTTP status of code 12. */
    code12HttpStatus: z.number().int().min(400).max(599),
    /** What a deregistration does to the PIN. */
    pinAfterDeregister: z.enum(["kept", "cleared"]),
    /**
     * `classic`: another PIN is refused with 133005. `pinRetired`: the account model of September
     * 2026. A PIN must have six digits, but it is not compared and changes nothing.
     */
    accountModel: z.enum(["classic", "pinRetired"]),
    /**
     * For how many days ownership reads `VERIFIED` after its verification; 0 means for ever. A
     * transcription of Meta's reference of the node says 14, read 2026-11-24.
     */
    verificationLastsDays: z.number().min(0),
    /**
     * Registering a number whose ownership reads `EXPIRED` and that was not registered in the last
     * 14 days: accepted, or refused with code 133006. Meta's pages contradict each other.
     */
    expiredOwnership: z.enum(["accepted", "refused"]),
    /** Wrong PINs in a row until 133008 locks registering; 0 means never. */
    wrongPinsBeforeLock: z.number().int().min(0),
    /** How long 133008 lasts, in hours. */
    wrongPinLockHours: z.number().min(0),
    /**
     * Registering with a token that reaches the number but not its account: accepted, or refused
     * with code 100, "Unsupported request". One public source has met the refusal.
     */
    registerWithoutAccount: z.enum(["accepted", "refused"]),
    /**
     * A first registration more than 14 days after the number's sign-up: accepted, or refused with
     * code 100.
     */
    lateSignup: z.enum(["accepted", "refused"]),
    /**
     * Registering an On-Premises number without `backup`. `refused`: code 100.
     * `verificationNeeded`: code 133006. `accepted`: it is registered.
     */
    onPremisesWithoutBackup: z.enum(["refused", "verificationNeeded", "accepted"]),
    /**
     * A `backup` for a number that is not on On-Premises: it has no effect, or is refused with code
     * 100.
     */
    backupWithoutOnPremises: z.enum(["ignored", "refused"]),
    /**
     * How long the answer to a registration with `backup` takes, in real seconds. Meta says up to
     * 15.
     */
    backupTakesSeconds: seconds,
    /** How long a newly registered number reads `PENDING`. */
    connectedAfterSeconds: seconds,
    /** How long reads show the old storage after a write or a deregistration. */
    storageVisibleAfterSeconds: seconds,
    /** How long reads show a deregistered number as registered. */
    deregistrationVisibleAfterSeconds: seconds,
    /** Whether `/settings` exists. Without it the answer is code 2500. */
    settingsEndpoint: z.enum(["available", "unknownPath"]),
    /** How storage that is off reads. */
    storageOffReads: z.enum(["IN_COUNTRY_STORAGE_DISABLED", "DEFAULT", "absent"]),
    /** How the storage status is written in answers. */
    storageStatusCase: z.enum(["upper", "lower"]),
    /** Whether `NO_STORAGE_ENABLED` is available. Until December 2025 Meta had to grant it. */
    noStorage: z.enum(["available", "notAllowed"]),
    /**
     * What `data_localization_region` and `meta_store_retention_minutes` in the body of `/register`
     * do. `byVersion`: accepted up to v20, refused with code 12 from v21. `accepted`: accepted on
     * every version, as the registration guide shows for v24. `ignored`: success without effect.
     */
    bodyRegion: z.enum(["byVersion", "accepted", "ignored"]),
    /** Whether a migrated number requires its old region until its storage is written. */
    migratedNumberRemembersRegion: z.boolean(),
    /** HTTP status of code 190. */
    invalidTokenHttpStatus: z.union([z.literal(401), z.literal(400)], {
        error: "is not a status of code 190. Write 401 or 400",
    }),
    /** The word for success: `true`, or `"true"` as in older references. */
    successAs: z.enum(["boolean", "string"]),
    /** Fields of the phone number node that a read refuses with code 100. */
    unknownFields: z.array(z.string()),
    /** What the usage headers say. Parts that are left out keep their value. */
    usage: strictShape(usageShape),
};

/** The switches of a world: how undocumented things behave. */
export type Switches = Readonly<z.output<z.ZodObject<typeof switchShape>>>;

/** Checks switches as they come from a world file or an admin call. */
export const switchesSchema = strictShape({
    ...switchShape,
    usage: strictShape(usageShape).partial(),
}).partial();

/** Switches to set. Switches that are left out keep their value. */
export type SwitchesInput = z.input<typeof switchesSchema>;

/** The default switches: the documented behaviour, else the most likely one. */
export const DEFAULT_SWITCHES: Switches = {
    statusAfterDeregister: "DISCONNECTED",
    statusUnverified: "UNVERIFIED",
    deregisterUnregistered: "133010",
    attemptBudget: "separate",
    failuresCount: true,
    blockedCallsExtend: false,
    storageWriteWhileRegistered: "refused",
    code12HttpStatus: 400,
    pinAfterDeregister: "kept",
    accountModel: "classic",
    verificationLastsDays: 14,
    expiredOwnership: "accepted",
    wrongPinsBeforeLock: 0,
    wrongPinLockHours: 12,
    registerWithoutAccount: "accepted",
    lateSignup: "accepted",
    onPremisesWithoutBackup: "refused",
    backupWithoutOnPremises: "ignored",
    backupTakesSeconds: 0,
    connectedAfterSeconds: 0,
    storageVisibleAfterSeconds: 0,
    deregistrationVisibleAfterSeconds: 0,
    settingsEndpoint: "available",
    storageOffReads: "IN_COUNTRY_STORAGE_DISABLED",
    storageStatusCase: "upper",
    noStorage: "available",
    bodyRegion: "byVersion",
    migratedNumberRemembersRegion: true,
    invalidTokenHttpStatus: 401,
    successAs: "boolean",
    unknownFields: [],
    usage: {
        callCount: 1,
        totalTime: 1,
        totalCpuTime: 1,
        limitReached: false,
        minutesToRegainAccess: 0,
    },
};

/**
 * The switches after a change.
 *
 * @param switches - the switches before
 * @param change - what to set
 */
export function changedSwitches(switches: Switches, change: SwitchesInput): Switches {
    const { usage, ...rest } = change;
    return {
        ...switches,
        ...definedOnly(rest),
        usage: { ...switches.usage, ...definedOnly(usage ?? {}) },
    };
}

function definedOnly<T extends object>(input: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
    const entries = Object.entries(input).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
