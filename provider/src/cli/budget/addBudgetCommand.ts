import type { Command } from "commander";

import { journalFolder } from "../../journal/journalFolder";
import { RequestJournal } from "../../journal/RequestJournal";
import { commandConfiguration } from "../connection/commandConfiguration";
import { type ConnectionOptions, withGraphUrlOption } from "../connection/ConnectionOptions";
import { phoneNumberIdFrom } from "../shell/idFrom";
import { newCommand } from "../shell/newCommand";
import type { Report } from "../shell/Report";
import type { Shell } from "../shell/Shell";
import type { Surroundings } from "../shell/Surroundings";
import { WrongUse } from "../shell/WrongUse";
import { budgetReport } from "./budgetReport";
import { numberBudgetOf } from "./NumberBudget";
import { STATE_OPTION, stateIn } from "../state/stateIn";

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
        return shell.run(command, () => budgetFor(options, shell.surroundings));
    });
}

function budgetFor(options: BudgetOptions, { env, folder, now }: Surroundings): Report {
    const inStates = stateIn(options.state, folder);
    const phoneNumberIds =
        options.number?.map(phoneNumberIdFrom) ?? inStates.map((one) => one.phoneNumberId);
    if (options.number === undefined && options.state === undefined) {
        throw new WrongUse("give --number with phone number ids, --state with a file, or both.");
    }
    const { graphUrl } = commandConfiguration(options, env);
    const journal = new RequestJournal(journalFolder(env, graphUrl));
    const budgets = [...new Set(phoneNumberIds)].map((phoneNumberId) => {
        const known = inStates.filter((one) => one.phoneNumberId === phoneNumberId);
        const journalled = journal.spentRequests(phoneNumberId);
        return numberBudgetOf({ phoneNumberId, inStates: known, journalled }, now());
    });
    return budgetReport(budgets, { now: now(), graphUrl });
}
