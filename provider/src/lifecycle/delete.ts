import { refusalToDeregister } from "../decisions/refusals";
import { isRegistered } from "../decisions/registrationStatus";
import type { SpentRequest } from "../decisions/spentRequests";
import type { NumberSession } from "./NumberSession";
import { openSession } from "./openSession";
import type { Operation } from "./Operation";
import { OperationFailure, sentence } from "./OperationFailure";
import { registrationStateFrom } from "./RegistrationInputs";

// An earlier deregistration stopped half-way (Meta's error code page, read 2026-11-22).
const DEREGISTRATION_INCOMPLETE = 133000;

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
    const subject = { phoneNumberId: id, tokenName, urn };
    const session = openSession(operation, subject, olds.spentRequests);
    await operation.turns.take(id, async () => {
        await deregisterUnlessGone(session);
    });
}

async function deregisterUnlessGone(session: NumberSession): Promise<void> {
    const reading = await session.read();
    const isIncomplete = isLeftIncomplete(session.ledger.spentRequests());
    if (!isRegistered(reading) && !isIncomplete) return;
    const refusal = refusalToDeregister(reading);
    if (refusal !== undefined) {
        const attempt = { verb: "deregister", phoneNumberId: session.phoneNumberId };
        const message = sentence(attempt, `${refusal.cause}. ${refusal.nextStep}`);
        throw new OperationFailure("preflight", message);
    }
    await session.deregister();
}

/** Meta called the last deregistration incomplete: it has to be asked for once more. */
function isLeftIncomplete(spent: readonly SpentRequest[]): boolean {
    return spent.at(-1)?.graphCode === DEREGISTRATION_INCOMPLETE;
}
