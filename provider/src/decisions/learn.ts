import type { GraphError } from "../graph/GraphError";
import type { WantedStorage } from "../graph/settings";
import type { Event, ReadFailure, WriteStep } from "./Step";
import type {
    AwaitedEffect,
    Knowledge,
    Look,
    PinKnowledge,
    RunKnowledge,
    StorageKnowledge,
} from "./Knowledge";
import { isRegistered, isSettling } from "./registrationStatus";
import { unnotedRegistration } from "./unnotedRegistration";
import { mergedSpentRequests, slowness, type SpentRequest } from "./spentRequests";
import { storageAsRead, storageReadsAs } from "./storage";

/** Adds an event to the knowledge. Pure: all new knowledge comes from events. */
export function learn(knowledge: Knowledge, event: Event): Knowledge {
    switch (event.kind) {
        case "number":
            return afterNumber(knowledge, event);
        case "storage":
            return afterStorage(knowledge, event);
        case "readFailed":
            return afterFailedReading(knowledge, event);
        case "waited":
            return afterWaiting(knowledge, event);
        case "answer":
            return afterAnswer(cleared(knowledge), event);
    }
}

/** Forgets the last failure, because the run has taken another step. */
function cleared(knowledge: Knowledge): Knowledge {
    return withRun(knowledge, { failure: undefined });
}

function withRun(knowledge: Knowledge, run: Partial<RunKnowledge>): Knowledge {
    return { ...knowledge, run: { ...knowledge.run, ...run } };
}

// --- Readings

function afterNumber(
    knowledge: Knowledge,
    { reading, atMs }: Extract<Event, { kind: "number" }>,
): Knowledge {
    const registered = isRegistered(reading);
    const { awaited } = knowledge.run;
    const unnoted = unnotedRegistration(reading, knowledge.spent, atMs);
    const read: Knowledge = {
        ...knowledge,
        spent:
            unnoted === undefined
                ? knowledge.spent
                : mergedSpentRequests([knowledge.spent, [unnoted]], new Date(atMs)),
        reading,
        isRead: true,
        registered: registered ? "yes" : "no",
        isMigrating: knowledge.isMigrating && !registered,
        // What an earlier run proved applies only while the number stays registered.
        storage: registered ? knowledge.storage : { ...knowledge.storage, stored: undefined },
    };
    if (awaited === undefined) return read;
    if (registered === (awaited.operation === "register")) {
        const isPending = registered && isSettling(reading);
        const seen = afterEffect(read, awaited);
        return isPending ? withRun(seen, { awaited: lookedOnce(awaited, atMs) }) : seen;
    }
    const looking = { awaited: lookedOnce(awaited, atMs) };
    // Meta accepted the request, so a reading that contradicts it is older than the answer.
    if (awaited.isAccepted) return withRun({ ...read, registered: "unknown" }, looking);
    return withRun(awaited.operation === "deregister" ? stillThere(read) : read, looking);
}

/** A deregistration had no effect, so the storage is as before. */
function stillThere(knowledge: Knowledge): Knowledge {
    const { storage } = knowledge;
    return {
        ...knowledge,
        storage: { ...storage, reading: storage.settings, lastSent: undefined },
    };
}

/** A reading has shown the effect of a register or deregister request. */
function afterEffect(knowledge: Knowledge, awaited: AwaitedEffect): Knowledge {
    if (awaited.operation === "deregister") {
        const seen = { ...knowledge, isIncomplete: knowledge.isIncomplete && !awaited.isComplete };
        return withRun(seen, { awaited: undefined, failure: undefined });
    }
    if (awaited.registersAt === undefined) return withRun(knowledge, { awaited: undefined });
    const pin = { ...knowledge.pin, isUnknown: false };
    return withRun(
        { ...knowledge, pin, isNameWaiting: false },
        { awaited: undefined, registeredAt: awaited.registersAt, failure: undefined },
    );
}

function lookedOnce(awaited: AwaitedEffect, atMs: number): AwaitedEffect {
    return { ...awaited, look: looked(awaited.look, undefined, atMs) };
}

function looked(look: Look, lost: ReadFailure | undefined, atMs: number): Look {
    const sinceMs = look.count === 0 ? atMs : look.sinceMs;
    return { ...look, sinceMs, count: look.count + 1, isDue: false, lost };
}

function afterStorage(
    knowledge: Knowledge,
    { reading, atMs }: Extract<Event, { kind: "storage" }>,
): Knowledge {
    const { storage, run } = knowledge;
    const read = { ...knowledge, storage: { ...storage, settings: reading, reading } };
    const { storageLook } = run;
    if (storageLook === undefined) return read;
    const { lastSent } = storage;
    const isSeen =
        reading.kind === "answered" &&
        lastSent !== undefined &&
        lastSent !== "deregistered" &&
        storageReadsAs(reading.storage, lastSent);
    if (isSeen) return withRun(read, { storageLook: undefined });
    // Settings that can't be read now will not become readable in a minute.
    const isOnce = storageLook.isOnce || reading.kind === "unavailable";
    const next = { ...storageLook, ...looked(storageLook, undefined, atMs), isOnce };
    return withRun(read, { storageLook: next });
}

function afterFailedReading(
    knowledge: Knowledge,
    { step, why, atMs }: Extract<Event, { kind: "readFailed" }>,
): Knowledge {
    const { awaited, storageLook } = knowledge.run;
    if (step.kind === "readNumber" && awaited !== undefined) {
        return withRun(knowledge, {
            awaited: { ...awaited, look: looked(awaited.look, why, atMs) },
        });
    }
    if (step.kind === "readStorage" && storageLook !== undefined) {
        const next = { ...storageLook, ...looked(storageLook, why, atMs) };
        return withRun(knowledge, { storageLook: next });
    }
    return withRun(knowledge, { failure: { kind: "answered", step, why } });
}

function afterWaiting(
    knowledge: Knowledge,
    { step }: Extract<Event, { kind: "waited" }>,
): Knowledge {
    if (step.why === "meta") {
        // Minutes have passed: somebody else may have brought the number back.
        return withRun({ ...cleared(knowledge), isRead: false }, { hasPaused: true });
    }
    const { awaited, storageLook } = knowledge.run;
    return withRun(knowledge, {
        awaited: awaited && { ...awaited, look: { ...awaited.look, isDue: true } },
        storageLook: storageLook && { ...storageLook, isDue: true },
    });
}

// --- Answers

type AnswerEvent = Extract<Event, { kind: "answer" }>;
type Answered<Kind extends WriteStep["kind"]> = AnswerEvent & {
    readonly step: Extract<WriteStep, { readonly kind: Kind }>;
};

function afterAnswer(knowledge: Knowledge, event: AnswerEvent): Knowledge {
    const { step } = event;
    switch (step.kind) {
        case "setPin":
            return afterPin(knowledge, { ...event, step });
        case "writeStorage":
            return afterStorageWrite(knowledge, { ...event, step });
        case "deregister":
            return afterDeregister(spending(knowledge, event), event);
        case "register":
            return afterRegister(spending(knowledge, event), { ...event, step });
    }
}

/**
 * Says whether a write may have taken effect: Meta accepted it, no answer came, or Meta refused with
 * a code that leaves the effect open.
 */
function mayHaveTakenEffect({ step, answer }: AnswerEvent): boolean {
    if (answer.kind !== "refused") return answer.kind !== "notSent";
    const { entry } = answer.error;
    if (entry.mayHaveTakenEffect) return true;
    // An incomplete deregistration may also have taken the number down.
    return (
        step.kind === "deregister" &&
        (entry.finishesByDeregistering || saysNotRegistered(answer.error))
    );
}

// Meta's code for nearly everything that it does not accept (error code page, read 2026-11-22).
const INVALID_PARAMETER = 100;

/** Meta has several errors for a number that is not registered. Only a reading proves it. */
function saysNotRegistered({ graphCode, entry }: GraphError): boolean {
    return entry.errorClass === "alreadySo" || graphCode === INVALID_PARAMETER;
}

function failureOf({ step, answer }: AnswerEvent): RunKnowledge["failure"] {
    return answer.kind === "accepted" ? undefined : { kind: "answered", step, why: answer };
}

function newLook({ answer, answeredAt }: AnswerEvent): Look {
    return {
        sinceMs: Date.parse(answeredAt),
        count: 0,
        isDue: true,
        isOnce: answer.kind === "refused",
        lost: undefined,
    };
}

/** Counts a request that was sent: Meta counts requests, whatever their result. */
function spending(knowledge: Knowledge, event: AnswerEvent): Knowledge {
    const { step, answer, id, at, answeredAt } = event;
    const isCounted = step.kind === "register" || step.kind === "deregister";
    if (!isCounted || answer.kind === "notSent") return knowledge;
    const request: SpentRequest = {
        operation: step.kind,
        ...(id === undefined ? {} : { id }),
        at,
        ...slowness(at, answeredAt),
        outcome: answer.kind,
        ...(answer.kind === "refused" ? { graphCode: answer.error.graphCode } : {}),
    };
    const spent = mergedSpentRequests([knowledge.spent, [request]], new Date(answeredAt));
    return withRun({ ...knowledge, spent }, { sent: [...knowledge.run.sent, request] });
}

function afterPin(knowledge: Knowledge, event: Answered<"setPin">): Knowledge {
    const { step, answer, at } = event;
    if (answer.kind === "accepted") {
        const pin: PinKnowledge = {
            ...knowledge.pin,
            value: step.pin,
            provedAt: at,
            isProvedNow: true,
            isUnknown: false,
        };
        return withRun({ ...knowledge, pin }, { hasTakenEffect: true });
    }
    const isOpen = mayHaveTakenEffect(event);
    const pin = { ...knowledge.pin, isUnknown: knowledge.pin.isUnknown || isOpen };
    const failure =
        answer.kind === "unanswered"
            ? ({ kind: "pinUnknown", error: answer.error } as const)
            : failureOf(event);
    const hasTakenEffect = knowledge.run.hasTakenEffect || isOpen;
    return withRun({ ...knowledge, pin }, { failure, hasTakenEffect });
}

function afterStorageWrite(knowledge: Knowledge, event: Answered<"writeStorage">): Knowledge {
    const { step, answer } = event;
    const failed = withRun(knowledge, {
        failure: failureOf(event),
        givenUp: step.givenUp ?? knowledge.run.givenUp,
    });
    if (answer.kind === "notSent" || answer.kind === "refused") return failed;
    const { settings, before } = knowledge.storage;
    return withRun(
        { ...failed, storage: { settings, before, lastSent: step.storage } },
        {
            hasTakenEffect: true,
            failure: undefined,
            storageLook: { ...newLook(event), isUnanswered: answer.kind === "unanswered" },
        },
    );
}

function afterDeregister(knowledge: Knowledge, event: AnswerEvent): Knowledge {
    const { answer, at } = event;
    const { run, storage } = knowledge;
    const finishes = answer.kind === "refused" && answer.error.entry.finishesByDeregistering;
    const failed = withRun(
        { ...knowledge, isIncomplete: knowledge.isIncomplete || finishes },
        {
            failure: failureOf(event),
            // If an earlier run left it incomplete, this run starts it again.
            hasFinished:
                run.hasFinished || (knowledge.isIncomplete && knowledge.run.sent.length > 1),
        },
    );
    if (!mayHaveTakenEffect(event)) return failed;
    const before = storageAsRead(storage.reading) ?? storage.before;
    const isRefused = answer.kind === "refused";
    return withRun(
        {
            ...failed,
            registered: "unknown",
            isRead: false,
            storage: { settings: storage.settings, before, lastSent: "deregistered" },
        },
        {
            hasTakenEffect: run.hasTakenEffect || !isRefused,
            failure: isRefused ? failureOf(event) : undefined,
            tookDownAt: run.tookDownAt ?? (knowledge.registered === "yes" ? at : undefined),
            awaited: { ...awaitedOf("deregister", event), isComplete: !finishes },
        },
    );
}

function awaitedOf(
    operation: AwaitedEffect["operation"],
    event: AnswerEvent,
    registersAt?: string,
): AwaitedEffect {
    const { answer } = event;
    return {
        operation,
        look: newLook(event),
        isAccepted: answer.kind === "accepted",
        isComplete: true,
        unanswered: answer.kind === "unanswered" ? answer.error : undefined,
        registersAt,
    };
}

function afterRegister(knowledge: Knowledge, event: Answered<"register">): Knowledge {
    const { step, answer } = event;
    const { run } = knowledge;
    if (answer.kind === "notSent") return withRun(knowledge, { failure: failureOf(event) });
    const row = answer.kind === "refused" ? answer.error.entry : undefined;
    const tried = withRun(
        {
            ...knowledge,
            pin: pinAfter(knowledge.pin, event, row?.refutesPin === true),
            isIncomplete: knowledge.isIncomplete || row?.finishesByDeregistering === true,
            isMigrating: knowledge.isMigrating || step.backup !== undefined,
        },
        { failure: failureOf(event), lastTry: step, givenUp: step.givenUp ?? run.givenUp },
    );
    if (answer.kind !== "refused") return awaitingRegistration(tried, event);
    // The number may be up. The next run will see that, so this run does not wait for it.
    const isOpen = mayHaveTakenEffect(event) && knowledge.registered === "no";
    return isOpen ? { ...tried, registered: "unknown", isRead: false } : tried;
}

function awaitingRegistration(knowledge: Knowledge, event: Answered<"register">): Knowledge {
    const { step, answer, at } = event;
    const { run, storage, registered } = knowledge;
    // If the number was registered before, a reading does not show whether Meta took this request.
    const isTold = answer.kind === "accepted" || registered !== "yes";
    const newStorage = step.storage;
    return withRun(
        {
            ...knowledge,
            registered: "unknown",
            isRead: false,
            storage: newStorage === undefined ? storage : storageAfter(storage, newStorage),
        },
        {
            hasTakenEffect: true,
            failure: undefined,
            awaited: awaitedOf("register", event, isTold ? at : undefined),
            storageLook:
                newStorage === undefined
                    ? run.storageLook
                    : { ...newLook(event), isUnanswered: false },
        },
    );
}

/** The PIN after a registration attempt: Meta accepted it, refused it, or nobody knows. */
function pinAfter(
    pin: PinKnowledge,
    { step, answer, at }: Answered<"register">,
    isRefuted: boolean,
): PinKnowledge {
    const { pin: value } = step;
    if (answer.kind === "accepted") {
        return { ...pin, value, provedAt: at, isProvedNow: true, isUnknown: false };
    }
    const isProved = !isRefuted && pin.value === value;
    return {
        ...pin,
        value,
        provedAt: isProved ? pin.provedAt : undefined,
        isProvedNow: isProved && pin.isProvedNow,
        refuted: isRefuted ? [...pin.refuted, value] : pin.refuted,
    };
}

/** A registration may change where data rests, so earlier readings prove nothing any more. */
function storageAfter(storage: StorageKnowledge, wanted: WantedStorage): StorageKnowledge {
    const { settings, before, reading } = storage;
    const wasProved = reading?.kind === "answered" && storageReadsAs(reading.storage, wanted);
    return {
        settings,
        before,
        lastSent: wanted,
        registeredWith: wanted,
        provedBefore: wasProved ? wanted : undefined,
    };
}
