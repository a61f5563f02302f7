import type { StackValidationPolicy } from "@pulumi/policy";

import { approvalOf, approvalsSchema, missingApproval, type Approvals } from "../approval";
import { isRegistration, knownTextOf } from "../registration";

/** The configuration of {@link noUnapprovedRemoval}. */
export interface NoUnapprovedRemovalConfig {
    /** Ids of the numbers that the stack must declare. Default: none. */
    readonly numbers?: readonly string[];
    /** Numbers that may be missing, because they will be given up. Default: none. */
    readonly approvals?: Approvals;
}

/**
 * Every number of a list is declared, unless there is an approval to give it up. Pulumi shows a
 * policy only the resources that remain, and no deletes. So the list says which numbers must
 * remain.
 */
export const noUnapprovedRemoval: StackValidationPolicy = {
    name: "whatsapp-no-unapproved-removal",
    description: "A WhatsApp number leaves the stack only with an approval.",
    severity: "critical",
    configSchema: {
        properties: {
            numbers: {
                type: "array",
                description: "Phone number ids that the stack must declare.",
                items: { type: "string", pattern: "^[0-9]+$" },
                uniqueItems: true,
            },
            approvals: approvalsSchema,
        },
    },
    validateStack: (args, reportViolation) => {
        // An id that a preview does not know must not switch off the rule for the others.
        const declared = args.resources
            .filter(isRegistration)
            .map(({ props }) => knownTextOf(props, "phoneNumberId"));
        const config = args.getConfig<NoUnapprovedRemovalConfig>();
        for (const violation of removalViolations(declared, config, new Date())) {
            reportViolation(violation);
        }
    },
};

/** What is wrong with the numbers that a stack declares. */
export function removalViolations(
    declared: readonly (string | undefined)[],
    { numbers = [], approvals = {} }: NoUnapprovedRemovalConfig,
    now: Date,
): readonly string[] {
    return numbers
        .filter((phoneNumberId) => !declared.includes(phoneNumberId))
        .flatMap((phoneNumberId) => {
            const approval = approvalOf(phoneNumberId, approvals, now);
            if (approval.kind === "holds") return [];
            return [
                `Number ${phoneNumberId} is not declared, so the stack that had it deregisters it, and ${missingApproval(approval)}. Declare it, or get an approval to give it up.`,
            ];
        });
}
