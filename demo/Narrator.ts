import { stdout } from "node:process";
import { styleText } from "node:util";

// What an engine prints when something begins; the line of its end says the same and more.
const beginning = / \.\.\.$/;

/** Tells the story to a person; in colours on a terminal that has them, or with FORCE_COLOR. */
export class Narrator {
    readonly #write: (text: string) => void;
    readonly #isColoured: boolean;

    /** @param write - takes the text; by default it goes to the terminal or whatever is there. */
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

    /** What somebody else printed, set off from what is told. */
    quote(text: string): void {
        const lines = text
            .split("\n")
            .filter((line) => line.trim() !== "" && !beginning.test(line));
        for (const line of lines) this.say(this.#styled("dim", `  | ${line}`));
    }

    /** Something that is not as it should be. */
    complain(text: string): void {
        this.say(this.#styled("red", text));
    }

    #styled(style: "bold" | "dim" | "red", text: string): string {
        return this.#isColoured ? styleText(style, text, { stream: stdout }) : text;
    }
}
