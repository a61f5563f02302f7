import { unknownValue } from "../../decisions/unknownValue";
import { textOf } from "../../graph/jsonObject";
import type { Preview, PreviewStep, ResourceShown } from "./Preview";

/** What a preview plans for one number, whatever resources declare it. */
export interface PlannedNumber {
    /** Undefined if it is known only in the update. */
    readonly phoneNumberId: string | undefined;
    /** What Pulumi does with its resource. */
    readonly plan: "create" | "update" | "replace" | "delete" | "release" | "same";
    /** As the state has it. */
    readonly old: ResourceShown | undefined;
    /** As the program declares it. */
    readonly declared: ResourceShown | undefined;
}

const DECLARING: Readonly<Record<string, PlannedNumber["plan"]>> = {
    create: "create",
    import: "create",
    update: "update",
    replace: "replace",
    "create-replacement": "replace",
    same: "same",
};
const LEAVING: ReadonlySet<string> = new Set(["delete", "delete-replaced"]);

/**
 * The plan of each number: first what the program declares, then what leaves it. A number that one
 * resource gives up and another one declares stays.
 *
 * @param stored - the resources of the state; resources that the preview does not name do not change.
 */
export function plannedNumbers(
    { steps }: Preview,
    stored: readonly ResourceShown[],
): readonly PlannedNumber[] {
    const planned = new Set(steps.map(({ urn }) => urn));
    const untouched = stored
        .filter(({ urn, isExternal }) => !planned.has(urn) && !isExternal)
        .map((old): PreviewStep => ({ op: "same", urn: old.urn, old, declared: old }));
    const declaring = [...lastOfEach(steps), ...untouched];
    const leaving = [...steps.filter(({ op }) => LEAVING.has(op)), ...declaring].flatMap(leavingIn);
    const declared = declaring.flatMap((step) => declaredIn(step, leaving));
    const ids = new Set(declared.map(({ phoneNumberId }) => phoneNumberId));
    const gone = new Map(
        leaving
            .filter(({ phoneNumberId }) => !ids.has(phoneNumberId))
            .map((number) => [number.phoneNumberId, number]),
    );
    return [...declared, ...gone.values()];
}

/** Where a refresh comes first, the plan of a resource is its last step; a replace has several. */
function lastOfEach(steps: readonly PreviewStep[]): readonly PreviewStep[] {
    const declaring = steps.filter(({ op }) => op in DECLARING);
    return [...new Map(declaring.map((step) => [step.urn, step])).values()].map((step) => ({
        ...step,
        old: step.old ?? steps.find(({ urn, old }) => urn === step.urn && old !== undefined)?.old,
    }));
}

/** What goes with a step: the number of a resource that is deleted, or that gets another number. */
function leavingIn({ op, old, declared }: PreviewStep): readonly PlannedNumber[] {
    if (old === undefined || old.isExternal) return [];
    const phoneNumberId = idOf(old);
    const isDeleted = LEAVING.has(op);
    const isOther = DECLARING[op] === "replace" && declared !== undefined;
    if (!isDeleted && !(isOther && idOf(declared) !== phoneNumberId)) return [];
    return [
        { phoneNumberId, plan: old.isRetained ? "release" : "delete", old, declared: undefined },
    ];
}

function declaredIn(
    { op, old, declared }: PreviewStep,
    leaving: readonly PlannedNumber[],
): readonly PlannedNumber[] {
    const plan = DECLARING[op];
    if (plan === undefined || declared === undefined || declared.isExternal) return [];
    const phoneNumberId = idOf(declared);
    const isSame = old !== undefined && idOf(old) === phoneNumberId;
    if (isSame) return [{ phoneNumberId, plan, old, declared }];
    // A number that another resource gives up is taken over unchanged.
    const before = phoneNumberId === undefined ? undefined : leaving.find(isOf(phoneNumberId));
    return [{ phoneNumberId, plan: "create", old: before?.old, declared }];
}

function isOf(phoneNumberId: string): (number: PlannedNumber) => boolean {
    return (number) => number.phoneNumberId === phoneNumberId;
}

/** The number of a resource; of one that is there, its id. */
function idOf({ id, inputs, outputs }: ResourceShown): string | undefined {
    const found = textOf(inputs, "phoneNumberId") ?? id ?? textOf(outputs, "phoneNumberId");
    return found === undefined || found === unknownValue || !/^\d+$/.test(found)
        ? undefined
        : found;
}
