import type { Command } from "commander";

import { SecretMask } from "../../graph/SecretMask";
import { CommandFailure } from "./CommandFailure";
import type { Report } from "./Report";
import { Style } from "./Style";
import type { Output, Surroundings } from "./Surroundings";
import { WrongUse } from "./WrongUse";

// Whatever else is forgotten, these never reach a screen or a log of a pipeline.
const SECRET_VARIABLES = /^WHATSAPP_(ACCESS_TOKEN|APP_SECRET)/;

/** Prints what commands report, and remembers the exit code. */
export class Shell {
    /** The process around, with secrets masked in whatever is written. */
    readonly surroundings: Surroundings;
    /** The arguments after the name of the program, as they were given. */
    readonly args: readonly string[];
    readonly #secrets: string[];
    #exitCode: 0 | 1 | 2 = 0;

    constructor(surroundings: Surroundings, args: readonly string[]) {
        this.args = args;
        this.#secrets = Object.entries(surroundings.env)
            .filter(([name]) => SECRET_VARIABLES.test(name))
            .map(([, value]) => value ?? "");
        this.surroundings = {
            ...surroundings,
            stdout: this.#masked(surroundings.stdout),
            stderr: this.#masked(surroundings.stderr),
        };
    }

    /** 0 where all is well, 1 where something was found or failed, 2 for wrong use. */
    get exitCode(): 0 | 1 | 2 {
        return this.#exitCode;
    }

    /** Carries out a command and prints its report, if it leaves one, or why it failed. */
    async run(command: Command, task: () => Report | Promise<Report | undefined>): Promise<void> {
        try {
            const report = await task();
            if (report !== undefined) this.print(command, report);
        } catch (thrown) {
            if (thrown instanceof WrongUse) this.#refuse(command, thrown.message);
            else if (thrown instanceof CommandFailure) this.#fail(command, thrown.message);
            else throw thrown;
        }
    }

    /** Prints one report, as JSON where that was asked for. */
    print(command: Command, { json, lines, exitCode, isOneOfMany }: Report): void {
        const { stdout } = this.surroundings;
        this.#exitCode = exitCode;
        if (!isJsonWanted(command)) stdout.write(textOf(lines(this.#style())));
        else if (isOneOfMany === true) stdout.write(`${JSON.stringify(json)}\n`);
        else stdout.write(jsonText(json));
    }

    /** Keeps one more text out of whatever is written from now on. */
    hide(secret: string): void {
        this.#secrets.push(secret);
    }

    /** Says what is going on, for people who wait. */
    progress(text: string): void {
        this.surroundings.stderr.write(`${text}\n`);
    }

    /** Prints a failure for programs. */
    printError(message: string): void {
        this.surroundings.stdout.write(jsonText({ error: message }));
    }

    #refuse(command: Command, message: string): void {
        this.#exitCode = 2;
        if (isJsonWanted(command)) this.printError(message);
        else this.surroundings.stderr.write(`error: ${message}\n`);
    }

    #fail(command: Command, message: string): void {
        this.#exitCode = 1;
        if (isJsonWanted(command)) this.printError(message);
        else this.surroundings.stderr.write(`${message}\n`);
    }

    #style(): Style {
        // https://no-color.org, read 2026-11-22: any value that is not empty.
        const { env, stdout } = this.surroundings;
        return new Style(stdout.isTerminal === true && (env["NO_COLOR"] ?? "") === "");
    }

    #masked(output: Output): Output {
        return {
            isTerminal: output.isTerminal,
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
    return `${JSON.stringify(value, undefined, 4)}\n`;
}

function textOf(lines: readonly string[]): string {
    return lines.map((line) => `${line}\n`).join("");
}
