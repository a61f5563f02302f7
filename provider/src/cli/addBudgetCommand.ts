import type { Command } from "commander";

import { timeAndDistance } from "../decisions/budget";
import { REQUESTS_PER_WINDOW } from "../decisions/spentRequests";
import { WrongUse } from "./CommandFailure";
import {
    commandConfiguration,
    type ConnectionOptions,
    phoneNumberIdFrom,
    withGraphUrlOption,
} from "./connect";
import { type NumberBudget, NumberRecords, numbersInState, STATE_OPTION } from "./NumberRecords";
import { type Report, tableLines, type TableRow } from "./Report";
import { newCommand, type Shell } from "./Shell";

interface BudgetOptions extends Pick<ConnectionOptions, "graphUrl"> {
    readonly number?: readonly string[];
    readonly state?: string;
}

/** Adds `budget`: what is left of the register and deregister requests. Sends nothing. */
export function addBudgetCommand(program: Command, shell: Shell): void {
    const description =
        "Count what is left of the ten register and ten deregister requests that Meta allows a number in 72 hours. Sends nothing; exits with 1 where nothing is left.";
    const command = withGraphUrlOption(newCommand(program, "budget", description))
        .option("--number <id...>", "phone number ids, digits")
        .option("--state <file>", STATE_OPTION);
    command.action(() => {
        const options = command.opts<BudgetOptions>();
        return shell.run(command, () => budgetFor(shell, options));
    });
}

async function budgetFor(shell: Shell, options: BudgetOptions): Promise<Report> {
    const { surroundings } = shell;
    const inStates = numbersInState(options.state, surroundings);
    const phoneNumberIds =
        options.number?.map(phoneNumberIdFrom) ?? inStates.map((one) => one.phoneNumberId);
    if (options.number === undefined && options.state === undefined) {
        throw new WrongUse("give --number with phone number ids, --state with a file, or both.");
    }
    const { graphUrl } = commandConfiguration(shell, options);
    const records = await NumberRecords.open(surroundings, graphUrl, inStates);
    const budgets = [...new Set(phoneNumberIds)].map((id) => records.budgetOf(id));
    return budgetReport(budgets, graphUrl, surroundings.now());
}

const OPERATIONS = ["register", "deregister"] as const;

/**
 * What is left of numbers' requests, as a table with two rows a number. Exits with 1 where one of
 * the budgets is used up or blocked.
 */
function budgetReport(numbers: readonly NumberBudget[], graphUrl: string, now: Date): Report {
    const recorded = numbers.filter((number) => number.recorded);
    const unknown = numbers.filter((number) => !number.recorded);
    const isExhausted = numbers.some(
        ({ budgets, doubt }) =>
            doubt !== undefined || OPERATIONS.some((operation) => budgets[operation].left === 0),
    );
    const heading = ["ID", "RESOURCE", "REQUESTS", "USED", "LEFT", "NEXT FREE", "BLOCKED"];
    const rows = recorded.flatMap((number) => rowsOf(number, now));
    const footer = `Of ${REQUESTS_PER_WINDOW} each in 72 hours, as far as this machine and the given state know; Meta tells nobody, and counts whoever sends.`;
    return {
        json: { numbers },
        lines: (style) => [
            ...(rows.length === 0 ? [] : tableLines(heading, rows, style)),
            ...recorded
                .flatMap((number) => [...doubtsOf(number), ...refusalsOf(number, now)])
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

function refusalsOf({ phoneNumberId, refusals }: NumberBudget, now: Date): readonly string[] {
    return refusals.map(({ operation, until, message }) => {
        const words = message === undefined ? "" : ` ${message}`;
        return `${phoneNumberId}: ${operation} was refused and is tried again at ${timeAndDistance(until, now)}.${words}`;
    });
}

function doubtsOf({ phoneNumberId, doubt }: NumberBudget): readonly string[] {
    return doubt === undefined
        ? []
        : [`${phoneNumberId}: nothing is sent now: ${doubt.cause}. ${doubt.nextStep}.`];
}

function unknownLine({ phoneNumberId }: NumberBudget, graphUrl: string): string {
    return `${phoneNumberId}: no record of this number on this machine for ${graphUrl}. Give --graph-url where its stack sets whatsapp:graphUrl, or --state with the file of "pulumi stack export".`;
}
