import { budgetsOf } from "../decisions/budget";
import type { KnownName } from "../decisions/displayName";
import { countedAmong } from "../decisions/JournalEntry";
import { type JournalTrouble, refusalOfTrouble } from "../decisions/JournalReading";
import {
    refusedUntil,
    rememberedRefusalFrom,
    type RememberedRefusal,
} from "../decisions/refusalMemory";
import type { Refusal } from "../decisions/refusals";
import {
    mergedSpentRequests,
    type SpentRequest,
    spentRequestsFrom,
} from "../decisions/spentRequests";
import { graphErrorEntry } from "../graph/catalogue";
import { isJsonObject, memberOf, textOf, withoutUndefined } from "../graph/jsonObject";
import type { RequestJournal } from "../journal/RequestJournal";
import { registrationTypes } from "../resourceType";
import { CommandFailure, readTextFile } from "./CommandFailure";
import { openJournal } from "./openJournal";
import type { Surroundings } from "./Shell";

/** What a stack's state knows of one number's budget and display name. */
export interface NumberInState {
    /** Meta's id of the number. */
    readonly phoneNumberId: string;
    /** The name of its resource. */
    readonly resource?: string;
    /** The requests that the stack sent. */
    readonly spentRequests: readonly SpentRequest[];
    /** What Meta refused last. */
    readonly refusal?: RememberedRefusal;
    /** What it knows of a display name that waits. */
    readonly name: KnownName;
}

/** What `--state` takes, for its help. */
export const STATE_OPTION = 'a stack\'s state, as "pulumi stack export --file" writes it';

/**
 * Reads the registrations of a stack from the file of `--state`; none if it was not given. It takes
 * nothing else from the file, because an export with `--show-secrets` has tokens and PINs.
 *
 * @throws CommandFailure that names the file.
 */
export function numbersInState(
    path: string | undefined,
    { folder }: Surroundings,
): readonly NumberInState[] {
    if (path === undefined) return [];
    const text = readTextFile({ folder, path, option: "--state" });
    return registrationsIn(path, text).flatMap(numberIn);
}

/**
 * The resources of this package in a state.
 *
 * @throws CommandFailure that names the file if it is no state.
 */
export function registrationsIn(path: string, text: string): readonly unknown[] {
    const deployment = memberOf(parsed(text), "deployment");
    // A stack without any resources has none in its export.
    const none = isJsonObject(deployment) ? [] : undefined;
    const resources = memberOf(deployment, "resources") ?? none;
    if (Array.isArray(resources)) {
        return resources.filter(isRegistration);
    }
    throw new CommandFailure(
        `read ${path}`,
        'it is not the state of a stack. Make one with "pulumi stack export --file state.json"',
    );
}

/** Whether something in a state or a preview is a registration of a number, by either type. */
export function isRegistration(resource: unknown): boolean {
    return registrationTypes.includes(textOf(resource, "type") ?? "");
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}

function numberIn(resource: unknown): readonly NumberInState[] {
    const outputs = memberOf(resource, "outputs");
    const phoneNumberId = textOf(resource, "id") ?? textOf(outputs, "phoneNumberId");
    if (phoneNumberId === undefined || !/^\d+$/.test(phoneNumberId)) return [];
    const known = withoutUndefined({
        phoneNumberId,
        resource: textOf(resource, "urn")?.split("::").at(-1),
        spentRequests: spentRequestsFrom(memberOf(outputs, "spentRequests")),
        refusal: rememberedRefusalFrom(memberOf(outputs, "refusal")),
        name: withoutUndefined({
            registerDisplayNameBy: timeOf(outputs, "registerDisplayNameBy"),
            registeredAt: timeOf(outputs, "registeredAt"),
        }),
    });
    return [known];
}

function timeOf(outputs: unknown, name: string): string | undefined {
    const text = textOf(outputs, name);
    return text === undefined || Number.isNaN(Date.parse(text)) ? undefined : text;
}

/** What is left of one number's requests, and what was refused. */
export type NumberBudget = ReturnType<NumberRecords["budgetOf"]>;

/** A refusal that still holds. */
export interface RefusedUntil {
    /** What was refused: `register`, `deregister` or `region`. */
    readonly operation: string;
    /** Until when it is not tried again while nothing changes; ISO 8601. */
    readonly until: string;
    /** The message of then, where the state keeps it. */
    readonly message?: string;
}

/** What the journal and a state remember of one number. */
export interface NumberMemory {
    /** The requests that the journal and the state know. */
    readonly spentRequests: readonly SpentRequest[];
    /** What Meta refused last, where a state knows it. */
    readonly refusal?: RememberedRefusal;
    /** What Meta refused last, where the journal of this machine knows and no given state does. */
    readonly journalledRefusal?: JournalledRefusal;
    /** Why the journal may not know all that was sent, which keeps `pulumi up` from sending more. */
    readonly doubt?: Doubt;
    /** What a state knows of a display name that waits. */
    readonly name?: KnownName;
}

/** Why a journal may not know all that was sent, and what to do. */
type Doubt = Pick<Refusal, "cause" | "nextStep">;

function doubtOf(trouble: JournalTrouble | undefined, now: Date): Doubt | undefined {
    const refusal = refusalOfTrouble(trouble, now);
    return refusal && { cause: refusal.cause, nextStep: refusal.nextStep };
}

/** A refused registration that the journal alone knows. */
export interface JournalledRefusal {
    /** When it was sent; ISO 8601. */
    readonly at: string;
    /** Meta's error code. */
    readonly graphCode: number;
    /** Until when the same input is not tried again; ISO 8601. */
    readonly nextTryAt: string;
}

/** What the journal of this machine and a stack's state, where one is given, know of numbers. */
export class NumberRecords {
    readonly #inStates: readonly NumberInState[];
    readonly #journal: RequestJournal;
    readonly #now: Date;

    private constructor(journal: RequestJournal, inStates: readonly NumberInState[], now: Date) {
        this.#inStates = inStates;
        this.#journal = journal;
        this.#now = now;
    }

    /**
     * Finds the journal of an address, as the provider does.
     *
     * @throws CommandFailure if the environment names no usable folder.
     */
    static async open(
        surroundings: Surroundings,
        graphUrl: string,
        inStates: readonly NumberInState[] = [],
    ): Promise<NumberRecords> {
        const journal = await openJournal(surroundings, graphUrl);
        return new NumberRecords(journal, inStates, surroundings.now());
    }

    /** The requests that the journal knows. */
    journalled(phoneNumberId: string): readonly SpentRequest[] {
        return this.#journal.spentRequests(phoneNumberId);
    }

    /**
     * Counts a number's budgets from everything that is known. Where it is not `recorded`, they are
     * those of a number that nothing was ever sent for, and need not be true.
     */
    budgetOf(phoneNumberId: string) {
        const now = this.#now;
        const inStates = this.#inStates.filter((one) => one.phoneNumberId === phoneNumberId);
        const { entries, trouble } = this.#journal.read(phoneNumberId);
        const journalled = countedAmong(entries);
        const records = [...inStates.map((one) => one.spentRequests), journalled];
        const spentRequests = mergedSpentRequests(records, now);
        const refused = [
            ...inStates.flatMap(refusalIn),
            ...refusedRegistration(this.memoryOf(phoneNumberId)),
            ...refusedDeregistration(spentRequests),
        ];
        return withoutUndefined({
            phoneNumberId,
            name: inStates.find(({ resource }) => resource !== undefined)?.resource,
            recorded: inStates.length > 0 || journalled.length > 0 || trouble !== undefined,
            doubt: doubtOf(trouble, now),
            budgets: budgetsOf(spentRequests, now),
            spentRequests,
            refusals: refused.filter(({ until }) => isAhead(until, now)),
        });
    }

    /** What is remembered of a number. */
    memoryOf(phoneNumberId: string): NumberMemory {
        const inState = this.#inStates.find((one) => one.phoneNumberId === phoneNumberId);
        const { spentRequests = [], refusal, name = {} } = inState ?? {};
        const { entries, trouble } = this.#journal.read(phoneNumberId);
        const ofJournal = mergedSpentRequests([countedAmong(entries)], this.#now);
        const refused = journalledRefusal(ofJournal);
        // A state that knows of the request says itself what is remembered of it.
        const isInState = spentRequests.some(({ at }) => at === refused?.at);
        return withoutUndefined({
            spentRequests: mergedSpentRequests([spentRequests, ofJournal], this.#now),
            refusal,
            journalledRefusal: isInState ? undefined : refused,
            doubt: doubtOf(trouble, this.#now),
            name,
        });
    }
}

function refusalIn({ refusal }: NumberInState): readonly RefusedUntil[] {
    if (refusal === undefined) return [];
    const { operation, nextTryAt: until, message } = refusal;
    return [{ operation, until, message }];
}

/** A number that was never registered has no resource in a state: its journal alone knows. */
function refusedRegistration({ journalledRefusal }: NumberMemory): readonly RefusedUntil[] {
    if (journalledRefusal === undefined) return [];
    const { graphCode, nextTryAt: until } = journalledRefusal;
    const { meaning, nextStep } = graphErrorEntry(graphCode);
    const message = `Code ${graphCode}: ${meaning}. ${nextStep}`;
    return [{ operation: "register", until, message }];
}

function refusedDeregistration(spent: readonly SpentRequest[]): readonly RefusedUntil[] {
    const until = refusedUntil("deregister", spent)?.toISOString();
    return until === undefined ? [] : [{ operation: "deregister", until }];
}

/**
 * The refusal that a number's last register request met, from the requests of a journal, the oldest
 * first. None if that one was accepted or got no answer, where nothing of it is remembered, and
 * for a block, which is the budget's to tell.
 */
export function journalledRefusal(spent: readonly SpentRequest[]): JournalledRefusal | undefined {
    const last = spent.findLast(({ operation }) => operation === "register");
    if (last?.outcome !== "refused" || last.graphCode === undefined) return undefined;
    const { at, graphCode } = last;
    const nextTryAt = refusedUntil("register", spent)?.toISOString();
    return nextTryAt === undefined ? undefined : { at, graphCode, nextTryAt };
}

/** Whether a time, such as that of the next try, is still to come. */
export function isAhead(at: string, now: Date): boolean {
    return Date.parse(at) > now.getTime();
}
