import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { isRegistration, REDACTED, type Properties } from "../registration";

/**
 * A PIN is encrypted in the state.
 *
 * Pulumi gives a policy every secret in plain text. So in a preview only the resource option
 * `additionalSecretOutputs` shows that the PIN is a secret. `pulumi policy analyze` without the
 * passphrase shows secrets as `[secret]`. If a PIN is readable there, the state holds it in clear.
 */
export const pinIsSecret: StackValidationPolicy = {
    name: "whatsapp-pin-is-secret",
    description: "The PIN of a WhatsApp number is encrypted in the state.",
    severity: "critical",
    validateStack: ({ resources }, reportViolation) => {
        const isRedacted = resources.some(({ props }) => hasRedacted(props));
        for (const resource of resources.filter(isRegistration)) {
            const violation = secrecyViolation(resource, isRedacted);
            if (violation !== undefined) reportViolation(violation, resource.urn);
        }
    },
};

/** What is wrong with the secrecy of one registration's PIN. */
export function secrecyViolation(
    { props, opts }: Pick<PolicyResource, "props" | "opts">,
    isRedacted: boolean,
): string | undefined {
    // A number that is only read or was imported has no PIN.
    if (!hasKnown(props, (name, value) => name === "pin" && typeof value === "string")) {
        return undefined;
    }
    if (isRedacted && !hasKnown(props, (name, value) => name === "pin" && value === REDACTED)) {
        return "The PIN is in clear in the state. Run pulumi up, and then set another PIN: old states keep this one.";
    }
    return opts.additionalSecretOutputs.includes("pin")
        ? undefined
        : 'The PIN is not a secret output. Declare the number with the resource of pulumi-whatsapp, or set the option additionalSecretOutputs: ["pin"].';
}

function hasRedacted(props: Properties): boolean {
    return hasKnown(props, (_, value) => value === REDACTED);
}

/** Says whether a known property is like that. Reading an unknown one throws. */
function hasKnown(props: Properties, isLike: (name: string, value: unknown) => boolean): boolean {
    return Object.keys(props).some((name) => {
        try {
            return isLike(name, props[name]);
        } catch {
            return false;
        }
    });
}
