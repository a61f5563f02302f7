import type { WantedStorage } from "../graph/settings";
import { budgetRefusals, type Plan } from "./budget";
import { refusalOfTrouble } from "./JournalReading";
import type { Circumstances, Decision, Goal, RegisteredGoal, Rule, RuleView } from "./Goal";
import type { ReadFailure, Step, Stop, WriteStep } from "./Step";
import { isStorageAs, type Knowledge, type Look } from "./Knowledge";
import { type Attempt, isSameAttempt, refusedUntil, stillHolds } from "./refusalMemory";
import {
    CANCELLED,
    ENGINE_GONE,
    refusalOfBudget,
    refusalOfEndedVersion,
    refusalOfStranded,
    refusalOfUnreadableSettings,
    refusalsToRegister,
    refusalsToReplace,
    refusalToAdopt,
    refusalToDeregister,
    refusalWithoutBackup,
    type Refusal,
} from "./refusals";
import { outOfReach, readingText } from "./registrationStatus";
import { describeStorage, type LocalStorageRecipe, localStorageRecipe } from "./storage";

/*
 * Decides what comes next for one number. This file holds every decision about what is sent, as a
 * list of rules. The first rule that returns a decision decides. A rule looks at the knowledge, the
 * goal and the circumstances. It does not use HTTP, Pulumi or the disk.
 *
 * The order of the rules is the order of the work:
 *
 * 1. See the effect of the last write.
 * 2. If it was refused, react to the refusal or stop.
 * 3. Read.
 * 4. Refuse what must not happen.
 * 5. Take the next step towards the goal.
 *
 * `learn` adds the result of the step to the knowledge, and the run asks the list again.
 */

/** Everything that a rule for one kind of goal looks at. */
interface View<G extends Goal = Goal> extends RuleView {
    readonly goal: G;
}

/** Decides what comes next. */
export function next(known: Knowledge, goal: Goal, at: Circumstances): Decision {
    const view = { known, goal, at };
    for (const { decide } of at.rules ?? RULES) {
        const decision = decide(view);
        if (decision !== undefined) return decision;
    }
    return { kind: "done", how: "asWanted" };
}

function step(one: Step, takesDown = false): Decision {
    return takesDown ? { kind: "step", step: one, takesDown } : { kind: "step", step: one };
}

function stop(why: Stop): Decision {
    return { kind: "stop", stop: why };
}

function refuse(verb: string, reasons: readonly Refusal[]): Decision | undefined {
    return reasons.length === 0 ? undefined : stop({ kind: "refused", verb, reasons });
}

/** A rule for the goal that a number is registered. */
function forRegistered(
    name: string,
    decide: (view: View<RegisteredGoal>) => Decision | undefined,
): Rule {
    return {
        name,
        decide: ({ known, goal, at }) =>
            goal.kind === "registered" ? decide({ known, goal, at }) : undefined,
    };
}

/** A rule for the goal that a number is deregistered. */
function forDeregistered(name: string, decide: (view: View) => Decision | undefined): Rule {
    return {
        name,
        decide: (view) => (view.goal.kind === "deregistered" ? decide(view) : undefined),
    };
}

/** The rules, in the order in which the run asks them. */
export const RULES: readonly Rule[] = [
    { name: "the effect of a register or deregister request is looked for", decide: lookForEffect },
    { name: "the effect of a storage write is looked for", decide: lookForStorage },
    { name: "what was refused stops the run, unless there is a way on", decide: stopOnFailure },
    forRegistered("after Meta's pause a number that is down is registered once more", pause),
    {
        name: "the number is read first",
        decide: ({ known }) => (known.isRead ? undefined : step({ kind: "readNumber" })),
    },
    {
        name: "what is only to be known is read",
        decide: ({ known, goal }) =>
            goal.kind === "known" && goal.readsStorage && known.storage.reading === undefined
                ? step({ kind: "readStorage" })
                : undefined,
    },
    {
        name: "a PIN alone is set",
        decide: (view) => {
            const { known, goal } = view;
            if (goal.kind !== "pin" || known.pin.value === goal.pin) return undefined;
            const refusal = refuse("set the PIN of", goneEngine(view));
            return refusal ?? step({ kind: "setPin", pin: goal.pin });
        },
    },
    forDeregistered("what Meta keeps out of reach is not deregistered", ({ known }) =>
        refuse("deregister", [refusalToDeregister(known.reading ?? {})].filter(isRefusal)),
    ),
    forDeregistered("a number that is down is deregistered", ({ known }) =>
        known.registered === "no" && !known.isIncomplete
            ? { kind: "done", how: "asWanted" }
            : undefined,
    ),
    forDeregistered("a refused deregistration waits for its time", holdDeregistration),
    forDeregistered("a deregistration fits the budget", (view) =>
        refuse("deregister", [...goneEngine(view), ...overBudget(view, DEREGISTRATION)]),
    ),
    forDeregistered("the number is deregistered", () => step({ kind: "deregister" })),
    forRegistered("what Meta keeps out of reach is not registered", refuseOutOfReach),
    forRegistered("drift that the program ignores is left alone", ({ known, goal }) =>
        known.registered === "no" && !goal.repairs ? { kind: "done", how: "ignored" } : undefined,
    ),
    forRegistered("a registration fits the budget", refuseUnsafeRegistration),
    forRegistered("a registration that was refused waits for its time", (view) =>
        isToBeRegistered(view) && view.known.run.tookDownAt === undefined
            ? holdAttempt(view, attemptOf(view))
            : undefined,
    ),
    forRegistered("a migration that was begun needs its backup", refuseWithoutBackup),
    forRegistered("storage that is not known is read", readUnknownStorage),
    forRegistered("a registered number of somebody else is not moved", refuseForeign),
    forRegistered("storage is changed by a move, and a move is allowed", refuseUnsafeMove),
    forRegistered("a move that was refused waits for its time", (view) =>
        isToBeMoved(view) ? holdAttempt(view, attemptOf(view)) : undefined,
    ),
    forRegistered("a PIN is proved before the number goes down", provePin),
    forRegistered("a number is taken down to be moved", (view) =>
        isToBeMoved(view) ? step({ kind: "deregister" }, true) : undefined,
    ),
    forRegistered("a deregistration that Meta calls incomplete is finished", finish),
    forRegistered("storage is written before the registration", writeStorage),
    forRegistered("the number is registered", (view) =>
        isToBeRegistered(view) ? register(view) : undefined,
    ),
    forRegistered("storage is proved by reading it after the registration", proveStorage),
    forRegistered("a number that came back to its old storage is no success", ({ known, goal }) =>
        known.run.givenUp === undefined
            ? undefined
            : stop({
                  kind: "cameBack",
                  storage: targetOf({ known, goal }),
                  first: known.run.givenUp,
              }),
    ),
    forRegistered("the declared PIN is set", setPin),
    forRegistered("a display name that waits is registered", registerName),
];

// --- What the last write did

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/** The next reading or pause of a look; undefined when it is over. Pauses double up to a maximum. */
function lookOn(look: Look, reading: Step, at: Circumstances): Decision | undefined {
    if (look.isDue) return step(reading);
    if (look.isOnce || look.lost?.kind === "refused") return undefined;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (look.count - 1), LONGEST_PAUSE_MS);
    const isOver = at.now.getTime() + pauseMs > look.sinceMs + at.settleTimeoutMs;
    return isOver ? undefined : step({ kind: "wait", ms: pauseMs, why: "effect" });
}

function lookForEffect({ known, at }: View): Decision | undefined {
    const { awaited, failure } = known.run;
    if (awaited === undefined) return undefined;
    const looking = lookOn(awaited.look, { kind: "readNumber" }, at);
    // A number that stays pending is registered: Meta accepted the request, and the number will connect.
    const isPending = awaited.operation === "register" && known.registered === "yes";
    if (looking !== undefined || isPending || failure !== undefined) return looking;
    const { operation, unanswered, look } = awaited;
    return stop({ kind: "unseen", operation, unanswered, lost: look.lost });
}

function lookForStorage({ known, goal, at }: View): Decision | undefined {
    const { storageLook, failure } = known.run;
    const { lastSent, registeredWith } = known.storage;
    const isWritten = lastSent !== undefined && lastSent !== "deregistered";
    // `proveStorage` looks at the effect of a registration, once the number is registered.
    if (storageLook === undefined || !isWritten || registeredWith !== undefined) return undefined;
    const looking = lookOn(storageLook, { kind: "readStorage" }, at);
    if (looking !== undefined || failure !== undefined) return looking;
    const { isUnanswered, lost } = storageLook;
    const unseen: Stop = { kind: "storageUnseen", storage: lastSent, isUnanswered, lost };
    const isTold = !isUnanswered && lost === undefined;
    const view = { known, goal, at };
    return isTold && isWayBack(view) ? bringBack(view, unseen) : stop(unseen);
}

function stopOnFailure(view: View): Decision | undefined {
    const { failure } = view.known.run;
    if (failure === undefined) return undefined;
    if (failure.kind === "answered" && failure.why.kind === "refused") {
        const row = failure.why.error.entry;
        if (view.known.isRead && isWayOn(view, failure.step.kind, row)) return undefined;
        if (isStorageRefused(failure) && isWayBack(view)) return bringBack(view, failure);
    }
    return stop(failure);
}

type Row = Extract<ReadFailure, { readonly kind: "refused" }>["error"]["entry"];

/** Says whether the rules below can continue after a refusal. */
function isWayOn({ known, goal, at }: View, kind: string, row: Row): boolean {
    const { run } = known;
    if (row.finishesByDeregistering) {
        return known.isIncomplete && !run.hasFinished && isCounted(kind) && !isNameOnly(known);
    }
    if (kind !== "register" || goal.kind !== "registered" || isNameOnly(known)) return false;
    if (row.refutesPin) return pinsToTry({ known, goal, at }).length > 0;
    return row.onceMoreAfterMs !== undefined && !run.hasPaused && run.tookDownAt !== undefined;
}

function isCounted(kind: string): boolean {
    return kind === "register" || kind === "deregister";
}

/** The run registered a registered number again for its name. Nothing may take the number down. */
function isNameOnly({ run }: Knowledge): boolean {
    return run.lastTry !== undefined && run.lastTry.storage === undefined;
}

function pause({ known }: View<RegisteredGoal>): Decision | undefined {
    const { failure, hasPaused } = known.run;
    if (failure?.kind !== "answered" || failure.why.kind !== "refused" || hasPaused) return;
    const { onceMoreAfterMs } = failure.why.error.entry;
    return onceMoreAfterMs === undefined
        ? undefined
        : step({ kind: "wait", ms: onceMoreAfterMs, why: "meta" });
}

// --- The way back

/** Says whether Meta refused the storage, and not the caller or the number. */
function isStorageRefused({
    step: refused,
    why,
}: Extract<Stop, { readonly kind: "answered" }>): boolean {
    if (why.kind !== "refused") return false;
    switch (why.error.entry.wayBack) {
        case "always":
            return refused.kind === "writeStorage" || refused.kind === "register";
        case "fromSettings":
            return refused.kind === "writeStorage";
        case "fromNoStorage":
            return refused.kind === "writeStorage" && refused.storage.kind === "noStorage";
        case "never":
            return false;
    }
}

/** A number that this run took down may come back with its earlier storage, once. */
function isWayBack({ known }: View): boolean {
    const { run } = known;
    return run.tookDownAt !== undefined && run.givenUp === undefined && known.registered !== "yes";
}

/** The first step of the way back. */
function bringBack(view: View, givenUp: Stop): Decision | undefined {
    if (view.goal.kind !== "registered") return undefined;
    const { known, goal, at } = view;
    const gone = { ...known, run: { ...known.run, givenUp, failure: undefined } };
    const back = { known: gone, goal, at };
    const decision = refuseUnsafeRegistration(back) ?? writeStorage(back) ?? register(back);
    if (decision.kind === "step") return step({ ...decision.step, givenUp } as WriteStep);
    if (decision.kind === "stop" && decision.stop.kind === "refused") {
        return stop({ ...decision.stop, after: givenUp });
    }
    return stop(givenUp);
}

/** Where the data must rest: the declared storage, or on the way back the earlier one. */
function targetOf({ known, goal }: Pick<View<RegisteredGoal>, "known" | "goal">): WantedStorage {
    return known.run.givenUp === undefined ? goal.storage : (known.storage.before ?? OFF);
}

const OFF: WantedStorage = { kind: "off" };

// --- What must not happen

const DEREGISTRATION: Plan = { register: 0, deregister: 1, reserve: 0 };

function isRefusal(refusal: Refusal | undefined): refusal is Refusal {
    return refusal !== undefined;
}

function overBudget({ known, at }: View, plan: Plan): readonly Refusal[] {
    const unknown = refusalOfTrouble(known.journalTrouble, at.now);
    if (unknown !== undefined) return [unknown];
    return budgetRefusals(plan, known.spent, at.now).map((refusal) =>
        refusalOfBudget(refusal, at.now),
    );
}

function endedVersion({ at }: View): readonly Refusal[] {
    if (at.endedVersion === undefined || at.isForced) return [];
    return [refusalOfEndedVersion(at.endedVersion.version, at.endedVersion.endsAt)];
}

function goneEngine({ known, at }: View): readonly Refusal[] {
    // If this run took the number down, it still brings it back, and then leaves it alone.
    const isBringingBack = known.run.tookDownAt !== undefined && known.registered !== "yes";
    if (isBringingBack) return [];
    if (at.isEngineGone) return [ENGINE_GONE];
    return at.isCancelled === true ? [CANCELLED] : [];
}

function holdDeregistration({ known, at }: View): Decision | undefined {
    const until = refusedUntil("deregister", known.spent);
    const isOurTurn = known.run.sent.length > 0 || at.isForced;
    if (until === undefined || at.now >= until || isOurTurn) return undefined;
    const last = known.spent.findLast(({ operation }) => operation === "deregister");
    const refusal = {
        operation: "deregister" as const,
        at: last?.at ?? "",
        attempts: 1,
        nextTryAt: until.toISOString(),
        message:
            last?.outcome === "refused"
                ? "Meta refused it before"
                : "the last try got no answer, and the number still reads registered",
        reading: undefined,
        tried: "",
    };
    return stop({ kind: "remembered", verb: "deregister", refusal });
}

/** A number that migrates may be on the On-Premises API: its backup brings it from there. */
function refuseOutOfReach(view: View<RegisteredGoal>): Decision | undefined {
    const { known, goal } = view;
    if (known.run.hasTakenEffect) return undefined;
    const migrates = backupOf(view) !== undefined;
    return refuse(goal.verb, refusalsToRegister(known.reading ?? {}, migrates));
}

function refuseForeign(view: View<RegisteredGoal>): Decision | undefined {
    const { known, goal } = view;
    if (!isElsewhere(view) || goal.isOurs) return undefined;
    const there = describeStorage(known.storage.reading);
    return refuse("register", [refusalToAdopt(there, goal.storage)]);
}

function refuseUnsafeMove(view: View<RegisteredGoal>): Decision | undefined {
    const { known, goal, at } = view;
    if (!isElsewhere(view)) return undefined;
    if (!goal.mayMove) return stop({ kind: "storageUnproved", storage: goal.storage });
    const stranded = at.stranded === undefined ? [] : [refusalOfStranded(at.stranded)];
    return refuse("move", [
        ...stranded,
        ...goneEngine(view),
        ...refusalsToReplace(known.reading ?? {}, at.isForced),
        // Counts both halves of the move. The reserve is the registration for the way back.
        ...overBudget(view, { register: 1, deregister: 1, reserve: 1 }),
        ...endedVersion(view),
    ]);
}

function refuseUnsafeRegistration(view: View<RegisteredGoal>): Decision | undefined {
    const { known, goal, at } = view;
    if (!isToBeRegistered(view)) return undefined;
    const isBack = goal.isOurs || known.run.tookDownAt !== undefined;
    const reserve = isBack && !isRepetition(view, attemptOf(view)) ? 0 : 1;
    const isBegun = known.run.sent.length > 0;
    return refuse("register", [
        ...goneEngine(view),
        ...overBudget({ known, goal, at }, { register: 1, deregister: 0, reserve }),
        ...(isBegun ? [] : endedVersion(view)),
    ]);
}

/** The same attempt that was refused may not use the reserve, unless Meta asked for a pause. */
function isRepetition({ known, at }: View<RegisteredGoal>, attempt: Attempt): boolean {
    const { refusal, run } = known;
    const isRefused = refusal?.operation === "register" && !run.hasPaused;
    return isRefused && isSameAttempt(refusal, attempt, at.markOf);
}

function holdAttempt(
    { known, at, goal }: View<RegisteredGoal>,
    attempt: Attempt,
): Decision | undefined {
    const { refusal, reading, run } = known;
    if (refusal === undefined || at.isForced || run.sent.length > 0) return undefined;
    // A refusal from when the number was up does not hold back its registration once it is down.
    if (known.registered === "no" && refusal.operation !== "register") return undefined;
    const isHeld =
        isSameAttempt(refusal, attempt, at.markOf) &&
        stillHolds(refusal, readingText(reading ?? {}), at.now);
    return isHeld ? stop({ kind: "remembered", verb: goal.verb, refusal }) : undefined;
}

function refuseWithoutBackup(view: View<RegisteredGoal>): Decision | undefined {
    const { known, goal, at } = view;
    const isMissing = known.isMigrating && goal.backup === undefined && !at.isForced;
    return isToBeRegistered(view) && isMissing
        ? refuse("register", [refusalWithoutBackup()])
        : undefined;
}

// --- Moving

/** Says whether the number is registered and its data is not in the wanted place. */
function isElsewhere({ known, goal }: View<RegisteredGoal>): boolean {
    const { run, storage } = known;
    return (
        known.registered === "yes" &&
        storage.lastSent === undefined &&
        run.lastTry === undefined &&
        !isStorageAs(storage, goal.storage)
    );
}

function isToBeMoved(view: View<RegisteredGoal>): boolean {
    return isElsewhere(view) && view.goal.mayMove && view.goal.isOurs;
}

/**
 * The PIN for moving a number: the PIN that it has. The run sets another PIN when the number is up
 * again. So if the run stops in between, the outputs know the number's PIN.
 */
function pinOfMove({ known, goal }: View<RegisteredGoal>): string {
    const { value, isUnknown } = known.pin;
    const hasPin = known.reading?.isPinEnabled !== false;
    return value === undefined || isUnknown || !hasPin ? goal.pin : value;
}

/** `POST /{id}` sets the PIN of a registered number. It costs nothing, and also proves the permission. */
function provePin(view: View<RegisteredGoal>): Decision | undefined {
    const { known } = view;
    const pin = pinOfMove(view);
    const hasPin = known.reading?.isPinEnabled !== false;
    const isProved = known.pin.isProvedNow && known.pin.value === pin;
    return isToBeMoved(view) && hasPin && !isProved
        ? step({ kind: "setPin", pin }, true)
        : undefined;
}

// --- Registering

function isToBeRegistered({ known }: View<RegisteredGoal>): boolean {
    return known.registered === "no";
}

function readUnknownStorage({ known }: View<RegisteredGoal>): Decision | undefined {
    const { stored, reading, lastSent } = known.storage;
    const isKnown = stored !== undefined || reading !== undefined || lastSent !== undefined;
    return isKnown ? undefined : step({ kind: "readStorage" });
}

function finish(view: View<RegisteredGoal>): Decision | undefined {
    const { known } = view;
    const isDue = isToBeRegistered(view) && known.isIncomplete && !known.run.hasFinished;
    if (!isDue || known.run.sent.length === 0) return undefined;
    return refuse("deregister", overBudget(view, DEREGISTRATION)) ?? step({ kind: "deregister" });
}

/** On the way back from a refused body, the recipe is the settings, if they can be read. */
function recipeOf({ known, at }: View<RegisteredGoal>): LocalStorageRecipe {
    const { settings } = known.storage;
    if (settings === undefined) return "settings";
    const isBack = known.run.givenUp !== undefined && settings.kind === "answered";
    return isBack ? "settings" : localStorageRecipe(at.recipe, settings);
}

/** From Graph API v21 on, the storage is written while the number is not registered. */
function writeStorage(view: View<RegisteredGoal>): Decision | undefined {
    const { known } = view;
    const target = targetOf(view);
    const { settings } = known.storage;
    if (!isToBeRegistered(view) || settings === undefined) return undefined;
    if (recipeOf(view) !== "settings") return undefined;
    if (isStorageAs(known.storage, target)) return undefined;
    if (settings.kind === "answered") return step({ kind: "writeStorage", storage: target });
    if (target.kind === "off") return undefined;
    return refuse("register", [refusalOfUnreadableSettings(target, settings.error.message)]);
}

function register(view: View<RegisteredGoal>): Decision {
    const { goal } = view;
    const storage = targetOf(view);
    return step({
        kind: "register",
        pin: pinToTry(view),
        storage,
        isStorageInBody: recipeOf(view) === "register",
        backup: backupOf(view),
        backupMark: backupOf(view) === undefined ? undefined : goal.backupMark,
    });
}

/**
 * The PINs that a number may have while it is down, the most likely first. That is the PIN that Meta
 * accepted last: the number comes back with it, and then the run sets the declared PIN, which is
 * free. If the last PIN is not known, the declared PIN comes first.
 */
function pinsToTry({ known, goal }: View<RegisteredGoal>): readonly string[] {
    const { value, provedAt, refuted, isUnknown, isProvedNow } = known.pin;
    const proved = value !== undefined && provedAt !== undefined ? [value] : [];
    const isMoved = known.run.tookDownAt !== undefined;
    const isDeclaredFirst = isUnknown || (isMoved && !isProvedNow);
    const pins = isDeclaredFirst ? [goal.pin, ...proved] : [...proved, goal.pin];
    return pins.filter((pin) => !refuted.includes(pin));
}

function pinToTry(view: View<RegisteredGoal>): string {
    return pinsToTry(view)[0] ?? view.goal.pin;
}

/**
 * A backup serves one migration. It is used if the number still reads as on the On-Premises API and is
 * new to this stack, or if its migration has begun and no run has seen its end.
 */
function backupOf({ known, goal }: View<RegisteredGoal>): RegisteredGoal["backup"] {
    const isNew = !known.isStored && outOfReach(known.reading ?? {}) === "onPremises";
    return isNew || known.isMigrating ? goal.backup : undefined;
}

/** The next attempt to register, to compare it with a refused attempt. */
export function attemptOf(view: View<RegisteredGoal>): Attempt {
    const isElsewhereNow = isElsewhere(view);
    return {
        pin: isElsewhereNow ? pinOfMove(view) : pinToTry(view),
        storage: targetOf(view),
        recipe: view.at.recipe,
        backupMark: backupOf(view) === undefined ? undefined : view.goal.backupMark,
    };
}

/** Storage that is off needs no second look, unless the registration itself switches it off. */
function proveStorage(view: View<RegisteredGoal>): Decision | undefined {
    const { known, at } = view;
    const { registeredWith, provedBefore } = known.storage;
    const { storageLook } = known.run;
    if (registeredWith === undefined) return undefined;
    const isBySettings = recipeOf(view) === "settings";
    const isOff = registeredWith.kind === "off";
    if (isOff && (isBySettings || provedBefore !== undefined)) return undefined;
    if (isStorageAs(known.storage, registeredWith) || storageLook === undefined) return undefined;
    const looking = lookOn(storageLook, { kind: "readStorage" }, at);
    // On the way back the number is up again, and the message must say that.
    if (looking !== undefined || known.run.givenUp !== undefined) return looking;
    const { lost } = storageLook;
    return stop({ kind: "storageUnproved", storage: registeredWith, lost });
}

// --- A registered number

function setPin(view: View<RegisteredGoal>): Decision | undefined {
    const { known, goal } = view;
    const { value, isUnknown } = known.pin;
    const isSet = value === goal.pin && !isUnknown;
    const isAdopted = !goal.isOurs && known.run.lastTry === undefined;
    if (isSet || isAdopted) return undefined;
    return refuse("set the PIN of", goneEngine(view)) ?? step({ kind: "setPin", pin: goal.pin });
}

/**
 * Registers a registered number again, so that it takes the approved display name. This is one
 * request with the same region and PIN, and the number stays online. If the PIN was never proved,
 * the run proves it first.
 */
function registerName(view: View<RegisteredGoal>): Decision | undefined {
    const { known, goal } = view;
    if (!known.isNameWaiting || !goal.takesName) return undefined;
    if (known.run.lastTry !== undefined) {
        // The number reads as registered either way. Only the name shows whether Meta took a lost request.
        const isWaiting = known.reading?.newNameStatus === "APPROVED";
        return isWaiting ? stop({ kind: "nameUnseen" }) : undefined;
    }
    const refusal =
        refuse("register", [
            ...goneEngine(view),
            ...overBudget(view, { register: 1, deregister: 0, reserve: 1 }),
            ...endedVersion(view),
        ]) ?? holdAttempt(view, { ...attemptOf(view), pin: goal.pin });
    if (refusal !== undefined) return refusal;
    const isProved = known.pin.provedAt !== undefined;
    if (!isProved && known.reading?.isPinEnabled !== false) {
        return step({ kind: "setPin", pin: goal.pin });
    }
    return step({ kind: "register", pin: goal.pin, isStorageInBody: false });
}
