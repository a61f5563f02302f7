import { regionFrom } from "../../decisions/regions";
import { retentionOf, wantedStorage } from "../../decisions/storage";
import { booleanOf, memberOf, textOf, withoutUndefined } from "../../graph/jsonObject";
import type { Declared, DeclaredNumber } from "./Evidence";

/**
 * What a stack declares of its numbers, from the inputs in its state. Nothing else is taken from
 * it. A resource that an update still has to delete is not a declaration.
 *
 * @param registrations - the resources of this package in the state.
 */
export function declaredNumbers(registrations: readonly unknown[]): readonly DeclaredNumber[] {
    const living = registrations.filter((one) => booleanOf(one, "delete") !== true);
    const numbers = new Map<string, DeclaredNumber>();
    for (const one of living.map(declaredNumber)) {
        const other = numbers.get(one.phoneNumberId);
        numbers.set(one.phoneNumberId, other === undefined ? one : twin(other, one));
    }
    return [...numbers.values()];
}

/** A number that somebody names and no state declares. */
export function undeclaredNumber(phoneNumberId: string, hasState: boolean): DeclaredNumber {
    const reason = hasState ? "the state declares no such number" : "no state was given";
    return { phoneNumberId, declared: { kind: "none", reason } };
}

function declaredNumber(resource: unknown): DeclaredNumber {
    const inputs = memberOf(resource, "inputs");
    const outputs = memberOf(resource, "outputs");
    const phoneNumberId =
        textOf(inputs, "phoneNumberId") ?? textOf(resource, "id") ?? "an id that is no text";
    return withoutUndefined({
        phoneNumberId,
        resource: textOf(resource, "urn")?.split("::").at(-1),
        tokenName: textOf(inputs, "tokenName"),
        wabaId: textOf(inputs, "wabaId") ?? textOf(outputs, "wabaId"),
        declared: declaredIn(inputs),
    });
}

function declaredIn(inputs: unknown): Declared {
    const region = memberOf(inputs, "dataLocalizationRegion");
    const noStorage = memberOf(inputs, "noStorage");
    if (noStorage !== undefined) {
        const retentionMinutes = retentionOf(noStorage);
        return typeof retentionMinutes === "number"
            ? { kind: "noStorage", retentionMinutes }
            : unreadable("noStorage");
    }
    if (region === undefined) return wantedStorage({});
    const reading = regionFrom(region);
    return reading.kind === "region" ? reading : unreadable("dataLocalizationRegion");
}

/** A secret is encrypted in a state, or wrapped if secrets are shown. */
function unreadable(property: string): Declared {
    return { kind: "none", reason: `${property} is a secret in the state` };
}

function twin(one: DeclaredNumber, other: DeclaredNumber): DeclaredNumber {
    if (JSON.stringify(one.declared) === JSON.stringify(other.declared)) return one;
    const names = [one.resource, other.resource].filter((name) => name !== undefined);
    const reason = `two resources declare it differently: ${names.join(" and ")}`;
    return { ...one, declared: { kind: "none", reason } };
}
