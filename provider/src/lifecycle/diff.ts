import { budgetOf, costOf } from "../decisions/budget";
import {
    changesBetween,
    type Changes,
    isOnNamesOnly,
    type Update,
} from "../decisions/changesBetween";
import { describeStop, sentence } from "../decisions/describeStop";
import type { RegisteredGoal } from "../decisions/Goal";
import type { Step, Stop } from "../decisions/Step";
import { startOfChange } from "../decisions/goals";
import { hasUnseen, type JournalReading } from "../decisions/JournalReading";
import { type Knowledge, knowledgeOf } from "../decisions/Knowledge";
import { play, refusedInPreview } from "../decisions/play";
import { describeRefusals, type Refusal } from "../decisions/refusals";
import {
    registrationStateFrom,
    type RegistrationInputs,
    type RegistrationState,
} from "../decisions/RegistrationState";
import type { CountedOperation } from "../decisions/spentRequests";
import { retentionOf } from "../decisions/storage";
import { isUnknown } from "../decisions/unknownValue";
import { backupMark } from "./attemptMark";
import { circumstancesOf } from "./circumstancesOf";
import { EXPIRED_OWNERSHIP } from "./warnings";
import { type Operation, OperationFailure } from "./Operation";

/** What `diff` answers, in the words of Pulumi's interface. */
export interface DiffAnswer {
    readonly changes: boolean;
    readonly replaces: string[];
    /** What changes in place. Pulumi's interface has no word for it. */
    readonly updates: readonly Update[];
}

/**
 * Says what would change and what that costs. Sends nothing.
 *
 * A replace runs in Pulumi's default order: create, then delete. `create` does the whole replace,
 * and the delete of a number that is still declared sends nothing (DESIGN.md, decision 3).
 *
 * @throws if the plan does not fit the budget and the preview is strict. Never throws if this
 * process has not checked the resource, because a refresh calls it too.
 */
export async function diff(
    operation: Operation,
    id: string,
    { olds, news }: Readonly<Record<"olds" | "news", Readonly<Record<string, unknown>>>>,
): Promise<DiffAnswer> {
    const state = registrationStateFrom(id, olds);
    operation.memory.show(state);
    const urn = typeof news["__urn"] === "string" ? news["__urn"] : undefined;
    const isChecked = urn !== undefined && operation.memory.hasChecked(urn);
    const subject = { phoneNumberId: id, urn };
    const journal = isChecked ? await operation.journalled(subject) : { entries: [] };
    const isUnseen = hasUnseen(journal, state, operation.host.now());
    const { replaces: candidates, updates } = changesBetween(state, news, isUnseen);
    // If this resource was not checked, an unknown value only means that the engine asks whether
    // the replace of another resource would cascade to this one. It does not.
    const replaces = candidates.filter(
        (property) => isChecked || !isUnknown(retentionOf(news[property])),
    );
    const changes = { replaces, updates };
    if (isChecked) {
        const inputs = news as unknown as RegistrationInputs;
        await new Preview(operation, { state, inputs, journal, urn }).say(changes);
    }
    return { changes: replaces.length > 0 || updates.length > 0, replaces, updates };
}

const PIN_ALONE = "pin: set in place with one request, which costs no registration";

interface Previewed {
    readonly state: RegistrationState;
    readonly inputs: RegistrationInputs;
    readonly journal: JournalReading;
    readonly urn: string;
}

/** Plays what the changes would do, and reports the result. */
class Preview {
    readonly #operation: Operation;
    readonly #previewed: Previewed;
    readonly #known: Knowledge;
    readonly #now: Date;

    constructor(operation: Operation, previewed: Previewed) {
        this.#operation = operation;
        this.#previewed = previewed;
        this.#now = operation.host.now();
        const { state, journal } = previewed;
        this.#known = knowledgeOf({ state, ...journal, now: this.#now });
    }

    async say(changes: Changes): Promise<void> {
        if (changes.replaces.includes("phoneNumberId")) return this.#sayOtherNumber();
        const isNothingSent = changes.updates.length === 0 || isOnNamesOnly(changes);
        if (changes.replaces.length === 0 && isNothingSent) return;
        const { known, goal } = this.#start(changes);
        const played = play(
            known,
            goal,
            circumstancesOf(this.#operation, {
                phoneNumberId: this.#previewed.state.phoneNumberId,
                markOf: () => "",
            }),
        );
        const { steps, end } = played;
        if (end.kind === "stop") {
            return this.#sayStop(end.stop, known, refusedInPreview(played, known));
        }
        if (count(steps, "register") > 0 && count(steps, "deregister") === 0) {
            await this.#warnOfExpiry(known);
        }
        const text = this.#costsOf(changes, steps);
        if (text === PIN_ALONE) return this.#sayPinAlone();
        if (text !== undefined) await this.#log("info", text);
    }

    #start(changes: Changes): {
        readonly known: Knowledge;
        readonly goal: RegisteredGoal;
    } {
        const { inputs } = this.#previewed;
        const isReplace = changes.replaces.length > 0;
        const mark = backupMark(inputs.backup);
        return startOfChange(this.#known, { changes, isReplace, inputs, backupMark: mark });
    }

    /** The new number is registered first. The old one is deregistered only if nothing else declares it. */
    async #sayOtherNumber(): Promise<void> {
        const { phoneNumberId } = this.#previewed.state;
        if (this.#operation.isDeclared(phoneNumberId)) {
            const text = `registers another number; ${phoneNumberId} stays registered, as the program still declares it`;
            return this.#log("info", text);
        }
        const { left, nextSlotAt } = budgetOf(this.#known.spent, "deregister", this.#now);
        const what = `registers another number, then deregisters ${phoneNumberId} unless something else in the program declares it`;
        if (left > 0) {
            return this.#log("info", `${what}: uses ${this.#cost("deregister")}`);
        }
        await this.#log(
            "warning",
            `${what}: none of its deregistrations is left before ${nextSlotAt ?? "later"}, and it would stay registered until then`,
        );
    }

    /** The preview knows the budget without asking Meta. All else may have changed since it was stored. */
    async #sayStop(stop: Stop, known: Knowledge, budget: readonly Refusal[]): Promise<void> {
        const { phoneNumberId } = this.#previewed.state;
        if (budget.length === 0 || this.#operation.goesOnAfter(stop)) {
            const text = describeStop(stop, known, this.#telling());
            return this.#log(
                "warning",
                `\`pulumi up\` would refuse this, unless the number reads otherwise by then. ${text}`,
            );
        }
        const message = sentence({ verb: "change", phoneNumberId }, describeRefusals(budget));
        if (this.#operation.configuration.strictPreview) throw new OperationFailure(message, stop);
        await this.#log("error", message);
    }

    #costsOf({ updates }: Changes, steps: readonly Step[]): string | undefined {
        const registration = this.#cost("register");
        const registers = count(steps, "register");
        const isUnseen = updates.includes("unseen");
        if (count(steps, "deregister") > 0) {
            return `replaces: uses ${this.#cost("deregister")} and ${registration}; offline for about a minute`;
        }
        if (
            registers > 0 &&
            updates.includes("displayNameRegistered") &&
            !updates.includes("registered")
        ) {
            return `registers again for the display name: uses ${registration}; stays online`;
        }
        if (registers > 0) return `registers again: uses ${registration}`;
        if (isUnseen) {
            const { trouble } = this.#previewed.journal;
            const why =
                trouble === undefined ? "an earlier run was stopped" : "the journal is in doubt";
            return `${why}: looks at the number first`;
        }
        if (updates.includes("pin")) {
            return PIN_ALONE;
        }
        return updates.includes("regionVerified")
            ? "its storage was not proved yet: reads it once more, which costs no registration"
            : undefined;
    }

    /** After an import, every number needs this: the first gets a line of its own, the others share one. */
    async #sayPinAlone(): Promise<void> {
        const operation = this.#operation;
        const count = operation.memory.countPinAlone();
        if (count === 1) return this.#log("info", PIN_ALONE);
        const others = "The same holds for every other number whose PIN is set: one request each.";
        if (count === 2) await operation.log("info", `${PIN_ALONE}. ${others}`, undefined);
    }

    #cost(operation: CountedOperation): string {
        return costOf(operation, this.#known.spent, this.#now);
    }

    async #warnOfExpiry({ reading }: Knowledge): Promise<void> {
        const isExpired = reading?.codeVerificationStatus === "EXPIRED";
        if (isExpired) await this.#log("warning", EXPIRED_OWNERSHIP);
    }

    #telling() {
        const { phoneNumberId } = this.#previewed.state;
        const { settleTimeoutMs } = this.#operation.configuration;
        return { phoneNumberId, now: this.#now, settleTimeoutMs, tokenAdvice: "" };
    }

    #log(severity: "info" | "warning" | "error", text: string): Promise<void> {
        return this.#operation.log(severity, text, this.#previewed.urn);
    }
}

function count(steps: readonly Step[], kind: Step["kind"]): number {
    return steps.filter((step) => step.kind === kind).length;
}
