import type { JournalEntry } from "../decisions/JournalEntry";
import { refusalOfState } from "../decisions/refusalMemory";
import { registrationStateFrom, type RegistrationState } from "../decisions/RegistrationState";
import type { RequestJournal } from "../journal/RequestJournal";
import type { NumberRun } from "./NumberRun";
import { openRun } from "./openRun";
import { type Operation, OperationFailure } from "./Operation";
import { warnOfVersion } from "./warnings";
import { withNumber } from "./withNumber";

/**
 * Deregisters a number that is no longer declared. This uses one of ten requests in 72 hours.
 *
 * Leaves a number alone if this operation still declares it: `create` did the whole replace, or the
 * resource only changed its name. Sends nothing for a number that reads as not registered.
 *
 * @throws if the number can't be deregistered. A missing token is never success.
 */
export async function deregister(
    operation: Operation,
    id: string,
    props: Readonly<Record<string, unknown>>,
): Promise<void> {
    const olds = registrationStateFrom(id, props);
    const { tokenName, __urn: urn } = olds;
    operation.memory.show(olds);
    if (operation.isDeclared(id)) {
        if (await setAdoptedPin(operation, olds)) return;
        // This is the second half of a move. The first half has already reported what it did.
        if (operation.memory.hasMoved(id)) return;
        const text = `phone number ${id} is still declared and stays registered; nothing was sent`;
        return operation.log("info", text, urn);
    }
    if (operation.memory.isLeft(urn)) {
        throw new OperationFailure(
            `Cannot deregister phone number ${id}: the number that replaces it could not be ` +
                "registered yet. Nothing was sent. Run again when that one is registered.",
        );
    }
    await warnOfVersion(operation, urn);
    const subject = { phoneNumberId: id, tokenName, urn };
    await withNumber(operation, subject, async (journal) => {
        const run = openRun(operation, { subject, journal, state: olds });
        try {
            await run.reach({ kind: "deregistered" });
        } catch (error) {
            throw withPlaceOfMemory(error, run, journal);
        }
        keepInJournal(journal, run, olds);
    });
    const text =
        `phone number ${id} is not registered; it stays in its account, with its history, until ` +
        "it is deleted in WhatsApp Manager";
    await operation.log("info", text, urn);
}

/**
 * Two resources swapped their numbers, and the PINs stayed with the resource names. `create` adopted
 * this number before Pulumi passed its old outputs. Now this sets the PIN that the adoption declared.
 */
async function setAdoptedPin(operation: Operation, olds: RegistrationState): Promise<boolean> {
    const { phoneNumberId, tokenName, __urn: urn } = olds;
    const pin = operation.memory.adoptedPin(phoneNumberId);
    if (pin === undefined || olds.pin === undefined || pin === olds.pin) return false;
    const subject = { phoneNumberId, tokenName, urn };
    await withNumber(operation, subject, (journal) =>
        openRun(operation, { subject, journal, state: olds }).reach({ kind: "pin", pin }),
    );
    const text = `phone number ${phoneNumberId} is still declared, with another PIN, which was set`;
    await operation.log("info", text, urn);
    return true;
}

/**
 * Pulumi saves nothing from a delete that fails. On a temporary runner, every run would send the
 * same request again until Meta blocks the number.
 */
function withPlaceOfMemory(error: unknown, run: NumberRun, { folder }: RequestJournal): unknown {
    if (!(error instanceof OperationFailure) || run.known.run.sent.length === 0) return error;
    const message =
        `${error.message} Pulumi saves nothing of a delete that fails: only the journal in ${folder} ` +
        "remembers that this request was sent. Keep that folder, or the next run sends it again.";
    return new OperationFailure(message, error.stop);
}

/**
 * Pulumi deletes the outputs with the resource. The journal keeps their requests and their refused
 * registration, so that a loop of `up` and `destroy` does not use up the budget.
 */
function keepInJournal(
    journal: RequestJournal,
    { markOf }: NumberRun,
    olds: RegistrationState,
): void {
    const { phoneNumberId, refusal, spentRequests, pin } = olds;
    const tried = refusalOfState(refusal, pin)?.tried;
    const isKnown = typeof tried === "object" && tried.pin !== undefined;
    const mark = isKnown ? markOf({ ...tried, pin: tried.pin }) : refusal?.mark;
    const last = spentRequests.findLast(({ operation }) => operation === "register");
    const entries = spentRequests.map((request): JournalEntry =>
        request === last && request.outcome === "refused" && mark !== undefined && refusal
            ? { ...request, mark, reading: refusal.reading }
            : request,
    );
    try {
        journal.absorb(phoneNumberId, entries);
    } catch {
        // The run already warned about the disk when it sent the request.
    }
}
