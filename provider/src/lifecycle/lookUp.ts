import { budgetsOf, type Budgets } from "../decisions/budget";
import { knowledgeOf } from "../decisions/Knowledge";
import { readingOutputs } from "../decisions/outputsOf";
import { idProblem, phoneNumberIdProblem } from "../decisions/propertyProblems";
import { isRegistered } from "../decisions/registrationStatus";
import { phoneNumberPages } from "../graph/account";
import { isGraphError } from "../graph/GraphError";
import { withoutUndefined } from "../graph/jsonObject";
import type { PhoneNumber } from "../graph/phoneNumber";
import { isTransportError } from "../graph/TransportError";
import { callsWith } from "./openRun";
import { OperationFailure, type Operation } from "./Operation";
import { read } from "./read";

/** What is asked about one number. */
export interface NumberQuestion {
    /** Meta's id of the phone number: a string of digits, not the phone number itself. */
    readonly phoneNumberId: string;
    /** The name of the access token to use. Default: the token without a name. */
    readonly tokenName?: string;
}

/** What is asked about the numbers of an account. */
export interface AccountQuestion {
    /** The id of the WhatsApp Business Account: a string of digits. */
    readonly wabaId: string;
    /** The name of the access token to use. Default: the token without a name. */
    readonly tokenName?: string;
}

/** What is asked about a number's budgets. */
export type BudgetQuestion = Pick<NumberQuestion, "phoneNumberId">;

/** What is told of one number, in the names of the resource's outputs. */
export const numberAnswers = [
    "phoneNumberId",
    "wabaId",
    "registered",
    "status",
    "platformType",
    "codeVerificationStatus",
    "displayPhoneNumber",
    "verifiedName",
    "nameStatus",
    "newNameStatus",
    "qualityRating",
    "throughputLevel",
    "storageStatus",
    "dataLocalizationRegion",
    "noStorage",
] as const;

/**
 * Reads one number and its storage with two requests. Meta counts neither of them.
 *
 * @throws if the id is not valid, or the number can't be read.
 */
export async function phoneNumberOf(
    operation: Operation,
    { phoneNumberId, tokenName }: NumberQuestion,
): Promise<Record<string, unknown>> {
    refuse(phoneNumberIdProblem(phoneNumberId));
    const props = withoutUndefined({ tokenName });
    const answer = await read(operation, { id: phoneNumberId, props, isImport: true });
    const known = numberAnswers.map((name): [string, unknown] => [name, answer.props[name]]);
    return withoutUndefined(Object.fromEntries(known));
}

/**
 * Reads the numbers of an account, one request for each hundred.
 *
 * @throws if the id is not valid, or the account can't be read.
 */
export async function phoneNumbersOf(
    operation: Operation,
    { wabaId, tokenName }: AccountQuestion,
): Promise<readonly Record<string, unknown>[]> {
    refuse(idProblem("wabaId", wabaId));
    const calls = callsWith(operation, tokenName);
    const numbers: Record<string, unknown>[] = [];
    try {
        for await (const page of phoneNumberPages(calls, wabaId)) {
            numbers.push(...page.map(listedNumber));
        }
    } catch (error) {
        if (!isGraphError(error) && !isTransportError(error)) throw error;
        throw new OperationFailure(
            `Cannot read the numbers of account ${wabaId}: ${error.message}`,
        );
    }
    return numbers;
}

function listedNumber(reading: PhoneNumber): Record<string, unknown> {
    return withoutUndefined({
        phoneNumberId: reading.id,
        wabaId: reading.wabaId,
        registered: isRegistered(reading),
        ...readingOutputs(reading),
    });
}

/**
 * Counts what is left of a number's two budgets, as far as the journal on this machine knows. Sends
 * nothing.
 *
 * @throws if the id is not valid.
 */
export async function budgetsOfNumber(
    operation: Operation,
    { phoneNumberId }: BudgetQuestion,
): Promise<Budgets & { readonly phoneNumberId: string }> {
    refuse(phoneNumberIdProblem(phoneNumberId));
    const now = operation.host.now();
    const { entries } = await operation.journalled({ phoneNumberId, urn: undefined });
    const { spent } = knowledgeOf({ state: undefined, entries, now });
    return { phoneNumberId, ...budgetsOf(spent, now) };
}

function refuse(problem: string | undefined): void {
    if (problem !== undefined) throw new OperationFailure(problem);
}
