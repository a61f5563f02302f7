import {
    changesBetween,
    type Changes,
    isOnNamesOnly,
} from "../../provider/src/decisions/changesBetween";
import type { Goal, Rule } from "../../provider/src/decisions/Goal";
import {
    goalOfCreate,
    goalOfRead,
    goalOfUpdate,
    startOfUpdate,
} from "../../provider/src/decisions/goals";
import { holderOf, unseenEntries } from "../../provider/src/decisions/JournalEntry";
import { type Knowledge, knowledgeOf, lookedAtAnew } from "../../provider/src/decisions/Knowledge";
import { play, refusedInPreview } from "../../provider/src/decisions/play";
import { registrationStateFrom } from "../../provider/src/decisions/RegistrationState";
import type { RegistrationInputs } from "../../provider/src/decisions/RegistrationState";
import type { Stop } from "../../provider/src/decisions/Step";
import { factsOf } from "./Facts";
import { circumstancesOf, type Run } from "./Run";
import {
    backupMarkOf,
    type Declaration,
    inputsOf,
    type Action,
    PHONE_NUMBER_ID,
    STACK,
    type World,
} from "./World";

/** The result of an action before anything is sent. */
export type Beginning =
    | { readonly kind: "run"; readonly run: Run }
    /** The engine calls nothing of ours, or only names change. */
    | { readonly kind: "unchanged"; readonly onlyNames: boolean }
    | { readonly kind: "refusedByPreview"; readonly run: Run; readonly stop: Stop };

type Start = Pick<Run, "goal" | "inputs" | "olds" | "changes" | "known">;

/** Does the work of the lifecycle before its first request. */
export function begin(world: World, action: Action, rules: readonly Rule[]): Beginning {
    switch (action.kind) {
        case "destroy":
            return running(world, action, rules, destroying(world));
        case "refresh":
            return running(world, action, rules, refreshing(world));
        case "rename":
            return running(world, action, rules, creating(world, action.declaration, false));
        case "adoptedPin":
            return running(world, action, rules, adopting(world, action.declaration));
        case "up":
            return applying(world, action, rules);
    }
}

// eslint-disable-next-line max-params
function running(
    world: World,
    action: Action,
    rules: readonly Rule[],
    start: Start,
): { readonly kind: "run"; readonly run: Run } {
    const { nowMs, truth, journal } = world;
    const none = { letters: "", steps: 0, faults: 0, lasting: undefined, isEngineGone: false };
    const fresh = { ...none, facts: factsOf(world) };
    const run = { world, action, rules, ...start, nowMs, truth, journal, ...fresh };
    return { kind: "run", run };
}

function known(world: World, inputs: RegistrationInputs | undefined, isShown = true): Knowledge {
    const declared = inputs === undefined ? {} : { pin: inputs.pin };
    return knowledgeOf({
        state: isShown ? world.saved : undefined,
        entries: world.journal,
        now: new Date(world.nowMs),
        pinMarkOf: (pin) => pin,
        ...declared,
    });
}

function destroying(world: World): Start {
    const goal: Goal = { kind: "deregistered" };
    return {
        goal,
        inputs: undefined,
        olds: world.saved,
        changes: undefined,
        known: known(world, undefined),
    };
}

function refreshing(world: World): Start {
    const all = known(world, undefined);
    const olds = world.saved ?? registrationStateFrom(PHONE_NUMBER_ID, {});
    return { goal: goalOfRead(olds, all), inputs: undefined, olds, changes: undefined, known: all };
}

function creating(world: World, declaration: Declaration, isShown: boolean): Start {
    const inputs = inputsOf(declaration, world.saved);
    const isShownOlds = isShown && world.saved !== undefined;
    const isOurs = isShownOlds || holderOf(world.journal)?.stack === STACK;
    return {
        goal: goalOfCreate(inputs, { isOurs, backupMark: backupMarkOf(inputs) }),
        inputs,
        olds: isShownOlds ? world.saved : undefined,
        changes: undefined,
        known: lookedAtAnew(known(world, inputs, isShownOlds)),
    };
}

function adopting(world: World, { pin }: Declaration): Start {
    return {
        goal: { kind: "pin", pin },
        inputs: undefined,
        olds: world.saved,
        changes: undefined,
        known: known(world, undefined),
    };
}

function updating(world: World, declaration: Declaration, changes: Changes): Start {
    const inputs = inputsOf(declaration, world.saved);
    const start = startOfUpdate(known(world, inputs), changes);
    return {
        goal: goalOfUpdate(inputs, backupMarkOf(inputs)),
        inputs,
        olds: world.saved,
        changes,
        known: start,
    };
}

function applying(
    world: World,
    action: Extract<Action, { kind: "up" }>,
    rules: readonly Rule[],
): Beginning {
    const { declaration } = action;
    const { saved } = world;
    if (saved === undefined) {
        const { run } = running(world, action, rules, creating(world, declaration, false));
        return previewed(run, { ...run.known, registered: "no" }, run.goal);
    }
    const isUnseen = unseenEntries(world.journal, saved, new Date(world.nowMs)).length > 0;
    const inputs = inputsOf(declaration, saved);
    const changes = changesBetween(saved, inputs, isUnseen);
    const isMoved = changes.replaces.length > 0;
    if (!isMoved && changes.updates.length === 0 && !world.hasFailed) {
        return { kind: "unchanged", onlyNames: false };
    }
    if (!isMoved && isOnNamesOnly(changes)) return { kind: "unchanged", onlyNames: true };
    const start = isMoved
        ? creating(world, declaration, true)
        : updating(world, declaration, changes);
    const { run } = running(world, action, rules, start);
    if (!isMoved && changes.updates.length === 0) return { kind: "run", run };
    const seen = known(world, undefined);
    return isMoved
        ? previewed(
              run,
              lookedAtAnew(seen),
              goalOfCreate(inputs, { isOurs: true, backupMark: backupMarkOf(inputs) }),
          )
        : previewed(run, startOfUpdate(seen, changes), run.goal);
}

/** `check` and `diff` refuse a plan that the budget does not allow. */
function previewed(run: Run, start: Knowledge, goal: Goal): Beginning {
    const played = play(start, goal, { ...circumstancesOf(run), markOf: () => "" });
    const isRefused = refusedInPreview(played, start).length > 0;
    const { end } = played;
    const isNew = run.world.saved === undefined;
    const isOurs = goal.kind === "registered" && goal.isOurs;
    if (!isRefused || end.kind !== "stop" || (isNew && isOurs)) return { kind: "run", run };
    return { kind: "refusedByPreview", run, stop: end.stop };
}
