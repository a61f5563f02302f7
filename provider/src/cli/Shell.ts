import type { Command } from "commander";

import { SecretMask } from "./SecretMask";
import { CommandFailure, WrongUse } from "./CommandFailure";
import { type ExitCode, type Report, Style } from "./Report";
import { secretsIn } from "./secretsIn";

/** Where a command writes. */
export interface Output {
    /** Whether a person sees it at once; absent for files and pipes. */
    readonly isTerminal: boolean | undefined;
    /** How many characters fit into a line of the terminal; absent if unknown. */
    readonly columns?: number | undefined;
    /** Writes a text as it is. */
    readonly write: (text: string) => void;
}

/** What a command knows of the process around it. */
export interface Surroundings {
    /** The environment variables. */
    readonly env: Readonly<Record<string, string | undefined>>;
    /** The folder that relative paths start from. */
    readonly folder: string;
    /** Where results go. */
    readonly stdout: Output;
    /** Where progress and errors go. */
    readonly stderr: Output;
    /** The time. */
    readonly now: () => Date;
    /** Waits, or returns early when the signal is aborted. */
    readonly sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
    /**
     * From now on the next interrupt aborts the signal and does not end the process; for commands
     * that run until then.
     */
    readonly nextInterrupt: () => AbortSignal;
}

// The usual width of terminals, mails and issues.
const USUAL_COLUMNS = 80;

// Whatever else is forgotten, these never reach a screen or a log of a pipeline.
const SECRET_VARIABLES = /^WHATSAPP_(ACCESS_TOKEN|APP_SECRET)/;

/** Prints what commands report, and remembers the exit code. */
export class Shell {
    /** The process around, with secrets masked in whatever is written. */
    readonly surroundings: Surroundings;
    /** The arguments after the name of the program, as they were given. */
    readonly args: readonly string[];
    readonly #secrets: string[];
    #exitCode: ExitCode = 0;

    constructor(surroundings: Surroundings, args: readonly string[]) {
        this.args = args;
        const variables = Object.entries(surroundings.env)
            .filter(([name]) => SECRET_VARIABLES.test(name))
            .map(([, value]) => value ?? "");
        this.#secrets = [...variables, ...secretsIn(args)];
        this.surroundings = {
            ...surroundings,
            stdout: this.#masked(surroundings.stdout),
            stderr: this.#masked(surroundings.stderr),
        };
    }

    /** How the command ended. */
    get exitCode(): ExitCode {
        return this.#exitCode;
    }

    /** Carries out a command and prints its report, if it leaves one, or why it failed. */
    async run(command: Command, task: () => Report | Promise<Report | undefined>): Promise<void> {
        try {
            const report = await task();
            if (report !== undefined) this.print(command, report);
        } catch (thrown) {
            const isWrongUse = thrown instanceof WrongUse;
            if (!isWrongUse && !(thrown instanceof CommandFailure)) throw thrown;
            this.#exitCode = isWrongUse ? 2 : 1;
            if (isJsonWanted(command)) this.printError(thrown.message);
            else this.progress(isWrongUse ? `error: ${thrown.message}` : thrown.message);
        }
    }

    /** Prints one report, as JSON where that was asked for. */
    print(command: Command, { json, lines, exitCode, isOneOfMany }: Report): void {
        const { stdout } = this.surroundings;
        this.#exitCode = exitCode;
        if (!isJsonWanted(command)) stdout.write(lines(this.#style()).map(withLineBreak).join(""));
        else if (isOneOfMany === true) stdout.write(withLineBreak(JSON.stringify(json)));
        else stdout.write(jsonText(json));
    }

    /** Keeps one more text out of whatever is written from now on. */
    hide(secret: string): void {
        this.#secrets.push(secret);
    }

    /** Says what is going on, for people who wait. */
    progress(text: string): void {
        this.surroundings.stderr.write(withLineBreak(text));
    }

    /** Prints a failure for programs. */
    printError(message: string): void {
        this.surroundings.stdout.write(jsonText({ error: message }));
    }

    #style(): Style {
        // https://no-color.org, read 2026-11-22: any value that is not empty.
        const { env, stdout } = this.surroundings;
        if (stdout.isTerminal !== true) return new Style(false);
        return new Style((env["NO_COLOR"] ?? "") === "", stdout.columns ?? USUAL_COLUMNS);
    }

    #masked(output: Output): Output {
        return {
            isTerminal: output.isTerminal,
            columns: output.columns,
            write: (text) => {
                output.write(new SecretMask(this.#secrets).mask(text));
            },
        };
    }
}

function isJsonWanted(command: Command): boolean {
    return command.opts<{ readonly json?: boolean }>().json === true;
}

function jsonText(value: unknown): string {
    return withLineBreak(JSON.stringify(value, undefined, 4));
}

function withLineBreak(text: string): string {
    return `${text}\n`;
}

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
