import { countOf } from "../accountNumbers";
import { recordLines } from "../recordLines";
import { type Report, oneLine, type Style } from "../Report";
import { type TableCell, tableLines } from "../tableLines";
import type { ReadFailure } from "../accountSources";
import type { NumberRow } from "./numberRow";

/** What to report about numbers. */
export interface NumbersToTell {
    readonly rows: readonly NumberRow[];
    readonly failures: readonly ReadFailure[];
    /** Numbers of the state that no account lists. */
    readonly unlisted?: readonly string[];
    /** Whether a check found what it looks for. */
    readonly isFound?: boolean;
    readonly now: Date;
}

type Column = readonly [title: string, cell: (row: NumberRow, style: Style) => TableCell];

const COLUMNS: readonly Column[] = [
    ["ID", ({ phoneNumberId }) => phoneNumberId],
    [
        "REGISTERED",
        ({ registered }, style) => ({
            text: registered ? "yes" : "NO",
            paint: (text) => (registered ? text : style.bad(text)),
        }),
    ],
    [
        "DATA AT REST",
        ({ dataAtRest }, style) => ({
            text: dataAtRest,
            paint: (text) => (dataAtRest === "unknown" ? style.doubtful(text) : text),
        }),
    ],
    ["LEFT", leftOf],
    [
        "NUMBER",
        ({ verifiedName, displayPhoneNumber }) =>
            [verifiedName, displayPhoneNumber].filter((part) => part !== undefined).join(", "),
    ],
    ["REMARK", ({ remark }, style) => ({ text: remark, paint: (text) => style.doubtful(text) })],
];

/** Numbers as a table for each account, what could not be read, and a count. */
export function numbersReport(numbers: NumbersToTell): Report {
    const { rows, failures, unlisted = [], isFound = false } = numbers;
    return {
        json: {
            numbers: rows,
            ...(failures.length === 0 ? {} : { failures: failures.map(failureJson) }),
            ...(unlisted.length === 0 ? {} : { unlisted }),
        },
        lines: (style) => [
            ...accountTables(rows, style),
            ...remembered(numbers).map((line) => style.doubtful(line)),
            ...unlisted.map((id) =>
                style.doubtful(`${id} is in the state, and no account that was read lists it`),
            ),
            ...failures.map(({ failure }) => style.bad(oneLine(failure.message))),
            ...footerOf(rows).map((line) => style.faint(line)),
        ],
        exitCode: failures.length > 0 ? 1 : isFound ? 3 : 0,
    };
}

function failureJson({ failure, ...subject }: ReadFailure) {
    return { ...subject, error: failure.message };
}

function accountTables(rows: readonly NumberRow[], style: Style): readonly string[] {
    if (rows.length === 0) return [];
    const wabaIds = new Set(rows.map(({ wabaId }) => wabaId));
    const tables = [...wabaIds].flatMap((wabaId) => {
        const ofAccount = rows.filter((row) => row.wabaId === wabaId);
        // The account is shown above its numbers only if there are several accounts.
        if (wabaIds.size === 1) return numberTable(ofAccount, style);
        const name = ofAccount[0]?.tokenName;
        const token = name === undefined ? "" : `, token ${name}`;
        return [style.strong(`Account ${wabaId}${token}`), ...numberTable(ofAccount, style), ""];
    });
    return tables;
}

function numberTable(rows: readonly NumberRow[], style: Style): readonly string[] {
    return tableLines(
        COLUMNS.map(([title]) => title),
        rows.map((row) => COLUMNS.map(([, cellOf]) => cellOf(row, style))),
        style,
    );
}

/** How many register and deregister requests are left. */
function leftOf({ budget }: NumberRow, style: Style): TableCell {
    if (budget === undefined) return undefined;
    const { register, deregister } = budget;
    const isUsedUp = register.left === 0 || deregister.left === 0;
    return {
        text: `${register.left}/${deregister.left}`,
        paint: (text) => (isUsedUp ? style.bad(text) : text),
    };
}

function remembered({ rows, now }: NumbersToTell): readonly string[] {
    return rows.flatMap(({ refusals = [], ...row }) => recordLines({ ...row, refusals }, now));
}

function footerOf(rows: readonly NumberRow[]): readonly string[] {
    const registered = rows.filter((row) => row.registered).length;
    return [
        ...(rows.some(({ budget }) => budget !== undefined)
            ? ["LEFT: register/deregister, of ten in 72 hours, as far as is known here"]
            : []),
        `${countOf(rows.length)}, ${registered} registered`,
    ];
}
