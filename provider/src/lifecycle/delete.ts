import { DEREGISTRATION_INCOMPLETE } from "../decisions/graphCodes";
import { refusalToDeregister } from "../decisions/refusals";
import { refusedUntil } from "../decisions/refusalMemory";
import { isRegistered } from "../decisions/registrationStatus";
import { timeAndDistance } from "../decisions/budget";
import type { SpentRequest } from "../decisions/spentRequests";
import type { NumberSession } from "./NumberSession";
import { openSession } from "./openSession";
import type { Operation } from "./Operation";
import { OperationFailure, sentence } from "./OperationFailure";
import { warnOfVersion } from "./warnOfVersion";
import { registrationStateFrom } from "./RegistrationInputs";

/**
 * Deregisters a number that is no longer declared: one of ten in 72 hours.
 *
 * Leaves alone a number that this operation still declares: `create` did the whole replace, or the
 * resource only changed its name. Sends nothing for a number that reads as not registered.
 *
 * @throws where it can't be deregistered; a missing token is never success.
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
        const text = `phone number ${id} is still declared and stays registered; nothing was sent`;
        return operation.log("info", text, urn);
    }
    await warnOfVersion(operation, urn);
    const subject = { phoneNumberId: id, tokenName, urn };
    const session = openSession(operation, subject, olds.spentRequests);
    await operation.turns.take(id, async () => {
        await deregisterUnlessGone(operation, session);
    });
    const text =
        `phone number ${id} is not registered; it stays in its account, with its history, until ` +
        "it is deleted in WhatsApp Manager";
    await operation.log("info", text, urn);
}

async function deregisterUnlessGone(operation: Operation, session: NumberSession): Promise<void> {
    const reading = await session.read();
    const spent = session.ledger.spentRequests();
    const isIncomplete = isLeftIncomplete(spent);
    if (!isRegistered(reading) && !isIncomplete) return;
    const attempt = { verb: "deregister", phoneNumberId: session.phoneNumberId };
    const refusal = refusalToDeregister(reading);
    if (refusal !== undefined) {
        const message = sentence(attempt, `${refusal.cause}. ${refusal.nextStep}`);
        throw new OperationFailure("preflight", message);
    }
    refuseRemembered(operation, session.phoneNumberId, spent);
    await session.deregister();
}

/** What a failed delete leaves is in the journal alone: the engine saves nothing of it. */
function refuseRemembered(
    operation: Operation,
    phoneNumberId: string,
    spent: readonly SpentRequest[],
): void {
    const until = refusedUntil("deregister", spent);
    const now = operation.host.now();
    if (until === undefined || now >= until || operation.isForced(phoneNumberId)) return;
    const when = timeAndDistance(until.toISOString(), now);
    const cause = `Meta refused it before, and it is tried again at ${when}. Nothing was sent`;
    const nextStep = `Set WHATSAPP_FORCE=${phoneNumberId} to try once now`;
    const message = sentence({ verb: "deregister", phoneNumberId }, `${cause}. ${nextStep}`);
    throw new OperationFailure("preflight", message);
}

/** Meta called the last deregistration incomplete: it has to be asked for once more. */
function isLeftIncomplete(spent: readonly SpentRequest[]): boolean {
    return spent.at(-1)?.graphCode === DEREGISTRATION_INCOMPLETE;
}
