import { type Command, Option } from "commander";

import { journalFolder } from "../../journal/journalFolder";
import { RequestJournal } from "../../journal/RequestJournal";
import { STATE_OPTION, stateIn } from "../state/stateIn";
import { commandConfiguration } from "../connection/commandConfiguration";
import { commandToken } from "../connection/commandToken";
import { transportFor } from "../connection/connect";
import { type ConnectionOptions, withConnectionOptions } from "../connection/ConnectionOptions";
import { phoneNumberIdFrom, wabaIdFrom } from "../shell/idFrom";
import { newCommand } from "../shell/newCommand";
import type { Report } from "../shell/Report";
import type { Shell } from "../shell/Shell";
import { diagnose } from "./diagnose";
import { doctorReport } from "./doctorReport";
import { examine } from "./examine";
import { memoryOf } from "./memoryOf";

interface DoctorOptions extends ConnectionOptions {
    readonly waba?: readonly string[];
    readonly number?: readonly string[];
    readonly withBackup?: boolean;
    readonly state?: string;
}

/** Adds `doctor`: what would stop a registration now, the cause in its first line. */
export function addDoctorCommand(program: Command, shell: Shell): void {
    const description =
        "Look at the token, the Graph version, accounts and numbers, and say what would stop a registration now. Reads only; exits with 1 where there is a problem.";
    const command = withConnectionOptions(newCommand(program, "doctor", description))
        .option("--waba <id...>", "look at these accounts (default: those that the token names)")
        .option("--number <id...>", "look at these numbers, and at nothing that they do not need")
        .option("--state <file>", STATE_OPTION)
        .option("--with-backup", "the program declares a backup: numbers may be On-Premises still")
        .addOption(
            new Option("--local-storage-recipe <recipe>", "as whatsapp:localStorageRecipe")
                .choices(["auto", "settings", "register"])
                .default("auto"),
        );
    command.action(() => {
        const options = command.opts<DoctorOptions>();
        return shell.run(command, () => consult(shell, options));
    });
}

async function consult(shell: Shell, options: DoctorOptions): Promise<Report> {
    const { env, folder, now } = shell.surroundings;
    const inStates = stateIn(options.state, folder);
    const configuration = commandConfiguration(options, env);
    const finding = commandToken(options.tokenName, shell);
    const calls =
        finding.kind === "missing" ? undefined : transportFor(shell, configuration, finding.token);
    const journal = new RequestJournal(journalFolder(env, configuration.graphUrl));
    const journalled = journal.spentRequests.bind(journal);
    const facts = await examine(calls, {
        finding,
        configuration,
        wabaIds: (options.waba ?? []).map(wabaIdFrom),
        phoneNumberIds: (options.number ?? []).map(phoneNumberIdFrom),
        hasBackup: options.withBackup ?? false,
        now: now(),
        remembered: memoryOf({ inStates, journalled, now: now() }),
    });
    return doctorReport(diagnose(facts));
}
