import type { Report } from "../shell/Report";
import { tableLines, type TableRow } from "../shell/tableLines";
import type { NumberRow } from "./NumberRow";

const HEADING: TableRow = [
    "ID",
    "NUMBER",
    "NAME",
    "REGISTERED",
    "STATUS",
    "VERIFIED",
    "QUALITY",
    "REMARK",
];

// An account stands beside its numbers only where there are several.
const HEADING_WITH_ACCOUNT: TableRow = ["ACCOUNT", ...HEADING];

/** The numbers of accounts, as a table and a count. */
export function numberReport(rows: readonly NumberRow[]): Report {
    const hasAccounts = new Set(rows.map(({ wabaId }) => wabaId)).size > 1;
    const heading = hasAccounts ? HEADING_WITH_ACCOUNT : HEADING;
    const tableRowOf = (row: NumberRow): TableRow =>
        hasAccounts ? [row.wabaId ?? "", ...cellsOf(row)] : cellsOf(row);
    const registered = rows.filter((row) => row.registered).length;
    return {
        json: { numbers: rows },
        lines: (style) => [
            ...(rows.length === 0 ? [] : tableLines(heading, rows.map(tableRowOf), style)),
            style.faint(`${countOf(rows.length)}, ${registered} registered`),
        ],
        exitCode: 0,
    };
}

/** `1 number`, `2 numbers`. */
export function countOf(numbers: number): string {
    return `${numbers} number${numbers === 1 ? "" : "s"}`;
}

function cellsOf(row: NumberRow): TableRow {
    return [
        row.phoneNumberId,
        row.displayPhoneNumber ?? "",
        row.verifiedName ?? "",
        row.registered ? "yes" : "no",
        row.status ?? "",
        row.codeVerificationStatus ?? "",
        row.qualityRating ?? "",
        row.remark ?? "",
    ];
}
