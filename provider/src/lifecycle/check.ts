import { costOf } from "../decisions/budget";
import { checkInputs, type InputFailure } from "../decisions/checkInputs";
import { sentence } from "../decisions/describeStop";
import { goalOfCreate } from "../decisions/goals";
import { holderOf, isHeldBy } from "../decisions/JournalEntry";
import { knowledgeOf } from "../decisions/Knowledge";
import { play, refusedInPreview } from "../decisions/play";
import { describeRefusals } from "../decisions/refusals";
import { properties, propertyNames } from "../decisions/properties";
import type { RegistrationInputs } from "../decisions/RegistrationState";
import { stackOf } from "../decisions/stackOf";
import { isUnknown } from "../decisions/unknownValue";
import { asSecret } from "../host/secrets";
import { circumstancesOf } from "./circumstancesOf";
import type { Operation } from "./Operation";
import { warnOfVersion } from "./warnings";

type Properties = Readonly<Record<string, unknown>>;

/** What `check` answers, in the words of Pulumi's interface. */
export interface CheckAnswer {
    readonly inputs: Record<string, unknown>;
    readonly failures: InputFailure[];
}

/**
 * Validates what the program declares, and notes the number as declared. Sends nothing.
 *
 * Adds `registered` and `displayNameRegistered`. So a number that is no longer registered, or an
 * approved name that waits, shows as a difference that a person can read. Marks secrets as secret
 * even if the program forgot to.
 */
export async function check(
    operation: Operation,
    { olds, news }: { readonly olds: Properties; readonly news: Properties },
): Promise<CheckAnswer> {
    const { inputs, failures } = checkInputs(news, olds);
    const urn = typeof inputs["__urn"] === "string" ? inputs["__urn"] : undefined;
    const isNew = urn !== undefined && !operation.memory.hasChecked(urn) && !isStored(olds);
    if (urn !== undefined) operation.memory.noteChecked(urn);
    const found = failures.length > 0 ? failures : await furtherFailures(operation, inputs, isNew);
    return {
        inputs: {
            ...inputs,
            ...secretsOf(inputs),
            ...driftInputs(inputs, isStored(olds)),
        },
        failures: found.map(withoutProperty),
    };
}

/**
 * The two inputs that every number has. In a preview the program passes them as unknown. They stay
 * unknown for a number that does not exist yet.
 */
function driftInputs(inputs: Properties, isThere: boolean): Properties {
    const declared = (name: string): unknown => {
        const value = inputs[name];
        return value === undefined || (isThere && isUnknown(value)) ? true : value;
    };
    return {
        registered: declared("registered"),
        displayNameRegistered: declared("displayNameRegistered"),
    };
}

/** What is wrong with valid inputs in this operation: a missing token, a twin, or a spent budget. */
async function furtherFailures(
    operation: Operation,
    inputs: Properties,
    isNew: boolean,
): Promise<readonly InputFailure[]> {
    requireToken(operation, inputs["tokenName"]);
    const { phoneNumberId, __urn: urn } = inputs;
    await warnOfVersion(operation, typeof urn === "string" ? urn : undefined);
    if (typeof phoneNumberId !== "string" || isUnknown(phoneNumberId)) return [];
    const twin = twinOf(operation, phoneNumberId, typeof urn === "string" ? urn : "");
    if (twin !== undefined) return [twin];
    return isNew ? costOfCreate(operation, inputs as unknown as RegistrationInputs) : [];
}

function isStored(olds: Properties): boolean {
    return Object.keys(olds).some((name) => name !== "__provider");
}

/**
 * If a failure belongs to a property, the engine prints its value: a mistyped PIN, a backup, or a
 * token in the wrong place. So the reason names the property, and the failure belongs to none.
 */
function withoutProperty({ property, reason }: InputFailure): InputFailure {
    return { property: "", reason: reason.includes(property) ? reason : `${property}: ${reason}` };
}

/** Throws if the configuration or the token is missing. An early error is better than one half-way. */
function requireToken(operation: Operation, tokenName: unknown): void {
    if (isUnknown(tokenName)) return;
    operation.accessToken(typeof tokenName === "string" ? tokenName : undefined);
}

function twinOf(
    operation: Operation,
    phoneNumberId: string,
    urn: string,
): InputFailure | undefined {
    const other = operation.declare(phoneNumberId, urn);
    if (other === undefined) return undefined;
    return {
        property: "phoneNumberId",
        reason:
            `${phoneNumberId} is declared twice in this program: the other resource is ` +
            `"${other.split("::").at(-1) ?? other}". One number belongs to one resource; remove one of them.`,
    };
}

/**
 * Says what a new resource costs, and refuses what the budget does not allow. A number that is
 * registered already costs nothing, but only the run can see that. If the journal says that the
 * number is registered, the check refuses nothing.
 */
async function costOfCreate(
    operation: Operation,
    inputs: RegistrationInputs,
): Promise<readonly InputFailure[]> {
    const { phoneNumberId, __urn: urn } = inputs;
    const now = operation.host.now();
    const journal = await operation.journalled({ phoneNumberId, urn });
    const known = knowledgeOf({ state: undefined, ...journal, now });
    const isOurs = isHeldBy(journal.entries, stackOf(urn));
    const goal = goalOfCreate(inputs, { isOurs, backupMark: undefined });
    const down = { ...known, registered: "no" as const };
    const circumstances = circumstancesOf(operation, { phoneNumberId, markOf: () => "" });
    const played = play(down, goal, circumstances);
    const budget = refusedInPreview(played, down);
    if (budget.length === 0 || (isOurs && holderOf(journal.entries)?.isUp === true)) {
        const text = `registers: uses ${costOf("register", known.spent, now)}, or adopts it, which costs nothing`;
        await operation.log("info", text, urn);
        return [];
    }
    const reason = sentence({ verb: "register", phoneNumberId }, describeRefusals(budget));
    if (played.end.kind === "stop" && operation.goesOnAfter(played.end.stop)) {
        await operation.log("warning", reason, urn);
        return [];
    }
    if (operation.configuration.strictPreview) return [{ property: "", reason }];
    await operation.log("error", reason, urn);
    return [];
}

/** The secrets among the inputs, so that Pulumi encrypts them. */
function secretsOf(inputs: Properties): Record<string, unknown> {
    const secrets = propertyNames.filter(
        (name) => properties[name].isSecret && inputs[name] !== undefined,
    );
    return Object.fromEntries(secrets.map((name) => [name, secretOf(inputs[name])]));
}

function secretOf(value: unknown): unknown {
    return isUnknown(value) ? value : asSecret(value);
}
