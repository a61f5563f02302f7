import { withoutUndefined } from "../../graph/jsonObject";
import { readTextFile } from "../CommandFailure";
import type { Report, Style } from "../Report";
import { tableLines } from "../tableLines";
import { type Check, type CheckedEvidence, checkEvidence } from "./checkEvidence";
import { publicKeyIn } from "./Envelope";
import { provedBy } from "./provedBy";
import { certificatesIn } from "./timeStamp";

/** The options of the command. */
export interface VerifyOptions {
    readonly publicKey?: string;
    readonly timestampCa?: string;
}

/**
 * Checks an evidence and tells what that proves.
 *
 * @param here - where the paths of options start.
 * @param folder - the evidence.
 */
export async function verifyEvidence(
    here: string,
    folder: string,
    { publicKey, timestampCa }: VerifyOptions,
): Promise<Report> {
    const textOf = (path: string, option: string) => readTextFile({ folder: here, path, option });
    const checked = await checkEvidence(
        withoutUndefined({
            folder,
            publicKey:
                publicKey === undefined
                    ? undefined
                    : publicKeyIn(textOf(publicKey, "--public-key"), publicKey),
            timestampCa:
                timestampCa === undefined
                    ? undefined
                    : certificatesIn(textOf(timestampCa, "--timestamp-ca"), timestampCa),
        }),
    );
    return verifyReport(checked);
}

function verifyReport({ checks, statement }: CheckedEvidence): Report {
    const holds = checks.every(({ outcome }) => outcome === "holds" || outcome === "absent");
    const { proved, notProved } = provedBy(checks);
    return {
        json: withoutUndefined({ holds, checks, proved, notProved, statement }),
        lines: (style) => [
            ...tableLines(["CHECK", "OUTCOME", "WHAT WAS SEEN"], checks.map(rowOf), style),
            "",
            ...(proved.length === 0 ? [style.bad("Nothing is proved.")] : [style.good("Proved:")]),
            ...proved.map((line) => `  ${line}`),
            style.doubtful("Not proved:"),
            ...notProved.map((line) => `  ${line}`),
            ...summaryLines(statement, style),
        ],
        exitCode: holds ? 0 : 1,
    };
}

function rowOf({ name, outcome, detail }: Check) {
    return [name, outcome, detail];
}

function summaryLines(statement: CheckedEvidence["statement"], style: Style): readonly string[] {
    if (statement === undefined) return [];
    const { madeAt, summary } = statement.predicate;
    return [
        style.faint(
            `It says of ${madeAt}: ${summary.agrees} of ${summary.numbers} numbers as declared, ${summary.differs} not, ${summary.unread} not read, ${summary.undeclared} with nothing to compare.`,
        ),
    ];
}
