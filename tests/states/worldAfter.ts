import type { JournalEntry } from "../../provider/src/decisions/JournalEntry";
import { outputsAfterReading, outputsOf, renamed } from "../../provider/src/decisions/outputsOf";
import { refusalOfState } from "../../provider/src/decisions/refusalMemory";
import { registrationStateFrom } from "../../provider/src/decisions/RegistrationState";
import type { RegistrationState } from "../../provider/src/decisions/RegistrationState";
import { savedAfter } from "../../provider/src/decisions/savedAfter";
import { type End, markOf, type Run } from "./Run";
import { type Action, type Declaration, inputsOf, type World } from "./World";

/** The world after a run: the truth, and what the engine and the disk keep. */
export function worldAfter(run: Run, end: End): World {
    const { world, facts, truth, journal, nowMs } = run;
    const isWell = end.kind === "done";
    // If the engine is gone, nobody learns the end of the run.
    if (run.isEngineGone && end.kind !== "killed") return worldAfter(run, { kind: "killed" });
    const there: World = {
        ...declaredBy(world, run.action),
        truth,
        journal,
        nowMs,
        refused: facts.refused,
        toldBlocksMs: facts.toldBlocksMs,
        isAnotherDown: false,
        isOpen: isWell ? false : world.isOpen || facts.hasSent,
    };
    switch (end.kind) {
        case "killed":
            // Nobody learned what Meta refused to a killed run.
            return { ...there, lastRefusal: facts.hasSent ? undefined : world.lastRefusal };
        case "refusedByPreview":
            return there;
        case "done":
            return { ...there, ...afterSuccess(run), lastRefusal: facts.lastRefusal };
        case "stop":
            return { ...there, ...afterFailure(run, end), lastRefusal: refusalTold(run) };
    }
}

/** A refusal may not be reported if readings were late, or if the way back was not seen. */
function refusalTold({ facts, lasting, known }: Run): World["lastRefusal"] {
    const isBackUnseen = known.run.givenUp !== undefined && known.registered === "unknown";
    const isSeen = known.run.awaited?.operation !== "register" && !isBackUnseen;
    return isSeen && lasting === undefined && !facts.isLastReadingLate
        ? facts.lastRefusal
        : undefined;
}

/** The world after an action that only noted new names, or did nothing. */
export function worldUnchanged(world: World, action: Action, onlyNames: boolean): World {
    const next = declaredBy(world, action);
    const { saved } = world;
    if (action.kind !== "up" || saved === undefined || !onlyNames) return next;
    return { ...next, saved: restored(renamed(saved, inputsOf(action.declaration, saved))) };
}

/** The same world some time later. */
export function later(world: World, ms: number): World {
    return { ...world, nowMs: world.nowMs + ms };
}

function declaredBy(world: World, action: Action): World {
    switch (action.kind) {
        case "up":
        case "rename":
        case "adoptedPin":
            return {
                ...world,
                declared: action.declaration,
                earlier: withDeclaration(world.earlier, action.declaration),
            };
        case "destroy":
            return { ...world, declared: undefined };
        case "refresh":
            return world;
    }
}

function withDeclaration(
    earlier: readonly Declaration[],
    declaration: Declaration,
): readonly Declaration[] {
    const text = JSON.stringify(declaration);
    return earlier.some((one) => JSON.stringify(one) === text)
        ? earlier
        : [...earlier, declaration];
}

function afterSuccess(run: Run): Partial<World> {
    const { known, inputs, olds, journal } = run;
    const times = timesOf(run);
    switch (run.action.kind) {
        case "up":
        case "rename":
            return inputs === undefined
                ? {}
                : {
                      saved: restored(outputsOf(known, inputs, { olds, ...times })),
                      hasFailed: false,
                  };
        case "adoptedPin":
            return {};
        case "destroy":
            return { saved: undefined, hasFailed: false, journal: withOutputs(journal, olds) };
        case "refresh":
            return olds === undefined
                ? {}
                : { saved: restored(outputsAfterReading(known, olds, times)), hasFailed: false };
    }
}

function afterFailure(run: Run, { stop, message }: Extract<End, { kind: "stop" }>): Partial<World> {
    const { known, goal, inputs, olds, world } = run;
    if (run.action.kind === "refresh") return { hasFailed: true };
    if (inputs === undefined || goal.kind !== "registered") return {};
    const saving = { olds, inputs, goal, recipe: world.recipe, markOf, ...timesOf(run) };
    const state = savedAfter({ known, stop, message }, saving);
    return state === undefined ? {} : { saved: restored(state), hasFailed: true };
}

function timesOf({ nowMs, journal }: Run): {
    readonly now: Date;
    readonly journalledUntil: string | undefined;
} {
    return { now: new Date(nowMs), journalledUntil: journal.at(-1)?.at };
}

/** Outputs as the next run finds them. JSON has no undefined values. */
function restored(state: RegistrationState): RegistrationState {
    const props = JSON.parse(JSON.stringify(state)) as Readonly<Record<string, unknown>>;
    return registrationStateFrom(state.phoneNumberId, props);
}

/** What `delete` keeps in the journal when outputs are removed. */
function withOutputs(
    journal: readonly JournalEntry[],
    olds: RegistrationState | undefined,
): readonly JournalEntry[] {
    if (olds === undefined) return journal;
    const { refusal, spentRequests, pin } = olds;
    const tried = refusalOfState(refusal, pin)?.tried;
    const isKnown = typeof tried === "object" && tried.pin !== undefined;
    const mark = isKnown ? markOf({ ...tried, pin: tried.pin }) : undefined;
    const last = spentRequests.findLast(({ operation }) => operation === "register");
    const known = new Set(journal.map(({ operation, at }) => `${operation} ${at}`));
    const missing = spentRequests
        .filter(({ operation, at }) => !known.has(`${operation} ${at}`))
        .map((request): JournalEntry =>
            request === last && request.outcome === "refused" && mark !== undefined && refusal
                ? { ...request, mark, reading: refusal.reading }
                : request,
        );
    return [...journal, ...missing];
}
