import type { ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";

/**
 * The types of a registration: of the dynamic resource, and of the native provider's. Both have
 * properties of the same names.
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

/** A property that is a text and not empty; throws if the preview does not know it. */
export function textOf(props: Properties, name: string): string | undefined {
    const value = props[name];
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** The same of a property that a preview may not know yet: undefined if it does not. */
export function knownTextOf(props: Properties, name: string): string | undefined {
    try {
        return textOf(props, name);
    } catch {
        return undefined;
    }
}

/**
 * A validation of the registrations that are declared. Other resources, and numbers that a program
 * only reads, are not applicable.
 *
 * @param violationsOf - Every violation of one registration, as a sentence.
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
