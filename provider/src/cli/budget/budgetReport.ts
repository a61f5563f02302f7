import { type Budget, timeAndDistance } from "../../decisions/budget";
import { REQUESTS_PER_WINDOW } from "../../decisions/spentRequests";
import type { Report } from "../shell/Report";
import type { Style } from "../shell/Style";
import { tableLines, type TableRow } from "../shell/tableLines";
import type { NumberBudget } from "./NumberBudget";

const HEADING: TableRow = ["ID", "RESOURCE", "REQUESTS", "USED", "LEFT", "NEXT FREE", "BLOCKED"];

/** What the figures depend on. */
export interface Circumstances {
    /** The time to judge by. */
    readonly now: Date;
    /** The Graph API whose journal was read. */
    readonly graphUrl: string;
}

const OPERATIONS = ["register", "deregister"] as const;

/**
 * What is left of numbers' requests, as a table with two rows a number. Exits with 1 where one of
 * the budgets is used up or blocked.
 */
export function budgetReport(
    numbers: readonly NumberBudget[],
    circumstances: Circumstances,
): Report {
    const recorded = numbers.filter((number) => number.recorded);
    const unknown = numbers.filter((number) => !number.recorded);
    const isExhausted = numbers.some(({ budgets }) =>
        OPERATIONS.some((operation) => budgets[operation].left === 0),
    );
    return {
        json: { numbers },
        lines: (style) => [
            ...(recorded.length === 0 ? [] : recordedLines(recorded, circumstances, style)),
            ...unknown.map(({ phoneNumberId }) =>
                style.doubtful(unknownLine(phoneNumberId, circumstances)),
            ),
        ],
        exitCode: isExhausted ? 1 : 0,
    };
}

function recordedLines(
    numbers: readonly NumberBudget[],
    { now }: Circumstances,
    style: Style,
): readonly string[] {
    return [
        ...tableLines(
            HEADING,
            numbers.flatMap((number) => rowsOf(number, now)),
            style,
        ),
        ...numbers.flatMap((number) => refusalLines(number, { now, style })),
        style.faint(
            `Of ${REQUESTS_PER_WINDOW} each in 72 hours, as far as this machine and the given state know; Meta tells nobody, and counts whoever sends.`,
        ),
    ];
}

function unknownLine(phoneNumberId: string, { graphUrl }: Circumstances): string {
    return `${phoneNumberId}: no record of this number on this machine for ${graphUrl}. Give --graph-url where its stack sets whatsapp:graphUrl, or --state with the file of "pulumi stack export".`;
}

function rowsOf({ phoneNumberId, name, budgets }: NumberBudget, now: Date): readonly TableRow[] {
    return OPERATIONS.map((operation, index) => {
        const budget = budgets[operation];
        const owner = index === 0 ? [phoneNumberId, name ?? ""] : ["", ""];
        const next = budget.left > 0 ? "now" : timeOf(budget.nextSlotAt, now);
        return [...owner, operation, `${budget.used}`, `${budget.left}`, next, blockOf(budget)];
    });
}

function timeOf(at: string | undefined, now: Date): string {
    return at === undefined ? "" : timeAndDistance(at, now);
}

function blockOf({ blockedUntil }: Budget): string {
    return blockedUntil === undefined ? "" : `until ${blockedUntil}`;
}

function refusalLines(
    { phoneNumberId, refusals }: NumberBudget,
    { now, style }: { readonly now: Date; readonly style: Style },
): readonly string[] {
    return refusals.map(({ operation, until, message }) => {
        const words = message === undefined ? "" : ` ${message}`;
        return style.doubtful(
            `${phoneNumberId}: ${operation} was refused and is tried again at ${timeAndDistance(until, now)}.${words}`,
        );
    });
}
