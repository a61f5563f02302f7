import { checkInputs, type InputFailure } from "../decisions/checkInputs";
import { isUnknown } from "../decisions/unknownValue";
import { asSecret } from "../host/secrets";
import type { Operation } from "./Operation";
import { warnOfVersion } from "./warnOfVersion";

/** What `check` answers, in the words of Pulumi's interface. */
export interface CheckAnswer {
    readonly inputs: Record<string, unknown>;
    readonly failures: InputFailure[];
}

/**
 * Validates what the program declares, and notes that it declares it. Sends nothing.
 *
 * Adds `registered` and `displayNameRegistered`, so that a number that is no longer registered and
 * an approved name that waits show as differences that a person can read, and marks PIN and backup
 * as secret even where the program forgot to.
 */
export async function check(
    operation: Operation,
    news: Readonly<Record<string, unknown>>,
): Promise<CheckAnswer> {
    const { inputs, failures } = checkInputs(news);
    const { __urn: urn } = inputs;
    if (typeof urn === "string") operation.memory.noteChecked(urn);
    if (failures.length === 0) requireToken(operation, inputs["tokenName"]);
    const twin = failures.length === 0 ? declare(operation, inputs) : undefined;
    if (failures.length === 0)
        await warnOfVersion(operation, typeof urn === "string" ? urn : undefined);
    return {
        inputs: {
            ...inputs,
            ...secretsOf(inputs),
            registered: inputs["registered"] ?? true,
            displayNameRegistered: inputs["displayNameRegistered"] ?? true,
        },
        failures: (twin === undefined ? failures : [...failures, twin]).map(withoutProperty),
    };
}

/**
 * The engine prints the value of a property that a failure belongs to: a mistyped PIN, a backup, a
 * token in the wrong place. So the reason names the property, and the failure belongs to none.
 */
function withoutProperty({ property, reason }: InputFailure): InputFailure {
    return { property: "", reason: reason.includes(property) ? reason : `${property}: ${reason}` };
}

/** Throws where the configuration or the token is missing: better now than half-way. */
function requireToken(operation: Operation, tokenName: unknown): void {
    if (isUnknown(tokenName)) return;
    operation.accessToken(typeof tokenName === "string" ? tokenName : undefined);
}

function declare(
    operation: Operation,
    inputs: Readonly<Record<string, unknown>>,
): InputFailure | undefined {
    const { phoneNumberId, __urn: urn } = inputs;
    if (typeof phoneNumberId !== "string" || isUnknown(phoneNumberId)) return undefined;
    const other = operation.declare(phoneNumberId, typeof urn === "string" ? urn : "");
    if (other === undefined) return undefined;
    return {
        property: "phoneNumberId",
        reason:
            `${phoneNumberId} is declared twice in this program: the other resource is ` +
            `"${other.split("::").at(-1) ?? other}". One number belongs to one resource; remove one of them.`,
    };
}

/** The PIN and the backup, so that Pulumi encrypts them. */
function secretsOf(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const secrets = ["pin", "backup"].filter((name) => inputs[name] !== undefined);
    return Object.fromEntries(secrets.map((name) => [name, secretOf(inputs[name])]));
}

function secretOf(value: unknown): unknown {
    return isUnknown(value) ? value : asSecret(value);
}
