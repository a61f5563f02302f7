import { CommandFailure } from "../CommandFailure";
import { phoneNumberIdFrom, wabaIdFrom } from "../connect";
import { readTextFile } from "../CommandFailure";
import { WrongUse } from "../CommandFailure";
import type { Selection } from "./selectedNumbers";

/** The options that say which numbers are meant. */
export interface SelectionOptions {
    /** Ids of accounts. */
    readonly waba?: readonly string[];
    /** A file of such ids. */
    readonly file?: string;
    /** Ids of numbers. */
    readonly number?: readonly string[];
    /** All accounts of the token. */
    readonly all?: boolean;
}

/**
 * Reads which numbers are meant.
 *
 * @throws WrongUse where nothing was selected or an id is none, CommandFailure for the file.
 */
export function selectionFrom(options: SelectionOptions, folder: string): Selection {
    const { waba, file, number, all = false } = options;
    if (waba === undefined && file === undefined && number === undefined && !all) {
        throw new WrongUse("say which numbers: give --waba, --file, --number or --all.");
    }
    const listed = file === undefined ? [] : idsIn(file, folder);
    return {
        wabaIds: [...(waba ?? []).map(wabaIdFrom), ...listed],
        phoneNumberIds: (number ?? []).map(phoneNumberIdFrom),
    };
}

/** One id a line; what follows a hash is a remark. */
function idsIn(path: string, folder: string): readonly string[] {
    const lines = readTextFile({ folder, path, option: "--file" })
        .split("\n")
        .map((line) => line.replace(/#.*/, "").trim());
    const wrong = lines.findIndex((line) => !/^(|[1-9][0-9]*)$/.test(line));
    if (wrong === -1) return lines.filter((line) => line !== "");
    throw new CommandFailure(
        `read ${path}`,
        `line ${wrong + 1} is no id of an account. Write one id a line, digits only, such as 102290129340398`,
    );
}
