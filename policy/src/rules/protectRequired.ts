import type { ResourceValidationPolicy } from "@pulumi/policy";

import { approvalOf, approvalsSchema, missingApproval, type Approvals } from "../approval";
import { forRegistrations, knownTextOf } from "../registration";

/** The configuration of {@link protectRequired}. */
export interface ProtectRequiredConfig {
    /** Numbers that may be unprotected, because they will be given up. Default: none. */
    readonly approvals?: Approvals;
}

/**
 * A registration has the resource option `protect`. With it Pulumi does not delete the resource
 * when it leaves the program, nor in a destroy. To give up a number takes two steps. The first is
 * to remove this option, and it needs an approval.
 */
export const protectRequired: ResourceValidationPolicy = {
    name: "whatsapp-protect-required",
    description: "A WhatsApp number is protected from being deregistered.",
    severity: "high",
    configSchema: { properties: { approvals: approvalsSchema } },
    validateResource: forRegistrations((args) => {
        const phoneNumberId = knownTextOf(args.props, "phoneNumberId");
        const config = args.getConfig<ProtectRequiredConfig>();
        const isProtected = args.opts.protect;
        return protectViolations({ phoneNumberId, isProtected }, config, new Date());
    }),
};

/** The parts of a registration that this rule looks at. */
interface Guarded {
    /** Undefined if a preview does not know it yet. */
    readonly phoneNumberId: string | undefined;
    readonly isProtected: boolean;
}

/** What is wrong with the protection of one registration. */
export function protectViolations(
    { phoneNumberId = "", isProtected }: Guarded,
    { approvals = {} }: ProtectRequiredConfig,
    now: Date,
): readonly string[] {
    if (isProtected) return [];
    const approval = approvalOf(phoneNumberId, approvals, now);
    if (approval.kind === "holds") return [];
    const subject = phoneNumberId === "" ? "The number" : `Number ${phoneNumberId}`;
    return [
        `${subject} is not protected, and ${missingApproval(approval)}. Set the resource option protect: true, or get an approval to give the number up.`,
    ];
}
