import type { Command } from "commander";

import { WrongUse } from "./CommandFailure";
import {
    commandConfiguration,
    type ConnectionOptions,
    phoneNumberIdFrom,
    withGraphUrlOption,
} from "./connect";
import { NumberRecords, numbersInState, STATE_OPTION } from "./NumberRecords";
import type { Report } from "./Report";
import { newCommand, type Shell } from "./Shell";

interface BudgetOptions extends Pick<ConnectionOptions, "graphUrl"> {
    readonly number?: readonly string[];
    readonly state?: string;
}

/** Adds `budget`: what is left of the register and deregister requests. Sends nothing. */
export function addBudgetCommand(program: Command, shell: Shell): void {
    const description =
        "Count what is left of the ten register and ten deregister requests that Meta allows a number in 72 hours. Sends nothing; exits with 1 if nothing is left.";
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
    // Loaded where there is a table to show.
    const { budgetReport } = await import("./budgetReport");
    return budgetReport(budgets, graphUrl, surroundings.now());
}
