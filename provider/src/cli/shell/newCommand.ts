import type { Command } from "commander";

const EXIT_CODES = `
Exit codes:
  0  all is well
  1  something was found, or the command failed
  2  wrong use: an option or argument that cannot be used`;

/**
 * Adds a command with what all of them share: `--json` and the exit codes in its help.
 *
 * @param description - its help; the first sentence stands in the list of commands.
 */
export function newCommand(program: Command, name: string, description: string): Command {
    return program
        .command(name)
        .summary(description.replace(/\. .*$/, ""))
        .description(description)
        .option("--json", "print the result as JSON")
        .allowExcessArguments(false)
        .addHelpText("after", EXIT_CODES);
}
