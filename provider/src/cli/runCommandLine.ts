import { Command, CommanderError } from "commander";

import { SecretMask } from "./SecretMask";
import { addBudgetCommand } from "./addBudgetCommand";
import { addCompletionCommand } from "./addCompletionCommand";
import { addDoctorCommand } from "./doctor/addDoctorCommand";
import { addExplainCommand } from "./addExplainCommand";
import { addImportCommand } from "./addImportCommand";
import { addNumbersCommand } from "./addNumbersCommand";
import { addJournalCommand } from "./journal/addJournalCommand";
import { addReviewCommand } from "./review/addReviewCommand";
import { addVerifyCommand } from "./addVerifyCommand";
import { addEvidenceCommand } from "./evidence/addEvidenceCommand";
import { packageVersion } from "./packageVersion";
import type { ExitCode } from "./Report";
import { secretsInRefused } from "./secretsIn";
import { Shell, type Surroundings } from "./Shell";

const DESCRIPTION = `Looks after WhatsApp Business phone numbers that Pulumi registers.

Commands read and change nothing at Meta, except "verify". The access token comes from the environment: WHATSAPP_ACCESS_TOKEN, or WHATSAPP_ACCESS_TOKEN_<NAME> with --token-name <name>.

Begin with "npx pulumi-whatsapp doctor".`;

// In the order of the help.
const COMMANDS: readonly ((program: Command, shell: Shell) => void)[] = [
    addDoctorCommand,
    addNumbersCommand,
    addImportCommand,
    addVerifyCommand,
    addBudgetCommand,
    addReviewCommand,
    addJournalCommand,
    addEvidenceCommand,
    addExplainCommand,
    addCompletionCommand,
];

/**
 * Carries out one command line.
 *
 * @param args - the arguments after the name of the program.
 * @returns the exit code.
 */
export async function runCommandLine(
    args: readonly string[],
    surroundings: Surroundings,
): Promise<ExitCode> {
    const shell = new Shell(surroundings, args);
    const parsing = {
        isJson: args.includes("--json"),
        refused: new SecretMask(secretsInRefused(args)),
    };
    try {
        await newProgram(shell, parsing).parseAsync(args, { from: "user" });
        return shell.exitCode;
    } catch (thrown) {
        if (thrown instanceof CommanderError) return endOfParsing(shell, thrown, parsing);
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        const message = `Cannot finish the command: ${reason}`;
        if (parsing.isJson) shell.printError(message);
        else shell.progress(message);
        return 1;
    }
}

interface Parsing {
    readonly isJson: boolean;
    /** Keeps out of words what was refused, which the parser repeats. */
    readonly refused: SecretMask;
}

function newProgram(shell: Shell, { isJson, refused }: Parsing): Command {
    const { stdout, stderr } = shell.surroundings;
    const writeErr = (text: string): void => {
        if (!isJson) stderr.write(refused.mask(text));
    };
    const program = new Command("pulumi-whatsapp")
        .description(DESCRIPTION)
        .version(packageVersion())
        // An option belongs to the command that it stands behind: "evidence verify … --json".
        .enablePositionalOptions()
        .exitOverride()
        .configureOutput({ writeOut: stdout.write, writeErr })
        .showHelpAfterError("Add --help to see what can be used.");
    for (const addCommand of COMMANDS) addCommand(program, shell);
    return program;
}

/** The parser has said to a person already what is wrong; help that was asked for ends so too. */
function endOfParsing(
    shell: Shell,
    { exitCode, message }: CommanderError,
    { isJson, refused }: Parsing,
): 0 | 2 {
    if (exitCode === 0) return 0;
    if (isJson) shell.printError(refused.mask(message.replace(/^error: /, "")));
    return 2;
}
