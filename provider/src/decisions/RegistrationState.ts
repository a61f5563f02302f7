import type { OnPremisesBackup } from "../graph/registration";
import type { Budgets } from "./budget";
import { rememberedRefusalFrom, type RememberedRefusal } from "./refusalMemory";
import { spentRequestsFrom, type SpentRequest } from "./spentRequests";
import type { DeclaredStorage, NoStorage } from "./storage";

/** What `check` lets through: the arguments of the resource, plain and valid. */
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
    /** The resource's URN, so that log lines find their resource. */
    readonly __urn?: string;
    /** The line that leads Pulumi's dynamic provider here; the native plugin has none. */
    readonly __provider?: string;
}

/**
 * What is stored of a registration: the resource's outputs. Old states are read for ever, so
 * every property but the number's id may be absent.
 */
export interface RegistrationState {
    readonly phoneNumberId: string;
    readonly pin?: string;
    /** The region as read back; of a number that is not registered, the declared one. */
    readonly dataLocalizationRegion?: string;
    /** As read back, likewise. */
    readonly noStorage?: NoStorage;
    readonly wabaId?: string;
    readonly tokenName?: string;
    /** `false` also where a write has left and no reading has come since. */
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
    /** What was left of both budgets when this was stored. */
    readonly budget?: Budgets;
    /** What Meta refused last and when it is tried again; none after a success. */
    readonly refusal?: RememberedRefusal;
    readonly __urn?: string;
    /** The WABA as declared, where it was: tells it from one that Meta told. */
    readonly __declaredWabaId?: string;
    /** The storage as declared, where a refresh has read another one. */
    readonly __declaredStorage?: DeclaredStorage;
    /** A migration with a backup was begun, and the number is not seen registered yet. */
    readonly __migrating?: boolean;
    /** A run was stopped after a write and before the reading that shows what became of it. */
    readonly __unfinished?: boolean;
    /** What the journal noted until then was looked at; ISO 8601. */
    readonly __knownUntil?: string;
    readonly __provider?: string;
}

/** Takes outputs as Pulumi hands them over; whatever version wrote them. */
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
