import { numbersIn, type NumbersFile } from "../numbers/numbersIn";
import { NumbersFileError } from "../numbers/NumbersFileError";
import { CommandFailure } from "./CommandFailure";

/**
 * Reads the text of a numbers file for a command.
 *
 * @throws CommandFailure with everything that is wrong with it.
 */
export function numbersFileIn(text: string, path: string): NumbersFile {
    try {
        return numbersIn(text, path);
    } catch (thrown) {
        if (!(thrown instanceof NumbersFileError)) throw thrown;
        const [, ...lines] = thrown.message.split("\n");
        throw new CommandFailure(`use ${path}`, ["", ...lines].join("\n"));
    }
}
