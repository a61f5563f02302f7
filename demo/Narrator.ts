import { stdout } from "node:process";
import { styleText } from "node:util";

// The lines that an engine prints when a step begins. The line at its end says the same and more.
const beginning = / \.\.\.$/;

/**
 * Tells the story to a person. It uses colours on a terminal that has them, or with FORCE_COLOR.
 */
export class Narrator {
    readonly #write: (text: string) => void;
    readonly #isColoured: boolean;

    /** @param write - takes the text; by default it goes to standard output */
    constructor(write?: (text: string) => void) {
        this.#isColoured = write === undefined;
        this.#write = write ?? ((text) => stdout.write(text));
    }

    /** The heading of a step. */
    heading(text: string): void {
        this.say(`\n${this.#styled("bold", text)}`);
    }

    /** Plain text. */
    say(text: string): void {
        this.#write(`${text}\n`);
    }

    /** The output of another program, set off from the story. */
    quote(text: string): void {
        const lines = text
            .split("\n")
            .filter((line) => line.trim() !== "" && !beginning.test(line));
        for (const line of lines) this.say(this.#styled("dim", `  | ${line}`));
    }

    /** A problem. */
    complain(text: string): void {
        this.say(this.#styled("red", text));
    }

    #styled(style: "bold" | "dim" | "red", text: string): string {
        return this.#isColoured ? styleText(style, text, { stream: stdout }) : text;
    }
}
