import { budgetOf, budgetRefusals, type Plan } from "../decisions/budget";
import { changesBetween, type Changes } from "../decisions/changesBetween";
import { describeRefusals, refusalOfBudget } from "../decisions/refusals";
import {
    hasUnseenDeregistration,
    mergedSpentRequests,
    type SpentRequest,
} from "../decisions/spentRequests";
import { retentionOf } from "../decisions/noStorage";
import { isUnknown } from "../decisions/unknownValue";
import type { Operation } from "./Operation";
import { OperationFailure, sentence } from "./OperationFailure";
import { registrationStateFrom, type RegistrationState } from "./RegistrationInputs";

/** What `diff` answers, in the words of Pulumi's interface. */
export interface DiffAnswer {
    readonly changes: boolean;
    readonly replaces: string[];
}

/**
 * Says what would change and what that costs; sends nothing.
 *
 * The order of a replace is Pulumi's default, create and then delete: `create` does the whole
 * replace, and the delete of a number that is still declared sends nothing (DESIGN.md, decision 3).
 *
 * @throws where the plan does not fit the budget and the preview is strict; never without a check
 * of the resource in this process, because a refresh calls it too.
 */
export async function diff(
    operation: Operation,
    id: string,
    { olds, news }: Readonly<Record<"olds" | "news", Readonly<Record<string, unknown>>>>,
): Promise<DiffAnswer> {
    const stored = registrationStateFrom(id, olds);
    operation.memory.show(stored);
    const urn = typeof news["__urn"] === "string" ? news["__urn"] : undefined;
    const isChecked = urn !== undefined && operation.memory.hasChecked(urn);
    const journalled = isChecked ? operation.journal.spentRequests(id) : [];
    const state = withUnseenDrift(stored, journalled);
    const { replaces: candidates, updates } = changesBetween(state, news);
    // Without a check of this resource, an unknown value only means that the engine asks whether
    // a replace of something else would cascade to here; it does not.
    const replaces = candidates.filter(
        (property) => isChecked || !isUnknown(retentionOf(news[property])),
    );
    if (isChecked) await sayCosts(operation, { state, urn, journalled }, { replaces, updates });
    return { changes: replaces.length > 0 || updates.length > 0, replaces };
}

/**
 * A deregistration that only the journal knows is drift: a delete that failed half-way, or was
 * killed, left the state as it was. The update reads the number before it sends anything.
 */
function withUnseenDrift(
    state: RegistrationState,
    journalled: readonly SpentRequest[],
): RegistrationState {
    const isUnseen = hasUnseenDeregistration(state.spentRequests, journalled);
    return isUnseen ? { ...state, registered: false } : state;
}

interface Subject {
    readonly state: RegistrationState;
    readonly urn: string;
    /** What the journal knows of the number. */
    readonly journalled: readonly SpentRequest[];
}

async function sayCosts(
    operation: Operation,
    { state, urn, journalled }: Subject,
    changes: Changes,
): Promise<void> {
    const { phoneNumberId } = state;
    const now = operation.host.now();
    const spent = mergedSpentRequests([state.spentRequests, journalled], now);
    const plan = planOf(state, changes);
    const refusals = budgetRefusals(plan, spent, now);
    const text = costsOf(changes, plan, { spent, now, phoneNumberId });
    if (refusals.length === 0) {
        if (text !== undefined) await operation.log("info", text, urn);
        return;
    }
    const causes = describeRefusals(refusals.map((refusal) => refusalOfBudget(refusal, now)));
    const message = sentence({ verb: "change", phoneNumberId }, causes);
    if (operation.configuration.strictPreview) throw new OperationFailure("preflight", message);
    await operation.log("error", message, urn);
}

/** What the changes would send for the number that the state is of. */
function planOf(state: RegistrationState, { replaces, updates }: Changes): Plan {
    if (replaces.includes("phoneNumberId")) {
        return { register: 0, deregister: 1, bringsBack: false };
    }
    const isDown = state.registered === false;
    if (replaces.length > 0) {
        return { register: 1, deregister: isDown ? 0 : 1, bringsBack: isDown };
    }
    if (updates.includes("registered")) return { register: 1, deregister: 0, bringsBack: true };
    const isNameWaiting = updates.includes("displayNameRegistered");
    return { register: isNameWaiting ? 1 : 0, deregister: 0, bringsBack: false };
}

interface Spending {
    readonly spent: readonly SpentRequest[];
    readonly now: Date;
    readonly phoneNumberId: string;
}

function costsOf(
    { replaces, updates }: Changes,
    plan: Plan,
    { spent, now, phoneNumberId }: Spending,
): string | undefined {
    const deregistration = `1 of the ${budgetOf(spent, "deregister", now).left} deregistrations`;
    const registration = `1 of the ${budgetOf(spent, "register", now).left} registrations that are left`;
    if (replaces.includes("phoneNumberId")) {
        return `registers another number, then deregisters ${phoneNumberId}: uses ${deregistration} that are left of it`;
    }
    if (plan.deregister > 0) {
        return `replaces: uses ${deregistration} and ${registration}; offline for about a minute`;
    }
    if (updates.includes("registered")) return `registers again: uses ${registration}`;
    if (plan.register > 0)
        return `registers again for the display name: uses ${registration}; stays online`;
    if (updates.includes("pin")) {
        return "pin: set in place with one request, which costs no registration";
    }
    return updates.includes("regionVerified")
        ? "its storage was not proved yet: reads it once more, which costs no registration"
        : undefined;
}
