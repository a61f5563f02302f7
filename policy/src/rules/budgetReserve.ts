import type { StackValidationPolicy } from "@pulumi/policy";

import { isRegistration, type Properties } from "../registration";

/** The configuration of {@link budgetReserve}. */
export interface BudgetReserveConfig {
    /** How many registrations must be left, of ten. Default: 3. */
    readonly registrations?: number;
    /** How many deregistrations must be left, of ten. Default: 1. */
    readonly deregistrations?: number;
}

/** Requests of the last 72 hours count, ten of each kind (registration guide, read 2026-11-22). */
const WINDOW_MS = 72 * 60 * 60 * 1000;
const REQUESTS_PER_WINDOW = 10;
/** Meta's code for a number that is blocked because its budget is spent. */
const BLOCKED_CODE = 133016;

const defaults = { registrations: 3, deregistrations: 1 };

/**
 * A number has enough of Meta's ten registrations and ten deregistrations in 72 hours left, by the
 * requests in the state. A preview shows the requests only for numbers that do not change. The command
 * `pulumi policy analyze` shows them for all numbers.
 */
export const budgetReserve: StackValidationPolicy = {
    name: "whatsapp-budget-reserve",
    description: "A WhatsApp number has registrations and deregistrations in reserve.",
    severity: "medium",
    configSchema: {
        properties: {
            registrations: {
                type: "integer",
                minimum: 0,
                maximum: REQUESTS_PER_WINDOW,
                default: defaults.registrations,
            },
            deregistrations: {
                type: "integer",
                minimum: 0,
                maximum: REQUESTS_PER_WINDOW,
                default: defaults.deregistrations,
            },
        },
    },
    validateStack: (args, reportViolation) => {
        const config = args.getConfig<BudgetReserveConfig>();
        for (const { props, urn } of args.resources.filter(isRegistration)) {
            for (const violation of reserveViolations(props, config, new Date())) {
                reportViolation(violation, urn);
            }
        }
    },
};

/** What is wrong with the budget of one registration. It finds nothing if no request is stored. */
export function reserveViolations(
    props: Properties,
    config: BudgetReserveConfig,
    now: Date,
): readonly string[] {
    const { registrations, deregistrations } = { ...defaults, ...config };
    const spent = requestsIn(props["spentRequests"]).filter(
        ({ atMs }) => atMs + WINDOW_MS > now.getTime(),
    );
    return [
        ...violationsOf("register", "registrations", { needed: registrations, spent }),
        ...violationsOf("deregister", "deregistrations", { needed: deregistrations, spent }),
    ];
}

interface Spent {
    readonly operation: unknown;
    readonly graphCode: unknown;
    /** When a request was sent, or when it was answered if that took long. */
    readonly atMs: number;
}

function violationsOf(
    operation: "register" | "deregister",
    words: string,
    { needed, spent }: { readonly needed: number; readonly spent: readonly Spent[] },
): readonly string[] {
    const own = spent.filter((request) => request.operation === operation);
    const block = own.findLast(({ graphCode }) => graphCode === BLOCKED_CODE);
    if (block !== undefined && needed > 0) {
        return [`Meta blocks its ${words} until ${endOf(block)} (code ${BLOCKED_CODE}).`];
    }
    const left = Math.max(0, REQUESTS_PER_WINDOW - own.length);
    if (left >= needed) return [];
    const [first] = own.toSorted((one, other) => one.atMs - other.atMs);
    const next = first === undefined ? "" : ` The next is free at ${endOf(first)}.`;
    return [
        `${left} of ${REQUESTS_PER_WINDOW} ${words} are left, and this rule requires ${needed}.${next}`,
    ];
}

function endOf({ atMs }: Spent): string {
    return new Date(atMs + WINDOW_MS).toISOString();
}

function requestsIn(value: unknown): readonly Spent[] {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item: unknown) => {
        if (typeof item !== "object" || item === null) return [];
        const { operation, graphCode, at, answeredAt } = item as Properties;
        const atMs = Date.parse(String(answeredAt ?? at));
        return Number.isNaN(atMs) ? [] : [{ operation, graphCode, atMs }];
    });
}
