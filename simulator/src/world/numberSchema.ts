import * as z from "zod";
import { REGIONS } from "./regions";
import { digits, isoTime, sixDigits, strictShape } from "./strictShape";

/** How a number's data at rest is kept. */
const storageShape = {
    /** Meta's word; `DEFAULT` for a number that never had local storage. */
    status: z.enum([
        "IN_COUNTRY_STORAGE_ENABLED",
        "IN_COUNTRY_STORAGE_DISABLED",
        "NO_STORAGE_ENABLED",
        "DEFAULT",
    ]),
    /** The region, if local storage is on. */
    dataLocalizationRegion: z.enum(REGIONS).optional(),
    /**
     * How many minutes data is kept with `NO_STORAGE_ENABLED`. Meta knows only 60, which is the
     * default.
     */
    retentionMinutes: z.literal(60).optional(),
};

/** A registration on the On-Premises API. */
const onPremisesShape = {
    /** The `backup.data` that migrates the number; made up. */
    data: z.string().min(1, "is empty. Write a made-up backup"),
    /** The `backup.password` that goes with it; made up. */
    password: z.string().min(1, "is empty. Write a made-up password"),
    /** Whether the number is registered there; by default it is. */
    connected: z.boolean().optional(),
};

/** The display name and the name that waits for approval. */
const nameShape = {
    /** `name_status`. */
    status: z.enum([
        "APPROVED",
        "AVAILABLE_WITHOUT_REVIEW",
        "DECLINED",
        "EXPIRED",
        "PENDING_REVIEW",
        "NONE",
    ]),
    /** `new_name_status` of a name that waits. `APPROVED` waits for a re-registration. */
    newStatus: z.enum(["APPROVED", "DECLINED", "EXPIRED", "PENDING_REVIEW"]).nullable(),
    /** The name that waits. */
    newDisplayName: z.string().nullable(),
    /** When it was approved. Registering applies it within 14 days. */
    newApprovedAt: isoTime.nullable(),
};

/** The properties of a number, both in a world and in a change. */
const numberShape = {
    /** The account (WABA) that the number is on. */
    wabaId: digits,
    /** The number as Meta formats it. */
    displayPhoneNumber: z.string(),
    /** The display name that is in use. */
    verifiedName: z.string(),
    /** Whether the number is registered on Cloud API. */
    registered: z.boolean(),
    /** When it was registered last. */
    registeredAt: isoTime.nullable(),
    /** When it was deregistered last; null for never, or for an unknown time. */
    deregisteredAt: isoTime.nullable(),
    /**
     * When it signed up, read as `last_onboarded_time`. With null, a read shows when it was
     * registered last.
     */
    onboardedAt: isoTime.nullable(),
    /** Whether it was registered before. */
    everRegistered: z.boolean(),
    /** A status that overrides the registration, such as `FLAGGED`; null for none. */
    status: z.string().nullable(),
    /** A `platform_type` that overrides the registration; null for none. */
    platformType: z.string().nullable(),
    /** Ownership. `EXPIRED` is usual for healthy numbers. */
    codeVerificationStatus: z.enum(["VERIFIED", "NOT_VERIFIED", "EXPIRED"]),
    /**
     * When ownership was verified. It ages from then on; null for a verification that does not age.
     */
    verifiedAt: isoTime.nullable(),
    /** The two-step PIN; null if two-step verification is off. */
    pin: sixDigits.nullable(),
    /** Where data at rest is kept. */
    storage: strictShape(storageShape).refine(hasOneStorage, {
        path: ["dataLocalizationRegion"],
        error: "cannot stand beside NO_STORAGE_ENABLED. Leave one out",
    }),
    /** Its registration on the On-Premises API, with the right backup; null for none. */
    onPremises: strictShape(onPremisesShape).nullable(),
    /** Coexistence: the number is also used in the WhatsApp Business app. */
    isOnBizApp: z.boolean(),
    /** Still active in the WhatsApp app on a handset, which prevents registering. */
    inUseOnHandset: z.boolean(),
    /** A deregistration stopped half-way (code 133000). */
    deregistrationIncomplete: z.boolean(),
    /** The number was deleted, and registering answers 133015 until then; null for never. */
    recentlyDeletedUntil: isoTime.nullable(),
    /** The region of a migrated number at its old account; null for none. */
    rememberedRegion: z.enum(REGIONS).nullable(),
    /** The display name's review. */
    name: strictShape(nameShape).partial(),
    /** `quality_rating`. */
    qualityRating: z.string(),
    /** `account_mode`. */
    accountMode: z.enum(["LIVE", "SANDBOX"]),
    /**
     * The address for its webhooks, in place of the account's or app's address; null for that
     * address.
     */
    overrideCallbackUri: z.string().nullable(),
    /** Times of earlier requests, for windows that are partly used. */
    attempts: strictShape({
        /** Requests to `/register`. */
        register: z.array(isoTime),
        /** Requests to `/deregister`. */
        deregister: z.array(isoTime),
    }).partial(),
    /** Until when an operation is blocked; null if it is not. */
    blockedUntil: strictShape({
        /** Registering. */
        register: isoTime.nullable(),
        /** Deregistering. */
        deregister: isoTime.nullable(),
    }).partial(),
    /** The number was taken off its account: every call answers 100 with subcode 33. */
    removed: z.boolean(),
};

/** The error for a number that is declared in two places. */
const ONE_PLATFORM = {
    path: ["onPremises"],
    error: "cannot stand beside registered. A number is on Cloud API or on On-Premises; leave one out",
};

/** Checks a number of a world. */
export const numberSchema = strictShape({
    ...strictShape(numberShape).partial().shape,
    id: digits,
}).refine(isOnOnePlatform, ONE_PLATFORM);

/** A number of a world. Everything except the id has a default. */
export type NumberInput = z.input<typeof numberSchema>;

/** Checks a change of a number. */
export const numberChangeSchema = strictShape(strictShape(numberShape).partial().shape).refine(
    isOnOnePlatform,
    ONE_PLATFORM,
);

/** A change of a number by somebody else. What it leaves out stays. */
export type NumberChange = z.input<typeof numberChangeSchema>;

interface Platforms {
    readonly registered?: boolean | undefined;
    readonly onPremises?: object | null | undefined;
}

function isOnOnePlatform({ registered, onPremises }: Platforms): boolean {
    return registered !== true || onPremises === undefined || onPremises === null;
}

interface StoragePlace {
    readonly status: string;
    readonly dataLocalizationRegion?: string | undefined;
}

function hasOneStorage({ status, dataLocalizationRegion }: StoragePlace): boolean {
    return status !== "NO_STORAGE_ENABLED" || dataLocalizationRegion === undefined;
}
