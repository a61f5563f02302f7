import type { Command } from "commander";

import { newCommand, type Shell } from "../Shell";
import { withGraphUrlOption } from "../connect";
import { exportJournal, type ExportOptions } from "./exportJournal";
import { importJournal, type ImportOptions } from "./importJournal";

/** Adds `journal export` and `journal import`: the journal for machines that do not last. */
export function addJournalCommand(program: Command, shell: Shell): void {
    const journal = program
        .command("journal")
        .summary("Take the journal of requests from one machine to another")
        .description("Take the journal of requests from one machine to another. Sends nothing.");
    const exporting = withGraphUrlOption(
        newCommand(
            journal,
            "export",
            "Write what was sent for every number, as lines of JSON, without secrets. Exits with 1 if a file of the journal cannot be read.",
        ),
    ).option("--output <file>", "where to write (default: stdout)");
    exporting.action(() =>
        shell.run(exporting, () => exportJournal(shell, exporting.opts<ExportOptions>())),
    );
    const importing = withGraphUrlOption(
        newCommand(
            journal,
            "import",
            "Add an export to the journal of this machine. Adds what is missing and removes nothing; you may import the same export twice.",
        ),
    )
        .argument("<file>", 'what "journal export" wrote')
        .option("--allow-missing", "succeed without a file: the first run of a pipeline has none");
    importing.action((file: string) =>
        shell.run(importing, () => importJournal(shell, file, importing.opts<ImportOptions>())),
    );
}
