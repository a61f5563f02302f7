import { stackOf } from "../decisions/stackOf";
import { describeOwner, type LockOwner, NumberLock } from "../journal/NumberLock";
import type { RequestJournal } from "../journal/RequestJournal";
import { type Operation, OperationFailure, type Subject } from "./Operation";

// The longest run pauses for five minutes, and looks for five effects for a minute and a half each.
const WAIT_MS = 20 * 60_000;

/**
 * Runs a task that may send requests for a number. Meanwhile nobody else on this machine sends for
 * it: no other task of this process, no other process, and no process that outlived its engine. The
 * task can rely on the journal until it ends.
 *
 * @throws OperationFailure if another process keeps the number for too long.
 */
export function withNumber<T>(
    operation: Operation,
    subject: Subject,
    task: (journal: RequestJournal) => Promise<T>,
): Promise<T> {
    return operation.turns.take(subject.phoneNumberId, async () => {
        const journal = await operation.journal();
        const lock = await lockOf(operation, journal, subject);
        try {
            await prepared(operation, journal, subject);
            return await task(journal);
        } finally {
            lock?.release();
        }
    });
}

/** Takes the lock. If the disk can't be written, returns none: that must not stop an operation. */
async function lockOf(
    operation: Operation,
    { folder }: RequestJournal,
    subject: Subject,
): Promise<NumberLock | undefined> {
    const { host } = operation;
    const { phoneNumberId, urn } = subject;
    const self = { pid: host.pid, stack: stackOf(urn) };
    const lock = new NumberLock(folder, phoneNumberId, self);
    const wait = new Wait(operation, subject);
    try {
        await lock.take({ sleep: host.sleep, onBusy: (owner) => wait.goOn(owner) });
        return lock;
    } catch (error) {
        if (error instanceof OperationFailure) throw error;
        await operation.warnOfDisk(error, subject);
        return undefined;
    }
}

async function prepared(
    operation: Operation,
    journal: RequestJournal,
    subject: Subject,
): Promise<void> {
    await operation.warnOfTrouble(journal.read(subject.phoneNumberId).trouble, subject);
    try {
        journal.prepare(subject.phoneNumberId, operation.host.now());
    } catch {
        // The run warns about the disk when it notes a request.
    }
}

/** A wait for another run with the same number. */
class Wait {
    readonly #operation: Operation;
    readonly #subject: Subject;
    readonly #sinceMs: number;
    #saidOwner: string | undefined;

    constructor(operation: Operation, subject: Subject) {
        this.#operation = operation;
        this.#subject = subject;
        this.#sinceMs = operation.host.now().getTime();
    }

    /** Says which run it waits for. Throws if it has waited too long, or if the engine is gone. */
    async goOn(owner: LockOwner): Promise<void> {
        const { phoneNumberId, urn } = this.#subject;
        if (this.#saidOwner !== owner.path) {
            this.#saidOwner = owner.path;
            const text = `waits for another run with phone number ${phoneNumberId}: ${describeOwner(owner)}`;
            await this.#operation.log("info", text, urn);
        }
        if (await this.#operation.lookForEngine()) {
            throw new OperationFailure(
                `Cannot go on with phone number ${phoneNumberId}: Pulumi's engine is gone. Nothing was sent.`,
            );
        }
        if (this.#operation.host.now().getTime() - this.#sinceMs < WAIT_MS) return;
        throw new OperationFailure(
            `Cannot go on with phone number ${phoneNumberId}: another run with it has not ended in ` +
                `${WAIT_MS / 60_000} min (${describeOwner(owner)}). Nothing was sent. Let that run end, ` +
                `or end it, and run again. If that process no longer exists, delete ${owner.path}`,
        );
    }
}
