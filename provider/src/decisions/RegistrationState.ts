import type { OnPremisesBackup } from "../graph/registration";
import type { Budgets } from "./budget";
import { rememberedRefusalFrom, type RememberedRefusal } from "./refusalMemory";
import { spentRequestsFrom, type SpentRequest } from "./spentRequests";
import type { DeclaredStorage, NoStorage } from "./storage";

/** The arguments of the resource after `check`: plain and valid. */
export interface RegistrationInputs {
    readonly phoneNumberId: string;
    readonly pin: string;
    readonly dataLocalizationRegion?: string;
    readonly noStorage?: NoStorage;
    /** For a number that comes from the On-Premises API. Never stored in the outputs. */
    readonly backup?: OnPremisesBackup;
    readonly wabaId?: string;
    readonly tokenName?: string;
    /** Added by `check`; `false` only where the program ignores drift of it. */
    readonly registered?: boolean;
    /** Added by `check`, likewise. */
    readonly displayNameRegistered?: boolean;
    /** The resource's URN, for log lines about the resource. */
    readonly __urn?: string;
    /** The line with which Pulumi's dynamic provider finds this code. The native plugin has none. */
    readonly __provider?: string;
}

/**
 * The stored outputs of a registration. Every later version reads old states, so every property
 * except the number's id may be absent.
 */
export interface RegistrationState {
    readonly phoneNumberId: string;
    readonly pin?: string;
    /** The region as read back. For a number that is not registered, the declared region. */
    readonly dataLocalizationRegion?: string;
    /** As read back. For a number that is not registered, the declared value. */
    readonly noStorage?: NoStorage;
    readonly wabaId?: string;
    readonly tokenName?: string;
    /** Also `false` after a write that no reading has followed. */
    readonly registered?: boolean;
    readonly status?: string;
    readonly platformType?: string;
    readonly codeVerificationStatus?: string;
    readonly displayPhoneNumber?: string;
    readonly verifiedName?: string;
    readonly nameStatus?: string;
    readonly newNameStatus?: string;
    /** `false`: a display name that Meta approved waits for a registration. */
    readonly displayNameRegistered?: boolean;
    readonly registerDisplayNameBy?: string;
    readonly qualityRating?: string;
    readonly throughputLevel?: string;
    readonly storageStatus?: string;
    readonly regionVerified?: boolean;
    readonly registeredAt?: string;
    readonly pinProvedAt?: string;
    readonly spentRequests: readonly SpentRequest[];
    /** What was left of both budgets when the outputs were stored. */
    readonly budget?: Budgets;
    /** What Meta refused last and when it is tried again; none after a success. */
    readonly refusal?: RememberedRefusal;
    readonly __urn?: string;
    /** The declared WABA, if any. `wabaId` may also come from Meta. */
    readonly __declaredWabaId?: string;
    /** The declared storage, if a refresh read another one. */
    readonly __declaredStorage?: DeclaredStorage;
    /** A migration with a backup has begun, and no reading has shown the number as registered. */
    readonly __migrating?: boolean;
    /** A run was stopped after a write, before a reading showed its effect. */
    readonly __unfinished?: boolean;
    /** The run looked at every journal entry up to this time; ISO 8601. */
    readonly __knownUntil?: string;
    readonly __provider?: string;
}

/** Reads the outputs that Pulumi passes, whatever version wrote them. */
export function registrationStateFrom(
    phoneNumberId: string,
    props: Readonly<Record<string, unknown>>,
): RegistrationState {
    const { refusal, ...rest } = props;
    const remembered = rememberedRefusalFrom(refusal);
    const spentRequests = spentRequestsFrom(props["spentRequests"]);
    return {
        ...rest,
        phoneNumberId,
        spentRequests,
        ...(remembered === undefined ? {} : { refusal: remembered }),
        ...(isMistaken(props, spentRequests) ? { __unfinished: true } : {}),
    };
}

/** 0.1.0 could store "registered" after a deregistration that no reading followed. */
function isMistaken(
    { registered, __knownUntil }: Readonly<Record<string, unknown>>,
    spent: readonly SpentRequest[],
): boolean {
    const last = spent.at(-1);
    const isDeregistered = last?.operation === "deregister" && last.outcome !== "refused";
    return registered === true && __knownUntil === undefined && isDeregistered;
}
