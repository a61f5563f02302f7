import { graphVersionLifetime } from "../configuration/graphVersionLifetime";
import type { Operation } from "./Operation";
import type { PhoneNumber } from "../graph/phoneNumber";

/** Warns once per operation that the version of the Graph API ends soon, or has ended. */
export async function warnOfVersion(operation: Operation, urn: string | undefined): Promise<void> {
    const { graphApiVersion } = operation.configuration;
    const lifetime = graphVersionLifetime(graphApiVersion, operation.host.now());
    if (lifetime.kind !== "ended" && lifetime.kind !== "endsSoon") return;
    const when = lifetime.kind === "ended" ? "ended on" : "ends on";
    const text =
        `Graph API ${graphApiVersion} ${when} ${lifetime.endsAt}. ` +
        "Set whatsapp:graphApiVersion to a newer version";
    await operation.warnOnce(text, urn);
}

/** What a program declares about a number's account. */
export interface DeclaredAccount {
    readonly wabaId: string | undefined;
    readonly urn: string | undefined;
}

/** Warns if Meta says that a number belongs to another account than the declared one. */
export async function warnOfAccount(
    operation: Operation,
    { wabaId: declared, urn }: DeclaredAccount,
    { wabaId: told }: Partial<PhoneNumber>,
): Promise<void> {
    if (declared === undefined || told === undefined || declared === told) return;
    const text = `wabaId is declared as ${declared}, and Meta says that the number belongs to ${told}`;
    await operation.log("warning", text, urn);
}

/** Meta's sources disagree about this (references of the node and of errors, read 2026-11-24). */
export const EXPIRED_OWNERSHIP =
    "the ownership verification has expired (code_verification_status EXPIRED), and the number is " +
    "not registered: Meta may refuse the registration with code 133006, which uses one of the ten. " +
    "`npx pulumi-whatsapp verify` renews it first";
