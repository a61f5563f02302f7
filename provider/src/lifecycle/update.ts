import { changesBetween, isOnNamesOnly } from "../decisions/changesBetween";
import { hasUnseen } from "../decisions/JournalReading";
import { goalOfUpdate, startOfUpdate } from "../decisions/goals";
import { renamed } from "../decisions/outputsOf";
import {
    registrationStateFrom,
    type RegistrationInputs,
    type RegistrationState,
} from "../decisions/RegistrationState";
import { backupMark } from "./attemptMark";
import { carryOut } from "./carryOut";
import { openRun } from "./openRun";
import type { Operation } from "./Operation";
import { withNumber } from "./withNumber";

/**
 * Changes a registration in place, or finishes the work of an earlier run. Sets the PIN, registers
 * a number that is no longer registered, or looks again at an effect that was not seen.
 *
 * @throws a plain error before the first change, and a `PartialStateError` after it.
 */
export async function update(
    operation: Operation,
    props: Readonly<Record<string, unknown>>,
    inputs: RegistrationInputs,
): Promise<RegistrationState> {
    const { phoneNumberId, tokenName, __urn: urn } = inputs;
    const olds = registrationStateFrom(phoneNumberId, props);
    const subject = { phoneNumberId, tokenName, urn };
    return withNumber(operation, subject, (journal) => {
        const isUnseen = hasUnseen(journal.read(phoneNumberId), olds, operation.host.now());
        const changes = changesBetween(olds, inputs, isUnseen);
        if (isOnNamesOnly(changes)) return Promise.resolve(renamed(olds, inputs));
        const run = openRun(operation, {
            subject,
            journal,
            state: olds,
            inputs,
            start: (known) => startOfUpdate(known, changes),
        });
        const goal = goalOfUpdate(inputs, backupMark(inputs.backup));
        const sayDone = async (how: "asWanted" | "ignored"): Promise<void> => {
            if (how === "asWanted") return;
            const text =
                "the number is not registered, and the program ignores that: nothing was sent, and " +
                "the declared changes wait";
            await operation.log("warning", text, urn);
        };
        return carryOut({ operation, run, goal, inputs, olds, sayDone });
    });
}
