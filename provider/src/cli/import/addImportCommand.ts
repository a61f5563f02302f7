import type { Command } from "commander";

import { connect, type ConnectionOptions, withConnectionOptions } from "../connect";
import { NumberRecords } from "../NumberRecords";
import type { Report } from "../Report";
import { newCommand, type Shell } from "../Shell";
import { importPlanOf } from "./importPlanOf";
import { importReport } from "./importReport";
import { numbersToImport } from "./numbersToImport";
import { selectedNumbers } from "./selectedNumbers";
import { type SelectionOptions, selectionFrom } from "./selectionFrom";
import { importFilesIn, refuseToOverwrite, writeImport } from "./writeImport";

interface ImportOptions extends ConnectionOptions, SelectionOptions {
    readonly output: string;
    readonly overwrite?: boolean;
}

/** Adds `import`: writes what `pulumi import` needs for numbers that are registered already. */
export function addImportCommand(program: Command, shell: Shell): void {
    const description =
        'Write a file for "pulumi import" and the program that declares the same numbers. Reads at Meta and changes nothing there; no PIN is read or written.';
    const command = withConnectionOptions(newCommand(program, "import", description))
        .option("--waba <id...>", "all numbers of these accounts")
        .option("--file <file>", "all numbers of the accounts in a file, an id a line")
        .option("--number <id...>", "these numbers")
        .option("--all", "all numbers of all accounts that the token names")
        .option("--output <folder>", "folder for import.json and registrations.ts", ".")
        .option("--overwrite", "write over files that are there");
    command.action(() => {
        const options = command.opts<ImportOptions>();
        return shell.run(command, () => importNumbers(shell, options));
    });
}

async function importNumbers(shell: Shell, options: ImportOptions): Promise<Report> {
    const { folder } = shell.surroundings;
    const selection = selectionFrom(options, folder);
    const { output, overwrite = false, tokenName } = options;
    const target = { folder, output, overwrite };
    refuseToOverwrite(target);
    const { calls, configuration, token } = connect(shell, options);
    const records = new NumberRecords(shell.surroundings, configuration.graphUrl);
    const { numbers, leftOut } = await selectedNumbers(shell, calls, {
        ...selection,
        ...(options.all === true ? { allOf: token.accessToken } : {}),
    });
    const spentRequests = (phoneNumberId: string) => records.journalled(phoneNumberId);
    const plan = importPlanOf(
        await numbersToImport(shell, numbers, { calls, spentRequests }),
        tokenName,
    );
    if (plan.imported.length > 0) writeImport(target, plan.imported);
    const all = { ...plan, leftOut: [...plan.leftOut, ...leftOut] };
    return importReport(all, importFilesIn(target));
}
