import { journalPlace } from "../journal/journalPlace";
import { RequestJournal } from "../journal/RequestJournal";
import { CommandFailure } from "./CommandFailure";
import type { Surroundings } from "./Shell";

/**
 * Finds the journal of an address, as the provider does.
 *
 * @throws CommandFailure if the environment names no usable folder.
 */
export async function openJournal(
    { env }: Surroundings,
    graphUrl: string,
): Promise<RequestJournal> {
    const { folder, earlier } = await journalPlace(env, graphUrl).catch((error: unknown) => {
        const cause = error instanceof Error ? error.message : String(error);
        throw new CommandFailure("find the journal", cause);
    });
    return new RequestJournal(folder, earlier);
}
