import { type Command, InvalidArgumentError } from "commander";

import { isRegistered, outOfReach } from "../decisions/registrationStatus";
import type { PhoneNumber } from "../graph/phoneNumber";
import { withoutUndefined } from "../graph/jsonObject";
import { accountNumbers, countOf } from "./accountNumbers";
import { CommandFailure, WrongUse } from "./CommandFailure";
import { connect, type ConnectionOptions, wabaIdFrom, withConnectionOptions } from "./connect";
import { type Report, tableLines } from "./Report";
import { newCommand, type Shell } from "./Shell";

interface NumbersOptions extends ConnectionOptions {
    readonly waba?: readonly string[];
    readonly numbers?: string;
    readonly watch?: boolean;
    readonly interval: number;
}

// An account without a registered number may be asked 200 times an hour (Meta's page about the
// platform, read 2026-11-22): a reading every 20 seconds leaves a little.
const SHORTEST_INTERVAL_SECONDS = 20;

/** Adds `numbers`: the phone numbers of accounts and how they read. */
export function addNumbersCommand(program: Command, shell: Shell): void {
    const description = "List the phone numbers of accounts and whether they are registered.";
    const command = withConnectionOptions(newCommand(program, "numbers", description))
        .option("--waba <id...>", "ids of the WhatsApp Business accounts, digits")
        .option("--numbers <file>", "compare the accounts with this numbers file")
        .option("--watch", "read again and again, and print what changes, until interrupted")
        .option("--interval <seconds>", "pause between two readings of --watch", secondsFrom, 30);
    command.action(() => {
        const options = command.opts<NumbersOptions>();
        return shell.run(command, async () => {
            const wabaIds = (options.waba ?? []).map(wabaIdFrom);
            if (options.numbers !== undefined) return compared(shell, options, wabaIds);
            if (wabaIds.length === 0) throw new WrongUse("give --waba, --numbers or both.");
            const { calls } = connect(shell, options);
            const read = async () => (await accountNumbers(shell, calls, wabaIds)).map(numberRowOf);
            if (options.watch !== true) return numberReport(await read());
            await watchNumbers(shell, command, { intervalMs: options.interval * 1000, read });
            return undefined;
        });
    });
}

/** Loads the library that reads such files for the commands that do. */
async function compared(
    shell: Shell,
    { numbers: path = "", ...connection }: NumbersOptions,
    wabaIds: readonly string[],
): Promise<Report> {
    if (connection.watch === true) throw new WrongUse("--watch and --numbers exclude each other.");
    const { compareNumbers } = await import("./compareNumbers");
    return compareNumbers(shell, { path, wabaIds, connection });
}

function secondsFrom(text: string): number {
    const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (seconds >= SHORTEST_INTERVAL_SECONDS) return seconds;
    throw new InvalidArgumentError(`Write whole seconds, ${SHORTEST_INTERVAL_SECONDS} or more.`);
}

type NumberRow = ReturnType<typeof numberRowOf>;

/** One number as the table and `--json` show it. */
function numberRowOf(reading: PhoneNumber) {
    return withoutUndefined({
        phoneNumberId: reading.id,
        wabaId: reading.wabaId,
        displayPhoneNumber: reading.displayPhoneNumber,
        verifiedName: reading.verifiedName,
        registered: isRegistered(reading),
        status: reading.status,
        platformType: reading.platformType ?? reading.hostPlatform,
        codeVerificationStatus: reading.codeVerificationStatus,
        qualityRating: reading.qualityRating,
        remark: remarkOf(reading),
    });
}

/** What sets a number apart; undefined where nothing does. */
function remarkOf(reading: PhoneNumber): string | undefined {
    switch (outOfReach(reading)) {
        case "coexistence":
            return "also in the WhatsApp Business app";
        case "onPremises":
            return "on the On-Premises API";
        case "lost":
            return "moved, deleted or banned";
        case undefined:
            return reading.newNameStatus === "APPROVED"
                ? "an approved name waits for a registration"
                : undefined;
    }
}

type Column = readonly [title: string, cell: (row: NumberRow) => string | undefined];

const COLUMNS: readonly Column[] = [
    ["ID", ({ phoneNumberId }) => phoneNumberId],
    ["NUMBER", ({ displayPhoneNumber }) => displayPhoneNumber],
    ["NAME", ({ verifiedName }) => verifiedName],
    ["REGISTERED", ({ registered }) => (registered ? "yes" : "no")],
    ["STATUS", ({ status }) => status],
    ["VERIFIED", ({ codeVerificationStatus }) => codeVerificationStatus],
    ["QUALITY", ({ qualityRating }) => qualityRating],
    ["REMARK", ({ remark }) => remark],
];

/** The numbers of accounts, as a table and a count. */
function numberReport(rows: readonly NumberRow[]): Report {
    // An account stands beside its numbers only where there are several.
    const hasAccounts = new Set(rows.map(({ wabaId }) => wabaId)).size > 1;
    const account: Column = ["ACCOUNT", ({ wabaId }) => wabaId];
    const columns = hasAccounts ? [account, ...COLUMNS] : COLUMNS;
    const heading = columns.map(([title]) => title);
    const table = rows.map((row) => columns.map(([, cellOf]) => cellOf(row)));
    const registered = rows.filter((row) => row.registered).length;
    return {
        json: { numbers: rows },
        lines: (style) => [
            ...(rows.length === 0 ? [] : tableLines(heading, table, style)),
            style.faint(`${countOf(rows.length)}, ${registered} registered`),
        ],
        exitCode: 0,
    };
}

interface Watch {
    /** Between two readings, in milliseconds. */
    readonly intervalMs: number;
    readonly read: () => Promise<readonly NumberRow[]>;
}

/** How numbers read last, by phone number id. */
type Earlier = ReadonlyMap<string, string>;

/**
 * Reads numbers again and again until it is interrupted, and prints them whenever something has
 * changed: the first time all of them, then those that read otherwise. A later reading that fails
 * is told and tried again: whoever watches waits for something.
 *
 * @throws CommandFailure where the first reading fails.
 */
async function watchNumbers(
    shell: Shell,
    command: Command,
    { intervalMs, read }: Watch,
): Promise<void> {
    const { nextInterrupt, sleep } = shell.surroundings;
    const signal = nextInterrupt();
    let before: Earlier | undefined;
    while (!signal.aborted) {
        const rows = before === undefined ? await read() : await readAgain(shell, read);
        if (rows !== undefined) {
            const report = changeReport(shell, rows, before);
            if (report !== undefined) shell.print(command, report);
            before = new Map(rows.map((row) => [row.phoneNumberId, JSON.stringify(row)]));
        }
        await sleep(intervalMs, signal);
    }
}

async function readAgain(
    shell: Shell,
    read: Watch["read"],
): Promise<readonly NumberRow[] | undefined> {
    try {
        return await read();
    } catch (thrown) {
        if (!(thrown instanceof CommandFailure)) throw thrown;
        shell.progress(`${thrown.message} Still watching.`);
        return undefined;
    }
}

/** What has changed; undefined where nothing has. */
function changeReport(
    shell: Shell,
    rows: readonly NumberRow[],
    before: Earlier | undefined,
): Report | undefined {
    const at = shell.surroundings.now().toISOString();
    const changed = rows.filter((row) => before?.get(row.phoneNumberId) !== JSON.stringify(row));
    const listed = new Set(rows.map(({ phoneNumberId }) => phoneNumberId));
    const gone = [...(before?.keys() ?? [])].filter((id) => !listed.has(id));
    if (before !== undefined && changed.length + gone.length === 0) return undefined;
    if (before !== undefined) shell.progress(`Changed at ${at}:`);
    const { lines, ...report } = numberReport(changed);
    return {
        ...report,
        json: { at, numbers: changed, gone },
        lines: (style) => [
            ...(before === undefined || changed.length > 0 ? lines(style) : []),
            ...gone.map((id) => style.doubtful(`${id} is no longer listed`)),
        ],
        isOneOfMany: true,
    };
}
