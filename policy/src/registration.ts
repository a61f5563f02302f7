import type { ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";

/**
 * The types of a registration: the dynamic resource, and the native provider's resource. Their
 * properties have the same names.
 */
export const registrationTypes: readonly string[] = [
    "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration",
    "whatsapp:index:PhoneRegistration",
];

/** Properties of a resource as a policy gets them: secrets in plain text, or as `[secret]`. */
export type Properties = Readonly<Record<string, unknown>>;

/** Replaces a secret if `pulumi policy analyze` cannot decrypt the state. */
export const REDACTED = "[secret]";

/** Whether a resource is a registration, by either type. */
export function isRegistration({ type }: { readonly type: string }): boolean {
    return registrationTypes.includes(type);
}

/** A property that is a text and not empty. Throws if the preview does not know it. */
export function textOf(props: Properties, name: string): string | undefined {
    const value = props[name];
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** Like `textOf`, but undefined if the preview does not know the property. */
export function knownTextOf(props: Properties, name: string): string | undefined {
    try {
        return textOf(props, name);
    } catch {
        return undefined;
    }
}

/**
 * A validation of declared registrations. It does not apply to other resources, and not to numbers
 * that a program only reads.
 *
 * @param violationsOf - finds every violation of one registration; each is a sentence
 */
export function forRegistrations(
    violationsOf: (args: ResourceValidationArgs) => readonly string[],
): ResourceValidation {
    return (args, reportViolation) => {
        if (!isRegistration(args) || !Object.hasOwn(args.props, "phoneNumberId")) {
            args.notApplicable("it is no registration of a WhatsApp number");
        }
        for (const violation of violationsOf(args)) reportViolation(violation);
    };
}
