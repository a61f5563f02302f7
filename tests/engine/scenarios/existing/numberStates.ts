import type { NumberInput } from "pulumi-whatsapp-simulator";

import { REGIONS } from "../../../../simulator/src/world/regions";

/** A state that a number can have in the simulator. */
export interface NumberState {
    /** The state in words. It is the display name. */
    readonly title: string;
    /** The number for the simulator; `id`, account and name are added. */
    readonly number: Omit<NumberInput, "id" | "wabaId" | "verifiedName">;
    /** Why an import leaves it out; absent if it is imported. */
    readonly leftOut?: RegExp;
    /** A destroy asks Meta to deregister it, and Meta refuses. */
    readonly staysAtDestroy?: boolean;
}

const hourMs = 3_600_000;

function hoursFromNow(hours: number): string {
    return new Date(Date.now() + hours * hourMs).toISOString();
}

/** Times of requests in the last hours. The latest was an hour ago. */
function earlier(count: number): string[] {
    return Array.from({ length: count }, (_none, at) => hoursFromNow(-1 - at));
}

const up = { registered: true, pin: "555555" } as const;
const notRegistered = /not registered/;
const lost = /moved, deleted or banned/;

/** Registered numbers. An import takes all of these. */
const managed: readonly NumberState[] = [
    {
        title: "in order",
        number: {
            ...up,
            codeVerificationStatus: "VERIFIED",
            storage: { status: "DEFAULT" },
            name: { status: "APPROVED" },
            accountMode: "LIVE",
            onboardedAt: hoursFromNow(-24 * 90),
        },
    },
    {
        title: "storage switched off",
        number: { ...up, storage: { status: "IN_COUNTRY_STORAGE_DISABLED" } },
    },
    ...REGIONS.map((dataLocalizationRegion) => ({
        title: `storage in ${dataLocalizationRegion}`,
        number: {
            ...up,
            storage: { status: "IN_COUNTRY_STORAGE_ENABLED" as const, dataLocalizationRegion },
        },
    })),
    {
        title: "nothing stored",
        number: { ...up, storage: { status: "NO_STORAGE_ENABLED", retentionMinutes: 60 } },
    },
    { title: "connected", number: { ...up, status: "CONNECTED", platformType: "CLOUD_API" } },
    { title: "flagged", number: { ...up, status: "FLAGGED", qualityRating: "RED" } },
    { title: "restricted", number: { ...up, status: "RESTRICTED", qualityRating: "YELLOW" } },
    { title: "rate limited", number: { ...up, status: "RATE_LIMITED" } },
    { title: "settling", number: { ...up, status: "PENDING", registeredAt: hoursFromNow(0) } },
    { title: "a newer status", number: { ...up, status: "UNDER_A_NEW_WORD" } },
    { title: "verification expired", number: { ...up, codeVerificationStatus: "EXPIRED" } },
    { title: "verification lost", number: { ...up, codeVerificationStatus: "NOT_VERIFIED" } },
    { title: "without a PIN", number: { registered: true, pin: null } },
    { title: "sandbox", number: { ...up, accountMode: "SANDBOX", qualityRating: "UNKNOWN" } },
    { title: "name in review", number: { ...up, name: { status: "PENDING_REVIEW" } } },
    { title: "name declined", number: { ...up, name: { status: "DECLINED" } } },
    { title: "name expired", number: { ...up, name: { status: "EXPIRED" } } },
    { title: "without a name", number: { ...up, name: { status: "NONE" } } },
    { title: "name not reviewed", number: { ...up, name: { status: "AVAILABLE_WITHOUT_REVIEW" } } },
    ...(["PENDING_REVIEW", "DECLINED", "EXPIRED"] as const).map((newStatus) => ({
        title: `new name ${newStatus.toLowerCase()}`,
        number: { ...up, name: { newStatus, newDisplayName: "A new name" } },
    })),
    { title: "few registrations used", number: { ...up, attempts: { register: earlier(4) } } },
    { title: "one registration left", number: { ...up, attempts: { register: earlier(9) } } },
    { title: "no registration left", number: { ...up, attempts: { register: earlier(10) } } },
    { title: "one deregistration left", number: { ...up, attempts: { deregister: earlier(9) } } },
    {
        title: "no deregistration left",
        number: { ...up, attempts: { deregister: earlier(10) } },
        staysAtDestroy: true,
    },
    {
        title: "registering blocked",
        number: { ...up, blockedUntil: { register: hoursFromNow(20) } },
    },
    {
        title: "deregistering blocked",
        number: { ...up, blockedUntil: { deregister: hoursFromNow(20) } },
        staysAtDestroy: true,
    },
    { title: "region of an old account", number: { ...up, rememberedRegion: "CH" } },
];

/** Numbers that are not registered, or that this resource cannot manage. */
const unmanaged: readonly NumberState[] = [
    { title: "never registered", number: {}, leftOut: notRegistered },
    {
        title: "unverified",
        number: { codeVerificationStatus: "NOT_VERIFIED" },
        leftOut: /ownership of the number is not verified.*verify request/,
    },
    {
        title: "unregistered and expired",
        number: { codeVerificationStatus: "EXPIRED" },
        leftOut: notRegistered,
    },
    {
        title: "deregistered",
        number: { registered: false, everRegistered: true },
        leftOut: notRegistered,
    },
    {
        title: "deregistered half-way",
        number: { everRegistered: true, deregistrationIncomplete: true },
        leftOut: notRegistered,
    },
    { title: "unlinked", number: { status: "UNLINKED" }, leftOut: notRegistered },
    {
        title: "back after a deletion",
        number: { recentlyDeletedUntil: hoursFromNow(2) },
        leftOut: notRegistered,
    },
    { title: "from another account", number: { rememberedRegion: "IN" }, leftOut: notRegistered },
    { title: "on a handset", number: { inUseOnHandset: true }, leftOut: notRegistered },
    { title: "banned", number: { ...up, status: "BANNED" }, leftOut: lost },
    { title: "migrated", number: { status: "MIGRATED", everRegistered: true }, leftOut: lost },
    { title: "deleted", number: { status: "DELETED", everRegistered: true }, leftOut: lost },
    { title: "coexistence", number: { ...up, isOnBizApp: true }, leftOut: /coexistence/ },
    {
        title: "coexistence not registered",
        number: { isOnBizApp: true },
        leftOut: /coexistence/,
    },
    {
        title: "on premises",
        number: { registered: true, platformType: "ON_PREMISE" },
        leftOut: /On-Premises/,
    },
    {
        title: "on premises with a backup",
        number: {
            onPremises: { data: "made-up backup", password: "made-up password", connected: true },
        },
        leftOut: /On-Premises/,
    },
];

/**
 * A name that Meta approved and that waits for another registration. The number is also imported.
 */
export const nameApproved: NumberState = {
    title: "new name approved",
    number: {
        ...up,
        name: {
            newStatus: "APPROVED",
            newDisplayName: "A new name",
            newApprovedAt: hoursFromNow(-24),
        },
    },
};

/** Every state. The first one is imported. */
export const numberStates: readonly NumberState[] = [...managed, nameApproved, ...unmanaged];
