import * as pulumi from "@pulumi/pulumi";

import type { Budgets } from "./decisions/budget";
import type { RememberedRefusal } from "./decisions/refusalMemory";
import type { NoStorage } from "./decisions/storage";
import type { SpentRequest } from "./decisions/spentRequests";
import { unknownValue } from "./decisions/unknownValue";
import { hiddenUrn } from "./hiddenUrn";
import { assertResolvableFromProgram } from "./installation";
import { PausedTraces } from "./PausedTraces";
import { warnOfPlainSecrets } from "./plainSecrets";
import { providerLine } from "./providerLine";
import { resourceType } from "./resourceType";
import type { WhatsAppPhoneRegistrationArgs } from "./WhatsAppPhoneRegistrationArgs";

/**
 * A WhatsApp Business phone number, registered on Cloud API.
 *
 * Creating registers the number. Deleting deregisters it; the number stays in its account, with its
 * id and its history. A number that is already registered as declared is adopted, which sends
 * nothing. Meta allows ten register and ten deregister requests per number in 72 hours and then
 * blocks the number for 72 hours (registration guide, read 2026-11-22).
 *
 * @example
 * ```ts
 * const support = new WhatsAppPhoneRegistration("support", {
 *     phoneNumberId: "106540352242922",
 *     pin: config.requireSecret("pin"),
 *     dataLocalizationRegion: "CH",
 * });
 * ```
 */
export class WhatsAppPhoneRegistration extends pulumi.CustomResource {
    /** Meta's id of the phone number; also the resource's id. */
    declare public readonly phoneNumberId: pulumi.Output<string>;

    /**
     * The PIN as last written, secret; undefined after an import and for a number read with `get`.
     */
    declare public readonly pin: pulumi.Output<string | undefined>;

    /**
     * The region of the data at rest, as Meta reads it back; undefined if local storage is off. If
     * the number is not registered, the declared region. `get` of the npm package does not read it.
     */
    declare public readonly dataLocalizationRegion: pulumi.Output<string | undefined>;

    /**
     * No Storage with its retention in minutes, as Meta reads it back; undefined if messages are
     * stored. If the number is not registered, the declared value. `get` of the npm package does
     * not read it.
     */
    declare public readonly noStorage: pulumi.Output<NoStorage | undefined>;

    /**
     * The WhatsApp Business Account of the number; undefined if it is neither declared nor named by
     * Meta.
     */
    declare public readonly wabaId: pulumi.Output<string | undefined>;

    /** The name of the access token, if the program gives one. */
    declare public readonly tokenName: pulumi.Output<string | undefined>;

    /**
     * Whether the number is registered on Cloud API; `false` is drift, which the next `up`
     * repairs.
     */
    declare public readonly registered: pulumi.Output<boolean>;

    /**
     * Meta's status of the number, such as `CONNECTED`, `PENDING` or `FLAGGED`. Only `CONNECTED`
     * sends messages. New words of Meta are passed on.
     */
    declare public readonly status: pulumi.Output<string | undefined>;

    /**
     * Where the number is registered: `CLOUD_API`, `ON_PREMISE` or `NOT_APPLICABLE` for nowhere.
     */
    declare public readonly platformType: pulumi.Output<string | undefined>;

    /**
     * Whether the number's ownership was verified by a code: `VERIFIED`, `NOT_VERIFIED` or
     * `EXPIRED`. It says nothing about the registration, and `EXPIRED` is normal on registered
     * numbers.
     */
    declare public readonly codeVerificationStatus: pulumi.Output<string | undefined>;

    /** The phone number as people read it, with spaces. */
    declare public readonly displayPhoneNumber: pulumi.Output<string | undefined>;

    /** The display name that Meta has verified. */
    declare public readonly verifiedName: pulumi.Output<string | undefined>;

    /** The review of the display name, such as `APPROVED` or `PENDING_REVIEW`. */
    declare public readonly nameStatus: pulumi.Output<string | undefined>;

    /** The review of a new display name; undefined if there is none. */
    declare public readonly newNameStatus: pulumi.Output<string | undefined>;

    /**
     * Whether the display name that Meta approved last is in use; `false` is drift, which the next
     * `up` repairs with one registration and no downtime.
     * `ignoreChanges: ["displayNameRegistered"]` switches that off.
     */
    declare public readonly displayNameRegistered: pulumi.Output<boolean | undefined>;

    /**
     * The latest time to register an approved display name: 14 days after the approval was first
     * seen; ISO 8601 in UTC.
     */
    declare public readonly registerDisplayNameBy: pulumi.Output<string | undefined>;

    /** Meta's rating of the messages sent: `GREEN`, `YELLOW`, `RED`, `NA` or `UNKNOWN`. */
    declare public readonly qualityRating: pulumi.Output<string | undefined>;

    /**
     * How much the number may send: `STANDARD`, `HIGH`, or `NOT_APPLICABLE` if it is not
     * registered.
     */
    declare public readonly throughputLevel: pulumi.Output<string | undefined>;

    /**
     * Meta's word for the local storage as read back, such as `IN_COUNTRY_STORAGE_ENABLED`;
     * undefined if it was not read, because no region is declared or known.
     */
    declare public readonly storageStatus: pulumi.Output<string | undefined>;

    /**
     * Whether a reading showed the declared region, or No Storage; undefined if neither is
     * declared.
     */
    declare public readonly regionVerified: pulumi.Output<boolean | undefined>;

    /** When this resource last registered the number: ISO 8601 in UTC; undefined when adopted. */
    declare public readonly registeredAt: pulumi.Output<string | undefined>;

    /**
     * When Meta last accepted the PIN: ISO 8601 in UTC; undefined while unproved, as after an
     * adoption or an import.
     */
    declare public readonly pinProvedAt: pulumi.Output<string | undefined>;

    /**
     * The register and deregister requests of this stack that still count, oldest first: those of
     * the last 73 hours, Meta's 72 and one for clocks that differ. Meta counts accepted and refused
     * ones.
     */
    declare public readonly spentRequests: pulumi.Output<readonly SpentRequest[] | undefined>;

    /**
     * What was left of the two budgets when this was stored, and when the next slot frees; each
     * moves on with that window.
     */
    declare public readonly budget: pulumi.Output<Budgets | undefined>;

    /**
     * What Meta refused last, and when it is tried again if nothing changes; undefined after a
     * success.
     */
    declare public readonly refusal: pulumi.Output<RememberedRefusal | undefined>;

    /**
     * Reads a number that something else registers, without the place of its data. It sends no
     * register or deregister request, protects nothing, and runs in previews too.
     *
     * @param name - The resource's name in this program.
     * @param phoneNumberId - Meta's id of the phone number.
     * @param opts - Options such as a parent.
     */
    public static get(
        name: string,
        phoneNumberId: pulumi.Input<pulumi.ID>,
        opts?: pulumi.CustomResourceOptions,
    ): WhatsAppPhoneRegistration {
        return new WhatsAppPhoneRegistration(name, undefined, { ...opts, id: phoneNumberId });
    }

    /**
     * Declares that a number is registered.
     *
     * @param name - The resource's name, unique in the stack. A new name costs no registration.
     * @param args - What is declared. It may be absent only with the option `id`, as in `get`; otherwise Pulumi reports what is missing.
     * @param opts - Pulumi's resource options.
     */
    public constructor(
        name: string,
        args?: WhatsAppPhoneRegistrationArgs,
        opts?: pulumi.CustomResourceOptions,
    ) {
        assertResolvableFromProgram();
        warnOfPlainSecrets();
        const isRead = opts?.id !== undefined || opts?.urn !== undefined;
        const inputs = isRead
            ? {}
            : { ...unknownInPreview(), ...inputsFrom(args), __urn: hiddenUrn(name, opts) };
        const props = { ...noOutputs(), ...inputs, __provider: providerLine };
        const options = pulumi.mergeOptions({ additionalSecretOutputs: ["pin"] }, opts);
        const traces = new PausedTraces();
        try {
            super(resourceType, name, props, options);
        } catch (error) {
            throw traces.traced(error, new.target);
        }
        traces.resume();
    }
}

/**
 * The arguments as they go to Pulumi, PIN and backup as secrets. A value that is absent or of a
 * wrong kind is passed on: the provider's check then reports it on its property.
 */
function inputsFrom(args: WhatsAppPhoneRegistrationArgs | undefined): pulumi.Inputs {
    const given: pulumi.Inputs = typeof args === "object" ? { ...args } : {};
    return { ...given, ...secretIn("pin", given), ...secretIn("backup", given) };
}

// Only a run can tell whether a new number came to be registered. The provider's check replaces
// both for a number that is there.
function unknownInPreview(): pulumi.Inputs {
    if (!pulumi.runtime.isDryRun()) return {};
    return { registered: unknownValue, displayNameRegistered: unknownValue };
}

function secretIn(name: string, given: pulumi.Inputs): pulumi.Inputs {
    const value: unknown = given[name];
    return value === undefined || value === null ? {} : { [name]: pulumi.secret(value) };
}

// Pulumi gives an output only to names that it saw in the constructor, undefined ones included.
function noOutputs(): Record<OutputName, undefined> {
    return {
        phoneNumberId: undefined,
        pin: undefined,
        dataLocalizationRegion: undefined,
        noStorage: undefined,
        wabaId: undefined,
        tokenName: undefined,
        registered: undefined,
        status: undefined,
        platformType: undefined,
        codeVerificationStatus: undefined,
        displayPhoneNumber: undefined,
        verifiedName: undefined,
        nameStatus: undefined,
        newNameStatus: undefined,
        displayNameRegistered: undefined,
        registerDisplayNameBy: undefined,
        qualityRating: undefined,
        throughputLevel: undefined,
        storageStatus: undefined,
        regionVerified: undefined,
        registeredAt: undefined,
        pinProvedAt: undefined,
        spentRequests: undefined,
        budget: undefined,
        refusal: undefined,
    };
}

// A property that is declared above and forgotten below does not compile.
type OutputName = Exclude<keyof WhatsAppPhoneRegistration, keyof pulumi.CustomResource>;
