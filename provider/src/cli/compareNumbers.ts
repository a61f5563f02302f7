import { withoutUndefined } from "../graph/jsonObject";
import { linesOfNumbers } from "../numbers/located";
import type { NumberEntry } from "../numbers/NumberEntry";
import { countOf, labelOf } from "./accountNumbers";
import { CommandFailure, readTextFile } from "./CommandFailure";
import type { ConnectionOptions } from "./connect";
import { type AccountToList, DeclaredNumbersReader } from "./DeclaredNumbersReader";
import { differencesOf, type NumberDifference } from "./numberDifferences";
import { numbersFileIn } from "./numbersFileIn";
import { inParallel } from "./inParallel";
import type { Report } from "./Report";
import type { Shell } from "./Shell";
import { tableLines } from "./tableLines";

/** What is compared. */
export interface Comparison {
    /** The numbers file, as its user named it. */
    readonly path: string;
    /** More accounts than the file names, in which to look for undeclared numbers. */
    readonly wabaIds: readonly string[];
    readonly connection: ConnectionOptions;
}

/**
 * Compares a numbers file with the accounts: looks for each declared number and its storage, and
 * for the entry of each number of an account. A token that cannot be used does not stop the numbers
 * of other tokens.
 *
 * @throws CommandFailure for a file that cannot be used, and for an account of `--waba` that cannot
 * be listed.
 */
export async function compareNumbers(shell: Shell, comparison: Comparison): Promise<Report> {
    const { path, wabaIds, connection } = comparison;
    const { folder } = shell.surroundings;
    const text = readTextFile({ folder, path, option: "--numbers" });
    const { entries } = numbersFileIn(text, path);
    const reader = new DeclaredNumbersReader(shell, connection);
    for (const account of accountsToList(entries, comparison)) {
        await reader.list(account);
        const failure = reader.failures.get(account.wabaId);
        const isNamed = wabaIds.includes(account.wabaId);
        if (failure !== undefined && isNamed) throw new CommandFailure(`use --waba`, failure);
    }
    const differences = await inParallel(entries, async (entry) =>
        differencesOf(entry, await reader.read(entry)),
    );
    const all = [...differences.flat(), ...undeclared(reader, entries)];
    return comparisonReport(all, { path, entries, lines: linesOfNumbers(text, entries.length) });
}

/** The accounts, each once: those of the entries with their tokens, then those of `--waba`. */
function accountsToList(
    entries: readonly NumberEntry[],
    { wabaIds, connection }: Comparison,
): readonly AccountToList[] {
    const named = wabaIds.map((wabaId) => ({ wabaId, tokenName: undefined }));
    const accounts = new Map<string, AccountToList>();
    for (const { wabaId, tokenName = connection.tokenName } of [...entries, ...named]) {
        if (wabaId === undefined || accounts.has(wabaId)) continue;
        accounts.set(wabaId, { wabaId, tokenName });
    }
    return [...accounts.values()];
}

function undeclared(
    { listed }: DeclaredNumbersReader,
    entries: readonly NumberEntry[],
): readonly NumberDifference[] {
    const declared = new Set(entries.map(({ phoneNumberId }) => phoneNumberId));
    return listed
        .filter(({ id }) => !declared.has(id))
        .map((number) => ({
            phoneNumberId: number.id,
            kind: "undeclared",
            detail: `${labelOf(number)}, account ${number.wabaId ?? "unknown"}`,
        }));
}

/** The words of the table; those of `--json` are the kinds. */
const WORDS: Readonly<Record<NumberDifference["kind"], string>> = {
    missing: "missing",
    undeclared: "undeclared",
    account: "other account",
    notRegistered: "not registered",
    outOfReach: "out of reach",
    storage: "other storage",
    unread: "not read",
};

interface ComparedFile {
    readonly path: string;
    readonly entries: readonly NumberEntry[];
    /** The line of each entry. */
    readonly lines: readonly number[];
}

function comparisonReport(
    differences: readonly NumberDifference[],
    { path, entries, lines }: ComparedFile,
): Report {
    const places = new Map(
        entries.map(({ phoneNumberId, name }, index) => [
            phoneNumberId,
            { name, line: lines[index] },
        ]),
    );
    const rows = differences.map((one) =>
        withoutUndefined({ ...one, ...places.get(one.phoneNumberId) }),
    );
    const isDeclared = ({ phoneNumberId }: NumberDifference): boolean => places.has(phoneNumberId);
    const differing = new Set(differences.filter(isDeclared).map((one) => one.phoneNumberId));
    const others = differences.length - differences.filter(isDeclared).length;
    const summary = `${countOf(entries.length)} in ${path}: ${entries.length - differing.size} as declared, ${differing.size} not; ${others} undeclared`;
    return {
        json: { declared: entries.length, differences: rows },
        lines: (style) => [
            ...(rows.length === 0
                ? []
                : tableLines(
                      ["LINE", "NAME", "ID", "DIFFERENCE", "WHAT IS THERE"],
                      rows.map(({ line, name, phoneNumberId, kind, detail }) => [
                          line === undefined ? "" : String(line),
                          name,
                          phoneNumberId,
                          WORDS[kind],
                          detail,
                      ]),
                      style,
                  )),
            style.faint(summary),
        ],
        exitCode: rows.length === 0 ? 0 : 1,
    };
}
