import type { PolicyConfigSchema } from "@pulumi/policy";

/** The approval to give up a number. */
export interface Approval {
    /** A person or a ticket. No message of a successful run shows it. */
    readonly by: string;
    /** Its last day, in UTC: `2026-12-31`. Default: no end. */
    readonly until?: string;
}

/** Approvals by phone number id. */
export type Approvals = Readonly<Record<string, Approval>>;

/** The configuration schema of {@link Approvals}. */
export const approvalsSchema: PolicyConfigSchema["properties"][string] = {
    type: "object",
    description: "Who has approved to give up which number, by phone number id.",
    propertyNames: { pattern: "^[0-9]+$" },
    additionalProperties: {
        type: "object",
        required: ["by"],
        properties: {
            by: { type: "string", minLength: 1 },
            until: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
        },
        additionalProperties: false,
    },
};

/** An approval: none, ended, or valid. */
export type ApprovalStatus =
    | { readonly kind: "none" }
    | { readonly kind: "over"; readonly by: string; readonly until: string }
    | { readonly kind: "holds" };

/** Says whether a number may be given up on a day. */
export function approvalOf(phoneNumberId: string, approvals: Approvals, now: Date): ApprovalStatus {
    if (!Object.hasOwn(approvals, phoneNumberId)) return { kind: "none" };
    const { by, until } = approvals[phoneNumberId] ?? { by: "" };
    if (by.trim() === "") return { kind: "none" };
    if (until !== undefined && now.toISOString().slice(0, 10) > until) {
        return { kind: "over", by, until };
    }
    return { kind: "holds" };
}

/** What is missing, for the end of a message: `approvals has no entry for it`. */
export function missingApproval(status: ApprovalStatus): string {
    return status.kind === "over"
        ? `the approval of ${status.by} ended on ${status.until}`
        : "approvals has no entry for it";
}
