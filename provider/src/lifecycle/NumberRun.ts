import { randomBytes } from "node:crypto";

import type { Circumstances, Decision, Goal } from "../decisions/Goal";
import type {
    Event,
    ReadFailure,
    ReadStep,
    Step,
    Stop,
    WaitStep,
    WriteStep,
} from "../decisions/Step";
import { describeStop, type Telling } from "../decisions/describeStop";
import { type Knowledge, mayBeDown } from "../decisions/Knowledge";
import { learn } from "../decisions/learn";
import { next } from "../decisions/next";
import { readingText } from "../decisions/registrationStatus";
import { COUNTED_HOURS, REQUESTS_PER_WINDOW, slowness } from "../decisions/spentRequests";
import type { MarkOf } from "../decisions/refusalMemory";
import type { GraphCalls, WriteOutcome } from "../graph/GraphCalls";
import { isGraphError } from "../graph/GraphError";
import { getPhoneNumber, type PhoneNumber, setTwoStepPin } from "../graph/phoneNumber";
import { deregisterPhoneNumber, registerPhoneNumber } from "../graph/registration";
import { getStorageConfiguration, setStorageConfiguration } from "../graph/settings";
import { isTransportError } from "../graph/TransportError";
import { withoutUndefined } from "../graph/jsonObject";
import type { JournalledOperation } from "../decisions/JournalEntry";
import type { JournalledOutcome, RequestJournal } from "../journal/RequestJournal";
import { circumstancesOf } from "./circumstancesOf";
import { EXPIRED_OWNERSHIP } from "./warnings";
import { stackOf } from "../decisions/stackOf";
import { type Operation, type Subject, OperationFailure } from "./Operation";

/** What a run with one number needs, besides the knowledge about the number. */
export interface NumberRunOptions {
    readonly operation: Operation;
    readonly subject: Subject;
    readonly calls: GraphCalls;
    readonly journal: RequestJournal;
    readonly telling: Omit<Telling, "now">;
    readonly markOf: MarkOf;
    readonly pinMarkOf: (pin: string) => string;
}

type NextStep = Extract<Decision, { readonly kind: "step" }>;

// The longest run makes five writes. It looks for the effect of each with at most forty readings and pauses.
const MOST_STEPS = 500;

/**
 * One run with one number. It asks what comes next, notes it in the journal, sends it, learns the
 * result, and asks again. It makes no decision itself.
 */
export class NumberRun {
    readonly #options: NumberRunOptions;
    readonly #start: () => Knowledge;
    #known: Knowledge;
    #hasTurn = false;
    #folder: string;
    #journalledUntil: string | undefined;

    /** @param start - returns what the outputs and the journal know before the run sends anything. */
    constructor(options: NumberRunOptions, start: () => Knowledge) {
        this.#options = options;
        this.#start = start;
        const { journal, subject } = options;
        this.#known = start();
        this.#folder = journal.folder;
        this.#journalledUntil = journal.entries(subject.phoneNumberId).at(-1)?.at;
    }

    /** What the run knows about the number now. */
    get known(): Knowledge {
        return this.#known;
    }

    /** When the last write was sent: one that the journal knew at the start, or one of this run. */
    get journalledUntil(): string | undefined {
        return this.#journalledUntil;
    }

    /** Tells attempts apart without revealing their contents. */
    get markOf(): NumberRunOptions["markOf"] {
        return this.#options.markOf;
    }

    /**
     * Continues until it reaches the goal.
     *
     * @throws OperationFailure if a decision ends the run before that.
     */
    async reach(goal: Goal): Promise<Extract<Decision, { readonly kind: "done" }>["how"]> {
        for (let steps = 0; steps < MOST_STEPS; steps += 1) {
            const decision = next(this.#known, goal, this.#circumstances());
            if (decision.kind === "done") return decision.how;
            if (decision.kind === "stop") throw this.#failure(decision.stop, goal);
            if (decision.takesDown === true && !this.#hasTurn) {
                return this.#inTurn(() => this.reach(goal));
            }
            if (await this.#hasEngineJustGone(decision)) continue;
            await this.#take(decision.step, goal);
        }
        throw new Error(
            `no end is seen after ${MOST_STEPS} steps: this is a bug of pulumi-whatsapp`,
        );
    }

    /** Takes down one number at a time, and none after a number that did not come back. */
    async #inTurn<T>(task: () => Promise<T>): Promise<T> {
        const { operation, subject } = this.#options;
        if (operation.isTakingDown) await this.#say(WAITS_FOR_ITS_TURN);
        return operation.takeDown(
            subject.phoneNumberId,
            async () => {
                this.#hasTurn = true;
                return task();
            },
            () => mayBeDown(this.#known),
        );
    }

    /** Looks for the engine right before a step that it must hear about. If it is gone, the run decides again. */
    async #hasEngineJustGone({ step, takesDown }: NextStep): Promise<boolean> {
        const { operation, subject } = this.#options;
        const isCounted = step.kind === "register" || step.kind === "deregister";
        if (operation.isEngineGone || !(isCounted || takesDown === true)) return false;
        if (!(await operation.lookForEngine())) return false;
        await this.#onDisk((at) => {
            const text = "the engine was gone: nothing more is begun with this number";
            this.#options.journal.note(subject.phoneNumberId, at, text);
        });
        return true;
    }

    #circumstances(): Circumstances {
        const { operation, subject, markOf } = this.#options;
        return circumstancesOf(operation, { phoneNumberId: subject.phoneNumberId, markOf });
    }

    #failure(stop: Stop, goal: Goal): OperationFailure {
        const { operation, telling } = this.#options;
        const isToGo = goal.kind === "deregistered";
        const text = { ...telling, now: operation.host.now(), isToGo };
        return new OperationFailure(describeStop(stop, this.#known, text), stop);
    }

    #learn(event: Event): void {
        this.#known = learn(this.#known, event);
    }

    #take(step: Step, goal: Goal): Promise<void> {
        switch (step.kind) {
            case "wait":
                return this.#wait(step);
            case "readNumber":
            case "readStorage":
                return this.#read(step);
            case "writeStorage":
            case "setPin":
            case "deregister":
            case "register":
                return this.#write(step, goal);
        }
    }

    async #wait(step: WaitStep): Promise<void> {
        const { host } = this.#options.operation;
        if (step.why === "meta") {
            await this.#say(`Meta asks to wait; registering once more in ${step.ms / 60_000} min`);
        }
        await host.sleep(step.ms);
        this.#learn({ kind: "waited", step });
    }

    async #read(step: ReadStep): Promise<void> {
        const { calls, subject, operation } = this.#options;
        const { phoneNumberId } = subject;
        const now = (): number => operation.host.now().getTime();
        try {
            if (step.kind === "readNumber") {
                const reading = await getPhoneNumber(calls, phoneNumberId);
                this.#followJournal();
                const known = this.#known.spent.length;
                this.#learn({ kind: "number", reading, atMs: now() });
                if (this.#known.spent.length > known) await this.#sayUnnoted(reading);
            } else {
                const reading = await getStorageConfiguration(calls, phoneNumberId);
                this.#learn({ kind: "storage", reading, atMs: now() });
            }
        } catch (error) {
            const why = readFailureOf(error);
            if (why === undefined) throw error;
            this.#followJournal();
            this.#learn({ kind: "readFailed", step, why, atMs: now() });
        }
    }

    /** If the first answer comes from a simulator, another journal may apply. */
    #followJournal(): void {
        const { journal, subject } = this.#options;
        const hasBegun = this.#known.isRead || this.#known.run.sent.length > 0;
        if (journal.folder === this.#folder || hasBegun) return;
        this.#folder = journal.folder;
        this.#known = this.#start();
        this.#journalledUntil = journal.entries(subject.phoneNumberId).at(-1)?.at;
    }

    /** Said once. The outputs and the budget include it from then on. */
    #sayUnnoted({ lastOnboardedTime = "" }: PhoneNumber): Promise<void> {
        const { operation, subject } = this.#options;
        const text =
            `Meta reports a registration at ${lastOnboardedTime} that neither the state nor the ` +
            "journal knows. Somebody else sent it, or a process that did not note it. It counts as " +
            "one of the ten";
        return operation.log("info", text, subject.urn);
    }

    /** Notes a write on disk before it sends it, sends it once, and notes the result. */
    async #write(step: WriteStep, goal: Goal): Promise<void> {
        const { operation, subject, journal } = this.#options;
        await this.#announce(step);
        const id = randomBytes(4).toString("hex");
        const at = operation.host.now().toISOString();
        const entry = {
            phoneNumberId: subject.phoneNumberId,
            operation: JOURNALLED[step.kind],
            id,
            at,
            stack: stackOf(subject.urn),
            mark: this.#markOfStep(step, goal),
            migrates: step.kind === "register" && step.backup !== undefined ? true : undefined,
            pinMark: "pin" in step ? this.#options.pinMarkOf(step.pin) : undefined,
        };
        await this.#onDisk(() => {
            journal.begin(entry);
        });
        this.#journalledUntil = at;
        operation.memory.noteWritten(subject.phoneNumberId);
        const answer = await this.#send(step);
        const answeredAt = operation.host.now().toISOString();
        await this.#onDisk(() => {
            journal.complete(entry, this.#journalled(answer, at, answeredAt));
        });
        const isCounted = step.kind === "register" || step.kind === "deregister";
        this.#learn({ kind: "answer", step, answer, id, at, answeredAt });
        if (isCounted && answer.kind !== "notSent") await this.#warnOfSum();
    }

    #send(step: WriteStep): Promise<WriteOutcome> {
        const { calls, subject } = this.#options;
        const { phoneNumberId } = subject;
        switch (step.kind) {
            case "writeStorage":
                return setStorageConfiguration(calls, phoneNumberId, step.storage);
            case "setPin":
                return setTwoStepPin(calls, phoneNumberId, step.pin);
            case "deregister":
                return deregisterPhoneNumber(calls, phoneNumberId);
            case "register": {
                const { pin, storage, isStorageInBody, backup } = step;
                const inBody = isStorageInBody ? storage : undefined;
                const request = withoutUndefined({ pin, storage: inBody, backup });
                return registerPhoneNumber(calls, phoneNumberId, request);
            }
        }
    }

    /** Tells one attempt to register or to move from another. */
    #markOfStep(step: WriteStep, goal: Goal): string | undefined {
        const recipe = this.#options.operation.configuration.localStorageRecipe;
        if (step.kind === "deregister" && goal.kind === "registered") {
            return this.#options.markOf({ ...goal, recipe });
        }
        if (step.kind !== "register" || step.storage === undefined) return undefined;
        const { pin, storage, backupMark } = step;
        return this.#options.markOf({ pin, storage, recipe, backupMark });
    }

    #journalled(answer: WriteOutcome, at: string, answeredAt: string): JournalledOutcome {
        const slow = slowness(at, answeredAt);
        if (answer.kind !== "refused") return { outcome: answer.kind, ...slow };
        const { graphCode, graphSubcode } = answer.error;
        const reading = readingText(this.#known.reading ?? {});
        return withoutUndefined({
            outcome: answer.kind,
            graphCode,
            graphSubcode,
            reading,
            ...slow,
        });
    }

    async #announce(step: WriteStep): Promise<void> {
        const { run, reading, registered } = this.#known;
        if (step.kind === "deregister") {
            await this.#say("deregistering: the number is offline from here on");
        }
        if (step.kind !== "register") return;
        await this.#say("registering");
        const isExpired = reading?.codeVerificationStatus === "EXPIRED";
        const isFirst = run.sent.length === 0 && registered === "no";
        if (isExpired && isFirst) await this.#warn(EXPIRED_OWNERSHIP);
    }

    /** Some people read Meta's two limits as one limit, so the run warns when the sum passes ten. */
    async #warnOfSum(): Promise<void> {
        const sum = this.#known.spent.length;
        if (sum !== REQUESTS_PER_WINDOW + 1) return;
        await this.#warn(
            `${sum} register and deregister requests in ${COUNTED_HOURS} hours: Meta documents ten ` +
                "of each, but does not say that it counts them separately. Leave the number alone for now.",
        );
    }

    async #onDisk(write: (at: string) => void): Promise<void> {
        const { operation, subject } = this.#options;
        try {
            write(operation.host.now().toISOString());
        } catch (error) {
            await operation.warnOfDisk(error, subject);
        }
    }

    #say(message: string): Promise<void> {
        return this.#options.operation.log("progress", message, this.#options.subject.urn);
    }

    #warn(message: string): Promise<void> {
        return this.#options.operation.log("warning", message, this.#options.subject.urn);
    }
}

const WAITS_FOR_ITS_TURN = "waits for its turn: one number goes offline at a time";

const JOURNALLED: Readonly<Record<WriteStep["kind"], JournalledOperation>> = {
    writeStorage: "storage",
    setPin: "pin",
    deregister: "deregister",
    register: "register",
};

function readFailureOf(error: unknown): ReadFailure | undefined {
    if (isGraphError(error)) return { kind: "refused", error };
    if (!isTransportError(error)) return undefined;
    return { kind: error.kind === "notSent" ? "notSent" : "unanswered", error };
}
