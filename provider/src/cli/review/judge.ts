import { budgetOf } from "../../decisions/budget";
import { changesBetween } from "../../decisions/changesBetween";
import { describeDrift } from "../../decisions/describeDrift";
import { describeStop } from "../../decisions/describeStop";
import type { Circumstances } from "../../decisions/Goal";
import { goalOfCreate, startOfChange } from "../../decisions/goals";
import { isHeldBy } from "../../decisions/JournalEntry";
import { hasUnseen, type JournalReading } from "../../decisions/JournalReading";
import { type Knowledge, knowledgeOf, lookedAtAnew } from "../../decisions/Knowledge";
import { play, type Played } from "../../decisions/play";
import {
    registrationStateFrom,
    type RegistrationInputs,
    type RegistrationState,
} from "../../decisions/RegistrationState";
import type { CountedOperation } from "../../decisions/spentRequests";
import { regionFrom } from "../../decisions/regions";
import { stackOf } from "../../decisions/stackOf";
import { wantedStorage } from "../../decisions/storage";
import { isUnknown } from "../../decisions/unknownValue";
import { type JsonObject, memberOf, textOf, withoutUndefined } from "../../graph/jsonObject";
import type { WantedStorage } from "../../graph/settings";
import type { PlannedNumber } from "./PlannedNumber";
import type { Happening, LeftOver, ReviewedNumber } from "./ReviewedNumber";

/** What the judgement of a number depends on besides its plan. */
export interface JudgeAt extends Circumstances {
    /** What the journal of this machine holds of a number. */
    readonly journalled: (phoneNumberId: string) => JournalReading;
}

// A preview blinds PINs, and a plan costs the same with any: these only tell one from another.
const STORED_PIN = "the stored PIN";
const OTHER_PIN = "another PIN";
const SOME_BACKUP = { data: "a backup", password: "its password" };

/** Says what a plan does to a number, by the rules of the run and with favourable answers. */
export function judge(planned: PlannedNumber, at: JudgeAt): ReviewedNumber {
    const { phoneNumberId, declared, old } = planned;
    const shown = declared ?? old;
    const about = {
        resource: shown?.urn.split("::").at(-1) ?? "",
        customer: customerOf(planned),
    };
    if (phoneNumberId === undefined) {
        const to = placeIn(declared?.inputs);
        return withoutUndefined({
            ...about,
            happens: "registers" as const,
            to,
            offline: "none" as const,
        });
    }
    const journal = at.journalled(phoneNumberId);
    const state = old === undefined ? undefined : stateOf(phoneNumberId, old.outputs);
    const known = knowledgeOf({ state, ...journal, now: at.now });
    const played = playedFor(planned, { known, state, journal, at });
    const happens = happening(planned, played, state);
    const counted = { known, played, now: at.now };
    return withoutUndefined({
        phoneNumberId,
        ...about,
        happens,
        from: state === undefined ? undefined : placeOf(wantedStorage(state)),
        to: placeIn(declared?.inputs),
        offline: offlineBy(happens),
        registrations: leftOver("register", counted),
        deregistrations: leftOver("deregister", counted),
        drift: driftOf(planned, state, at.now),
        refusal: refusalOf(known, at.now),
        refusedBecause: refusedBecause(phoneNumberId, played, at),
    });
}

interface Ground {
    readonly known: Knowledge;
    readonly state: RegistrationState | undefined;
    readonly journal: JournalReading;
    readonly at: JudgeAt;
}

/** What a run would do; undefined if it would not look at the number. */
function playedFor(
    { plan, declared, phoneNumberId = "" }: PlannedNumber,
    { known, state, journal, at }: Ground,
): Played | undefined {
    if (plan === "same" || plan === "release") return undefined;
    if (plan === "delete") return play(known, { kind: "deregistered" }, at);
    const inputs = inputsOf(phoneNumberId, declared?.inputs ?? {});
    if (plan === "create" || state === undefined) {
        const isOurs = isHeldBy(journal.entries, stackOf(declared?.urn));
        const goal = goalOfCreate(inputs, { isOurs, backupMark: undefined });
        // Whether a new number is registered already, only the run can see.
        const start = state === undefined ? { ...known, registered: "no" as const } : known;
        return play(lookedAtAnew(start), goal, at);
    }
    const isReplace = plan === "replace";
    const isUnseen = hasUnseen(journal, state, at.now);
    // What leads Pulumi to the provider is no change of the number.
    const { __provider } = state;
    const changesWith = (pin: string) =>
        changesBetween(state, { ...inputs, pin, __provider }, isUnseen);
    const blinded = changesWith(STORED_PIN);
    const isNone = blinded.replaces.length === 0 && blinded.updates.length === 0;
    // The preview shows no PIN: it is what changes where nothing else does.
    const pin = isNone && !isReplace ? OTHER_PIN : STORED_PIN;
    const change = { changes: changesWith(pin), isReplace, backupMark: undefined };
    const start = startOfChange(known, { ...change, inputs: { ...inputs, pin } });
    return play(start.known, start.goal, at);
}

function happening(
    { plan, declared, old }: PlannedNumber,
    played: Played | undefined,
    state: RegistrationState | undefined,
): Happening {
    if (played === undefined) return plan === "release" ? "released" : "nothing";
    if (played.end.kind === "stop") return "refused";
    const does = (kind: string): boolean => played.steps.some((step) => step.kind === kind);
    if (does("deregister")) return does("register") ? "moves" : "deregistered";
    if (plan === "delete") return "released";
    if (does("register")) {
        if (state === undefined) return "registers";
        return state.registered === false ? "repaired" : "takesName";
    }
    const isOther = plan === "create" && old !== undefined && old.urn !== declared?.urn;
    if (isOther) return "adopted";
    if (does("setPin")) return "setsPin";
    return does("readNumber") || does("readStorage") ? "looked" : "nothing";
}

function offlineBy(happens: Happening): ReviewedNumber["offline"] {
    if (happens === "moves") return "aMinute";
    return happens === "deregistered" ? "forGood" : "none";
}

function leftOver(operation: CountedOperation, { known, played, now }: Counted): LeftOver {
    const left = ({ spent }: Knowledge): number => budgetOf(spent, operation, now).left;
    return { before: left(known), after: left(played?.known ?? known) };
}

/** What is known before a plan and after it. */
interface Counted {
    readonly known: Knowledge;
    readonly played: Played | undefined;
    readonly now: Date;
}

/** Since when is not in the state: a reading finds it, and the engine notes when it stored that. */
function driftOf(
    { old }: PlannedNumber,
    state: RegistrationState | undefined,
    now: Date,
): ReviewedNumber["drift"] {
    if (state === undefined) return undefined;
    const what = describeDrift(state, state, now);
    return what === undefined
        ? undefined
        : withoutUndefined({ what, seenAt: timeOf(old?.modified) });
}

/** Pulumi writes nanoseconds. */
function timeOf(text: string | undefined): string | undefined {
    const ms = Date.parse(text ?? "");
    return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function refusalOf({ refusal }: Knowledge, now: Date): ReviewedNumber["refusal"] {
    if (refusal === undefined || Date.parse(refusal.nextTryAt) <= now.getTime()) return undefined;
    const { operation, at, nextTryAt, message } = refusal;
    return { operation, at, nextTryAt, message };
}

function refusedBecause(
    phoneNumberId: string,
    played: Played | undefined,
    { now, settleTimeoutMs }: JudgeAt,
): string | undefined {
    if (played?.end.kind !== "stop") return undefined;
    const telling = { phoneNumberId, now, settleTimeoutMs, tokenAdvice: "" };
    return describeStop(played.end.stop, played.known, telling);
}

function customerOf({ old, declared }: PlannedNumber): string | undefined {
    const shown = [declared, old].filter((one) => one !== undefined);
    const named = (name: string): string | undefined =>
        shown
            .flatMap(({ inputs, outputs }) => [textOf(outputs, name), textOf(inputs, name)])
            .find((text) => text !== undefined && !isUnknown(text));
    return named("verifiedName") ?? named("tokenName") ?? named("wabaId");
}

/** The outputs, with a stand-in for the PIN that they hide. */
function stateOf(phoneNumberId: string, outputs: JsonObject): RegistrationState {
    const pin = outputs["pin"] === undefined ? {} : { pin: STORED_PIN };
    return registrationStateFrom(phoneNumberId, { ...outputs, ...pin });
}

/** What is declared, with stand-ins for what a preview hides. */
function inputsOf(phoneNumberId: string, inputs: JsonObject): RegistrationInputs {
    const { backup, ...rest } = inputs;
    // Of a number that is there, the check says `true`; unknown is the same until the update.
    const declares = (name: string): boolean => inputs[name] !== false;
    return {
        ...rest,
        phoneNumberId,
        pin: STORED_PIN,
        ...(backup === undefined ? {} : { backup: SOME_BACKUP }),
        registered: declares("registered"),
        displayNameRegistered: declares("displayNameRegistered"),
        __provider: "",
    };
}

/** Where inputs let data rest, in one word; undefined if that cannot be read. */
function placeIn(inputs: JsonObject | undefined): string | undefined {
    if (inputs === undefined) return undefined;
    const region = memberOf(inputs, "dataLocalizationRegion");
    if (memberOf(inputs, "noStorage") !== undefined) return "noStorage";
    if (region === undefined) return "none";
    const reading = regionFrom(region);
    return reading.kind === "region" ? reading.region : undefined;
}

/** A place in one word. */
function placeOf(storage: WantedStorage): string {
    if (storage.kind === "region") return storage.region;
    return storage.kind === "off" ? "none" : "noStorage";
}
