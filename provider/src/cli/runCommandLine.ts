import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Command, CommanderError } from "commander";

import { addBudgetCommand } from "./budget/addBudgetCommand";
import { addDoctorCommand } from "./doctor/addDoctorCommand";
import { addExplainCommand } from "./explain/addExplainCommand";
import { textOf } from "../graph/jsonObject";
import { addImportCommand } from "./import/addImportCommand";
import { addNumbersCommand } from "./numbers/addNumbersCommand";
import { Shell } from "./shell/Shell";
import type { Surroundings } from "./shell/Surroundings";
import { addVerifyCommand } from "./verify/addVerifyCommand";

const DESCRIPTION = `Looks after WhatsApp Business phone numbers that Pulumi registers.

Commands read and change nothing at Meta, except "verify". The access token comes from the environment: WHATSAPP_ACCESS_TOKEN, or WHATSAPP_ACCESS_TOKEN_<NAME> with --token-name <name>.`;

/**
 * Carries out one command line.
 *
 * @param args - the arguments after the name of the program.
 * @returns the exit code: 0 all is well, 1 something was found or failed, 2 wrong use.
 */
export async function runCommandLine(
    args: readonly string[],
    surroundings: Surroundings,
): Promise<0 | 1 | 2> {
    const shell = new Shell(surroundings);
    try {
        await newProgram(shell).parseAsync(args, { from: "user" });
    } catch (thrown) {
        // The parser has said what is wrong already; help that was asked for ends so too.
        if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
        shell.surroundings.stderr.write(`${unexpected(thrown)}\n`);
        return 1;
    }
    return shell.exitCode;
}

function newProgram(shell: Shell): Command {
    const { stdout, stderr } = shell.surroundings;
    const program = new Command("pulumi-whatsapp")
        .description(DESCRIPTION)
        .version(packageVersion())
        .exitOverride()
        .configureOutput({ writeOut: stdout.write, writeErr: stderr.write })
        .showHelpAfterError("Add --help to see what can be used.");
    addExplainCommand(program, shell);
    addVerifyCommand(program, shell);
    addNumbersCommand(program, shell);
    addBudgetCommand(program, shell);
    addImportCommand(program, shell);
    addDoctorCommand(program, shell);
    return program;
}

/** The version of this package; its manifest is two folders up from here, compiled or not. */
function packageVersion(): string {
    const manifest = readFileSync(join(__dirname, "../../package.json"), "utf8");
    return textOf(JSON.parse(manifest), "version") ?? "unknown";
}

function unexpected(thrown: unknown): string {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return `Cannot finish the command: ${reason}`;
}
