import type { PhoneNumber } from "../graph/phoneNumber";
import type { Operation } from "./Operation";

/** What a program says of a number's account. */
export interface DeclaredAccount {
    readonly wabaId: string | undefined;
    readonly urn: string | undefined;
}

/** Warns where Meta says that a number belongs to another account than is declared. */
export async function warnOfAccount(
    operation: Operation,
    { wabaId: declared, urn }: DeclaredAccount,
    { wabaId: told }: Partial<PhoneNumber>,
): Promise<void> {
    if (declared === undefined || told === undefined || declared === told) return;
    const text = `wabaId is declared as ${declared}, and Meta says that the number belongs to ${told}`;
    await operation.log("warning", text, urn);
}
