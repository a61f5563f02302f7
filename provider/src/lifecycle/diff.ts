import { changesBetween, type Changes } from "../decisions/changesBetween";
import { isUnknown } from "../decisions/unknownValue";
import type { Operation } from "./Operation";
import { registrationStateFrom } from "./RegistrationInputs";

/** What `diff` answers, in the words of Pulumi's interface. */
export interface DiffAnswer {
    readonly changes: boolean;
    readonly replaces: string[];
}

/**
 * Says what would change. Sends nothing, and never throws: a refresh calls it too.
 *
 * The order of a replace is Pulumi's default, create and then delete: `create` does the whole
 * replace, and the delete of a number that is still declared sends nothing (DESIGN.md, decision 3).
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
    const { replaces: candidates, updates } = changesBetween(state, news);
    // Without a check of this resource, an unknown value only means that the engine asks whether
    // a replace of something else would cascade to here; it does not.
    const replaces = candidates.filter((property) => isChecked || !isUnknown(news[property]));
    if (isChecked) await logCosts(operation, { replaces, updates }, { urn, id });
    return { changes: replaces.length > 0 || updates.length > 0, replaces };
}

async function logCosts(
    operation: Operation,
    { replaces, updates }: Changes,
    { urn, id }: { readonly urn: string; readonly id: string },
): Promise<void> {
    if (replaces.includes("phoneNumberId")) {
        const text = `registers another number; ${id} is deregistered after that`;
        await operation.log("info", text, urn);
    } else if (replaces.length > 0) {
        const text =
            "replaces: one deregistration and one registration of ten each in 72 hours; " +
            "the number is offline for about a minute";
        await operation.log("info", text, urn);
    } else if (updates.includes("registered")) {
        await operation.log("info", "registers again: one registration of ten in 72 hours", urn);
    } else if (updates.includes("pin")) {
        const text = "pin: set in place with one request, which costs no registration";
        await operation.log("info", text, urn);
    }
}
