import { CommandFailure } from "../shell/CommandFailure";
import { readTextFile } from "../shell/readTextFile";
import { type NumberInState, numbersInState } from "./numbersInState";

/** What `--state` takes, for its help. */
export const STATE_OPTION = 'a stack\'s state, as "pulumi stack export --file" writes it';

/**
 * Reads the registrations of a stack from the file of `--state`; none where it was not given.
 *
 * @param folder - where a relative path starts.
 * @throws CommandFailure that names the file.
 */
export function stateIn(path: string | undefined, folder: string): readonly NumberInState[] {
    if (path === undefined) return [];
    const numbers = numbersInState(readTextFile({ folder, path, option: "--state" }));
    if (numbers !== undefined) return numbers;
    throw new CommandFailure(
        `read ${path}`,
        'it is not the state of a stack. Make one with "pulumi stack export --file state.json"',
    );
}
