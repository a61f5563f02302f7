import { isHeldBy } from "../decisions/JournalEntry";
import { goalOfCreate } from "../decisions/goals";
import { lookedAtAnew } from "../decisions/Knowledge";
import type { RegistrationInputs, RegistrationState } from "../decisions/RegistrationState";
import { stackOf } from "../decisions/stackOf";
import { backupMark } from "./attemptMark";
import { carryOut } from "./carryOut";
import type { NumberRun } from "./NumberRun";
import { openRun } from "./openRun";
import type { Operation } from "./Operation";
import { warnOfAccount } from "./warnings";
import { withNumber } from "./withNumber";

/** What `create` answers, in the words of Pulumi's interface. */
export interface CreateAnswer {
    readonly id: string;
    readonly outs: RegistrationState;
}

/**
 * Makes a number registered as declared, whatever its state now. Registers the number, adopts it if
 * it is already as declared, or does the whole replace if this stack manages it and its storage
 * differs.
 *
 * @throws a plain error before the first change, and a `PartialStateError` after it.
 */
export async function create(
    operation: Operation,
    inputs: RegistrationInputs,
): Promise<CreateAnswer> {
    const { phoneNumberId, tokenName, wabaId, __urn: urn } = inputs;
    const subject = { phoneNumberId, tokenName, urn };
    return withNumber(operation, subject, async (journal) => {
        const olds = operation.memory.shown(phoneNumberId);
        const run = openRun(operation, {
            subject,
            journal,
            state: olds,
            inputs,
            start: lookedAtAnew,
        });
        // The journal may know that this stack had the number last, even if Pulumi passed no outputs.
        const isOurs = olds !== undefined || isHeldBy(journal.entries(phoneNumberId), stackOf(urn));
        const goal = goalOfCreate(inputs, { isOurs, backupMark: backupMark(inputs.backup) });
        const sayDone = async (): Promise<void> => {
            await warnOfAccount(operation, { wabaId, urn }, run.known.reading ?? {});
            await sayWhatWasDone(operation, run, inputs);
        };
        const outs = await carryOut({ operation, run, goal, inputs, olds, sayDone });
        return { id: phoneNumberId, outs };
    });
}

async function sayWhatWasDone(
    operation: Operation,
    { known }: NumberRun,
    { phoneNumberId, pin, backup, __urn: urn }: RegistrationInputs,
): Promise<void> {
    const { tookDownAt, lastTry } = known.run;
    if (tookDownAt !== undefined) {
        operation.memory.noteMoved(phoneNumberId);
        const downMs = operation.host.now().getTime() - Date.parse(tookDownAt);
        return operation.log(
            "info",
            `moved; offline for at most ${Math.ceil(downMs / 1000)} s`,
            urn,
        );
    }
    if (lastTry !== undefined) return;
    const unused = backup === undefined ? "" : "; the backup is not needed";
    const what = known.pin.isProvedNow ? "its PIN was set" : "nothing was sent";
    const text = `adopted: the number is registered as declared already, ${what}${unused}`;
    if (known.pin.provedAt === undefined) operation.memory.noteAdopted(phoneNumberId, pin);
    await operation.log("info", text, urn);
}
