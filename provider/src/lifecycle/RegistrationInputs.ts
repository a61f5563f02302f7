import { spentRequestsFrom, type SpentRequest } from "../decisions/spentRequests";

/** What `check` lets through: the arguments of the resource, plain and valid. */
export interface RegistrationInputs {
    readonly phoneNumberId: string;
    readonly pin: string;
    readonly dataLocalizationRegion?: string;
    readonly wabaId?: string;
    readonly tokenName?: string;
    /** Added by `check`; `false` only where the program ignores drift of it. */
    readonly registered?: boolean;
    /** The resource's URN, so that log lines find their resource. */
    readonly __urn?: string;
    readonly __provider: string;
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
    readonly wabaId?: string;
    readonly tokenName?: string;
    readonly registered?: boolean;
    readonly status?: string;
    readonly platformType?: string;
    readonly codeVerificationStatus?: string;
    readonly displayPhoneNumber?: string;
    readonly verifiedName?: string;
    readonly nameStatus?: string;
    readonly qualityRating?: string;
    readonly throughputLevel?: string;
    readonly storageStatus?: string;
    readonly regionVerified?: boolean;
    readonly registeredAt?: string;
    readonly pinProvedAt?: string;
    readonly spentRequests: readonly SpentRequest[];
    readonly __urn?: string;
    /** The WABA as declared, where it was: tells it from one that Meta told. */
    readonly __declaredWabaId?: string;
    readonly __provider?: string;
}

/** Takes outputs as Pulumi hands them over; whatever version wrote them. */
export function registrationStateFrom(
    phoneNumberId: string,
    props: Readonly<Record<string, unknown>>,
): RegistrationState {
    return {
        ...props,
        phoneNumberId,
        spentRequests: spentRequestsFrom(props["spentRequests"]),
    };
}
