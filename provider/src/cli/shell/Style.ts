import { styleText } from "node:util";

/** How texts are set off from each other: in colours on a terminal, else not at all. */
export class Style {
    readonly #isColoured: boolean;

    /** @param isColoured - whether a person sees the text on a terminal. */
    constructor(isColoured: boolean) {
        this.#isColoured = isColoured;
    }

    /** What a reader should see first. */
    strong(text: string): string {
        return this.#styled("bold", text);
    }

    /** What stands in the way. */
    bad(text: string): string {
        return this.#styled("red", text);
    }

    /** What may stand in the way one day. */
    doubtful(text: string): string {
        return this.#styled("yellow", text);
    }

    /** What is as it should be. */
    good(text: string): string {
        return this.#styled("green", text);
    }

    /** What is said for completeness. */
    faint(text: string): string {
        return this.#styled("dim", text);
    }

    #styled(format: "bold" | "red" | "yellow" | "green" | "dim", text: string): string {
        // The stream was looked at already, and may be another than the process's own.
        return this.#isColoured ? styleText(format, text, { validateStream: false }) : text;
    }
}
