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

/** The numbers of accounts, as a table and a count. */
export function numberReport(rows: readonly NumberRow[]): Report {
    const registered = rows.filter((row) => row.registered).length;
    return {
        json: { numbers: rows },
        lines: (style) => [
            ...(rows.length === 0 ? [] : tableLines(HEADING, rows.map(cellsOf), style)),
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
