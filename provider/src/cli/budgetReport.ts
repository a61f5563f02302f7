import { timeAndDistance } from "../decisions/budget";
import { REQUESTS_PER_WINDOW } from "../decisions/spentRequests";
import type { NumberBudget } from "./NumberRecords";
import { recordLines } from "./recordLines";
import type { Report } from "./Report";
import { tableLines, type TableRow } from "./tableLines";

const OPERATIONS = ["register", "deregister"] as const;

/**
 * What is left of numbers' requests, as a table with two rows for each number. Exits with 1 if a
 * budget is used up or blocked, or if nothing is sent for a number.
 */
export function budgetReport(
    numbers: readonly NumberBudget[],
    graphUrl: string,
    now: Date,
): Report {
    const recorded = numbers.filter((number) => number.recorded);
    const unknown = numbers.filter((number) => !number.recorded);
    const isExhausted = numbers.some(
        ({ budgets, doubt }) =>
            doubt !== undefined || OPERATIONS.some((operation) => budgets[operation].left === 0),
    );
    const heading = ["ID", "RESOURCE", "REQUESTS", "USED", "LEFT", "NEXT FREE", "BLOCKED"];
    const rows = recorded.flatMap((number) => rowsOf(number, now));
    const footer = `Of ${REQUESTS_PER_WINDOW} each in 72 hours, as far as this machine and the given state know. Meta does not show its own count, which includes everybody's requests.`;
    return {
        json: { numbers },
        lines: (style) => [
            ...(rows.length === 0 ? [] : tableLines(heading, rows, style)),
            ...recorded
                .flatMap((number) => recordLines(number, now))
                .map((line) => style.doubtful(line)),
            ...(rows.length === 0 ? [] : [style.faint(footer)]),
            ...unknown.map((number) => style.doubtful(unknownLine(number, graphUrl))),
        ],
        exitCode: isExhausted ? 1 : 0,
    };
}

function rowsOf({ phoneNumberId, name, budgets }: NumberBudget, now: Date): readonly TableRow[] {
    return OPERATIONS.map((operation, index) => {
        const { used, left, nextSlotAt, blockedUntil } = budgets[operation];
        const owner = index === 0 ? [phoneNumberId, name] : [undefined, undefined];
        const later = nextSlotAt === undefined ? undefined : timeAndDistance(nextSlotAt, now);
        const block = blockedUntil === undefined ? undefined : `until ${blockedUntil}`;
        return [...owner, operation, `${used}`, `${left}`, left > 0 ? "now" : later, block];
    });
}

function unknownLine({ phoneNumberId }: NumberBudget, graphUrl: string): string {
    return `${phoneNumberId}: no record of this number on this machine for ${graphUrl}. Give --graph-url if its stack sets whatsapp:graphUrl, or --state with the file of "pulumi stack export".`;
}
