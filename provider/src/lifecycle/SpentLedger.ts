import { budgetsOf, budgetRefusals, type Budgets, type Plan } from "../decisions/budget";
import { refusalOfBudget, type Refusal } from "../decisions/refusals";
import {
    mergedSpentRequests,
    REQUESTS_PER_WINDOW,
    type CountedOperation,
    type SpentRequest,
    WINDOW_HOURS,
} from "../decisions/spentRequests";
import type { WriteOutcome } from "../graph/GraphCalls";
import type {
    JournalledOutcome,
    JournalledRequest,
    RequestJournal,
} from "../journal/RequestJournal";

export interface SpentLedgerOptions {
    readonly phoneNumberId: string;
    readonly stack: string | undefined;
    readonly journal: RequestJournal;
    readonly now: () => Date;
    readonly warn: (message: string) => Promise<void>;
    /** What the outputs already know. */
    readonly known: readonly SpentRequest[];
}

/** Records every register and deregister request of one number, in the outputs and on disk. */
export class SpentLedger {
    readonly #options: SpentLedgerOptions;
    readonly #sent: SpentRequest[] = [];
    #warned = false;

    constructor(options: SpentLedgerOptions) {
        this.#options = options;
    }

    /** Everything known to be spent within the window, the oldest first. */
    spentRequests(): readonly SpentRequest[] {
        const { journal, phoneNumberId, known, now } = this.#options;
        return mergedSpentRequests(
            [known, journal.spentRequests(phoneNumberId), this.#sent],
            now(),
        );
    }

    /** The counted operation that this run sent last. */
    get lastSent(): CountedOperation | undefined {
        return this.#sent.at(-1)?.operation;
    }

    /** Every reason of the budget against a plan. */
    refusals(plan: Plan): readonly Refusal[] {
        const now = this.#options.now();
        return budgetRefusals(plan, this.spentRequests(), now).map((refusal) =>
            refusalOfBudget(refusal, now),
        );
    }

    /** Says whether this operation itself has sent a request of that kind. */
    hasSent(operation: CountedOperation): boolean {
        return this.#sent.some((request) => request.operation === operation);
    }

    /** Both budgets as they are now. */
    budgets(): Budgets {
        return budgetsOf(this.spentRequests(), this.#options.now());
    }

    /** What was spent of one budget, for messages: "4 of 10 register requests in 72 hours". */
    countOf(operation: CountedOperation): string {
        const spent = this.spentRequests().filter((request) => request.operation === operation);
        return `Known to be spent: ${spent.length} of ${REQUESTS_PER_WINDOW} ${operation} requests in ${WINDOW_HOURS} hours`;
    }

    /** Sends a counted request: noted on disk before it leaves, and with its outcome after. */
    async record(
        operation: CountedOperation,
        send: () => Promise<WriteOutcome>,
    ): Promise<WriteOutcome> {
        const { phoneNumberId, stack, journal, now } = this.#options;
        const at = now().toISOString();
        const request: JournalledRequest = { phoneNumberId, operation, at, stack };
        await this.#write(() => {
            journal.begin(request);
        });
        const result = await send();
        const outcome = { ...journalledOutcome(result), ...slowness(at, now()) };
        await this.#write(() => {
            journal.complete(request, outcome);
        });
        if (outcome.outcome !== "notSent") {
            this.#sent.push({ operation, at, ...outcome, outcome: outcome.outcome });
            await this.#warnOfSum();
        }
        return result;
    }

    /** Some read Meta's two limits as one: past ten in sum it is worth a word. */
    async #warnOfSum(): Promise<void> {
        const sum = this.spentRequests().length;
        if (sum !== REQUESTS_PER_WINDOW + 1) return;
        await this.#options.warn(
            `${sum} register and deregister requests in ${WINDOW_HOURS} hours: Meta documents ten ` +
                "of each, and not that they are counted apart. Better leave the number alone for now.",
        );
    }

    /** A disk that can't be written must not stop an operation; that it can't is worth a warning. */
    async #write(write: () => void): Promise<void> {
        try {
            write();
        } catch (error) {
            if (this.#warned) return;
            this.#warned = true;
            const reason = error instanceof Error ? error.message : String(error);
            await this.#options.warn(
                `Cannot write the journal of requests: ${reason}. What a failed delete or a killed ` +
                    "process spends is not remembered. Set WHATSAPP_JOURNAL_DIR to a folder that " +
                    "can be written and lasts between runs.",
            );
        }
    }
}

// Below a second it is the network's; from there on the window is reckoned from the answer.
const SLOW_FROM_MS = 1_000;

function slowness(at: string, answered: Date): { readonly answeredAt?: string } {
    const isSlow = answered.getTime() - Date.parse(at) >= SLOW_FROM_MS;
    return isSlow ? { answeredAt: answered.toISOString() } : {};
}

function journalledOutcome(result: WriteOutcome): JournalledOutcome {
    switch (result.kind) {
        case "refused":
            return { outcome: "refused", graphCode: result.error.graphCode };
        case "accepted":
        case "unanswered":
        case "notSent":
            return { outcome: result.kind };
    }
}
