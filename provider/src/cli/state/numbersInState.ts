import { rememberedRefusalFrom, type RememberedRefusal } from "../../decisions/refusalMemory";
import { type SpentRequest, spentRequestsFrom } from "../../decisions/spentRequests";
import { isJsonObject, memberOf, textOf, withoutUndefined } from "../../graph/jsonObject";
import { resourceType } from "../../resourceType";

/** What a stack's state knows of one number's budget and display name. */
export interface NumberInState {
    /** Meta's id of the number. */
    readonly phoneNumberId: string;
    /** The name of its resource. */
    readonly name?: string;
    /** The requests that the stack sent. */
    readonly spentRequests: readonly SpentRequest[];
    /** What Meta refused last. */
    readonly refusal?: RememberedRefusal;
    /** By when an approved display name has to be registered; ISO 8601. */
    readonly registerDisplayNameBy?: string;
    /** When the number was registered last; ISO 8601. */
    readonly registeredAt?: string;
}

/**
 * Finds the registrations in what `pulumi stack export` prints. Nothing else is taken from it; in
 * an export with `--show-secrets` stand tokens and PINs.
 *
 * @returns undefined where the text is no export of a stack.
 */
export function numbersInState(text: string): readonly NumberInState[] | undefined {
    const resources = memberOf(memberOf(parsed(text), "deployment"), "resources");
    // A stack without any resources has none in its export.
    if (resources === undefined || resources === null) {
        return isJsonObject(memberOf(parsed(text), "deployment")) ? [] : undefined;
    }
    if (!Array.isArray(resources)) return undefined;
    return resources.filter((one) => textOf(one, "type") === resourceType).flatMap(numberIn);
}

function numberIn(resource: unknown): readonly NumberInState[] {
    const outputs = memberOf(resource, "outputs");
    const phoneNumberId = textOf(resource, "id") ?? textOf(outputs, "phoneNumberId");
    if (phoneNumberId === undefined || !/^\d+$/.test(phoneNumberId)) return [];
    const known = withoutUndefined({
        phoneNumberId,
        name: textOf(resource, "urn")?.split("::").at(-1),
        spentRequests: spentRequestsFrom(memberOf(outputs, "spentRequests")),
        refusal: rememberedRefusalFrom(memberOf(outputs, "refusal")),
        registerDisplayNameBy: timeOf(outputs, "registerDisplayNameBy"),
        registeredAt: timeOf(outputs, "registeredAt"),
    });
    return [known];
}

function timeOf(outputs: unknown, name: string): string | undefined {
    const text = textOf(outputs, name);
    return text === undefined || Number.isNaN(Date.parse(text)) ? undefined : text;
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
