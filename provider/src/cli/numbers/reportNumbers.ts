import type { Command } from "commander";

import { connect, type Connection, optionsOfEach, wabaIdFrom } from "../connect";
import { NumberRecords, numbersInState } from "../NumberRecords";
import type { Report } from "../Report";
import type { Shell } from "../Shell";
import { accountSources, type ReadFailure } from "../accountSources";
import { type Listing, listNumbers } from "./listNumbers";
import { type NumberRow, numberRowOf } from "./numberRow";
import { numbersReport } from "./numbersReport";
import type { NumbersOptions } from "./NumbersOptions";
import { watchNumbers } from "./watchNumbers";

/**
 * Carries out `numbers`: reads, filters, and tells.
 *
 * @returns the report; none if numbers were watched, which prints by itself.
 */
export async function reportNumbers(
    shell: Shell,
    command: Command,
    options: NumbersOptions,
): Promise<Report | undefined> {
    const wabaIds = (options.waba ?? []).map(wabaIdFrom);
    const known = knownNumbers(shell, options);
    const connections = optionsOfEach(options).map((each) => connect(shell, each));
    const { sources, failures } = await accountSources(connections, wabaIds);
    const withStorage = options.storage === true || options.region !== undefined;
    const read = async () => {
        const listing = await listNumbers(shell, sources, withStorage);
        const rows = await rowsOf(listing, { withStorage, known, connections });
        return { rows, failures: [...failures, ...listing.failures] };
    };
    if (options.watch === true) {
        const readAll = async () => (await wholeReading(read)).filter(filterOf(options));
        await watchNumbers(shell, command, {
            intervalMs: options.interval * 1000,
            read: readAll,
        });
        return undefined;
    }
    const { rows, failures: all } = await read();
    const shown = rows.filter(filterOf(options));
    const hasFilter = options.notRegistered === true || options.region !== undefined;
    const isFound = hasFilter ? shown.length > 0 : shown.some(({ registered }) => !registered);
    return numbersReport({
        rows: shown,
        failures: all,
        unlisted: wabaIds.length > 0 || all.length > 0 ? [] : unlistedOf(known, rows),
        isFound: options.check === true && isFound,
        now: shell.surroundings.now(),
    });
}

/** What a given state knows, and how to find it. */
interface KnownNumbers {
    readonly inStates: ReturnType<typeof numbersInState>;
    readonly recordsFor: ((graphUrl: string) => Promise<NumberRecords>) | undefined;
}

function knownNumbers({ surroundings }: Shell, { state }: NumbersOptions): KnownNumbers {
    const inStates = numbersInState(state, surroundings);
    if (state === undefined) return { inStates, recordsFor: undefined };
    const recordsFor = (graphUrl: string) => NumberRecords.open(surroundings, graphUrl, inStates);
    return { inStates, recordsFor };
}

interface RowContext {
    readonly withStorage: boolean;
    readonly known: KnownNumbers;
    readonly connections: readonly Connection[];
}

async function rowsOf(
    { numbers }: Listing,
    { withStorage, known, connections }: RowContext,
): Promise<readonly NumberRow[]> {
    const [first] = connections;
    const records =
        first === undefined ? undefined : await known.recordsFor?.(first.configuration.graphUrl);
    return numbers.map((number) => {
        const record = records?.budgetOf(number.phoneNumber.id);
        return numberRowOf(number, { withStorage, record });
    });
}

/** Whether to show a row. Data in an unknown place may rest anywhere. */
function filterOf({ notRegistered = false, region }: NumbersOptions): (row: NumberRow) => boolean {
    return ({ registered, dataAtRest }) =>
        (!notRegistered || !registered) &&
        (region === undefined || dataAtRest === region || dataAtRest === "unknown");
}

function unlistedOf({ inStates }: KnownNumbers, rows: readonly NumberRow[]): readonly string[] {
    const listed = new Set(rows.map(({ phoneNumberId }) => phoneNumberId));
    const ids = new Set(inStates.map(({ phoneNumberId }) => phoneNumberId));
    return [...ids].filter((id) => !listed.has(id));
}

type Reading = () => Promise<{
    readonly rows: readonly NumberRow[];
    readonly failures: readonly ReadFailure[];
}>;

/** A watch reports only complete readings: a gap would look like a change. */
async function wholeReading(read: Reading): Promise<readonly NumberRow[]> {
    const { rows, failures } = await read();
    const [first] = failures;
    if (first === undefined) return rows;
    throw first.failure;
}
