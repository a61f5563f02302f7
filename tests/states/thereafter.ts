import type { Rule } from "../../provider/src/decisions/Goal";
import { holderOf } from "../../provider/src/decisions/JournalEntry";
import { isSameStorage, wantedStorage } from "../../provider/src/decisions/storage";
import { begin } from "./begin";
import { comingOf } from "./comingOf";
import { END_PROPERTIES, looksFirst } from "./endProperties";
import { actionText, endText } from "./letters";
import { WINDOW_MS } from "./Meta";
import type { End, Run } from "./Run";
import { STEP_PROPERTIES } from "./stepProperties";
import { taken } from "./taken";
import { type Action, type Declaration, inputsOf, STACK, type World } from "./World";
import { later, worldAfter } from "./worldAfter";

/** How long a world must rest until every block and every pause is over. */
const REST_MS = WINDOW_MS + 3_600_000;

/** A problem on the way from a world. */
export interface Problem {
    readonly property: string;
    readonly what: string;
    readonly letters: string;
}

interface Tried {
    readonly after: World;
    readonly run: Run | undefined;
    readonly end: End | undefined;
    readonly problems: readonly Problem[];
    readonly letters: string;
    readonly steps: number;
}

/** The end of a world. */
interface Thereafter {
    readonly states: number;
    readonly problems: readonly Problem[];
    /** Meta blocked a number that was down and reported it, and the number is up again. */
    readonly isBlockOutlived: boolean;
}

/**
 * 5. When every block and every pause is over, a run without faults reaches the goal, and the
 * number stays there.
 */
export function thereafter(world: World, rules: readonly Rule[]): Thereafter {
    const action = healing(world);
    if (action === undefined) return { states: 0, problems: [], isBlockOutlived: false };
    // Only a person can correct a wrong recipe.
    const rested: World = { ...later(world, REST_MS), recipe: "auto" };
    const start = tried(rested, action, rules);
    // If a number is seen elsewhere, the next preview shows a difference, and the next run moves
    // it.
    const first = isSeenElsewhere(start)
        ? tried(later(start.after, 1000), action, rules, start.letters)
        : start;
    const healed = isHealed(first) ? first : firstHealed(rested, action, rules);
    const states = start.steps + first.steps;
    if (healed === undefined) {
        const what = `the number does not come to what is declared: ${first.letters}`;
        const problem = { property: "comesBack", what: kindOf(first), letters: what };
        const problems = [...first.problems, { ...problem, letters: first.letters }];
        return { states, problems, isBlockOutlived: false };
    }
    const problems = [...healed.problems, ...restlessness(healed.after, action, rules)];
    const isBlocked = !world.truth.registered && world.toldBlocksMs.register > world.nowMs;
    const isBlockOutlived = isBlocked && healed.after.truth.registered;
    return { states: states + 1, problems, isBlockOutlived };
}

function kindOf({ end }: Tried): string {
    return end?.kind === "stop"
        ? `a run without faults stops (${end.stop.kind})`
        : "no run ends well";
}

function isSeenElsewhere({ end }: Tried): boolean {
    return end?.kind === "stop" && end.stop.kind === "storageUnproved";
}

function isHealed({ run, end }: Tried): boolean {
    return run === undefined || end?.kind === "done";
}

/** A PIN that only a program knew comes back with that program. */
function firstHealed(world: World, action: Action, rules: readonly Rule[]): Tried | undefined {
    if (action.kind !== "up" || world.truth.pin === undefined) return undefined;
    const isKnown = world.earlier.some(({ pin }) => pin === world.truth.pin);
    if (!isKnown && !world.isPinForeign) return undefined;
    const declaration: Declaration = { ...action.declaration, pin: world.truth.pin };
    if (declaration.pin === action.declaration.pin) return undefined;
    const again = tried(world, { kind: "up", declaration }, rules);
    return isHealed(again) ? again : undefined;
}

/**
 * The action that heals a world: the last declaration. None if the number belongs to somebody else.
 */
function healing({ declared, saved, truth, journal }: World): Action | undefined {
    if (declared === undefined) {
        const isThere = saved !== undefined && truth.elsewhere !== "coexistence";
        return isThere ? { kind: "destroy" } : undefined;
    }
    // An ignored number, and a number out of reach, stays as it is.
    if (declared.ignoresDrift === true || isOutOfReach(truth, declared)) return undefined;
    const isOurs = saved !== undefined || holderOf(journal)?.stack === STACK;
    const isThere = isSameStorage(truth.storage, wantedStorage(inputsOf(declared)));
    if (truth.registered && !isOurs && !isThere) return undefined;
    const isBackupNeeded = truth.isMigrating === true || truth.elsewhere === "onPremises";
    const declaration = isBackupNeeded ? { ...declared, hasBackup: true } : declared;
    return { kind: "up", declaration };
}

function isOutOfReach({ elsewhere }: World["truth"], { hasBackup }: Declaration): boolean {
    return elsewhere === "coexistence" || (elsewhere === "onPremises" && hasBackup !== true);
}

/** Done stays done: the same program finds nothing to do. */
function restlessness(after: World, action: Action, rules: readonly Rule[]): readonly Problem[] {
    if (action.kind !== "up") return [];
    const declaration = after.declared ?? action.declaration;
    const again = begin(after, { kind: "up", declaration }, rules);
    if (again.kind === "unchanged") return [];
    const changes = again.run.changes?.updates.join(" ") ?? "a replace";
    const what = `the same program again is not unchanged: ${changes}`;
    return [{ property: "staysDone", what, letters: "" }];
}

// eslint-disable-next-line max-params
function tried(world: World, action: Action, rules: readonly Rule[], before = ""): Tried {
    const beginning = begin(world, action, rules);
    const name = `${before} | 73 h later, ${actionText(action)}:`;
    if (beginning.kind === "unchanged") {
        const letters = `${name} unchanged`;
        const what = looksFirst(world, beginning.onlyNames);
        const problems = what === undefined ? [] : [{ property: looksFirst.name, what, letters }];
        return { after: world, run: undefined, end: undefined, problems, letters, steps: 1 };
    }
    if (beginning.kind === "refusedByPreview") {
        const end: End = { kind: "refusedByPreview", stop: beginning.stop };
        const letters = `${name} ${endText(end)}`;
        return { after: world, run: beginning.run, end, problems: [], letters, steps: 1 };
    }
    return toTheEnd(beginning.run, name);
}

function toTheEnd(start: Run, name: string): Tried {
    const problems: Problem[] = [];
    let run = start;
    for (;;) {
        const coming = comingOf(run);
        if (coming.kind === "end") {
            const { end } = coming;
            const after = worldAfter(run, end);
            const letters = `${name}${run.letters} -> ${endText(end)}`;
            for (const property of END_PROPERTIES) {
                const what = property({ run, end, after });
                if (what !== undefined) problems.push({ property: property.name, what, letters });
            }
            return { after, run, end, problems, letters, steps: run.steps };
        }
        for (const property of STEP_PROPERTIES) {
            const what = property({ run, step: coming.step, takesDown: coming.takesDown });
            if (what === undefined) continue;
            problems.push({ property: property.name, what, letters: `${name}${run.letters}` });
            return {
                after: run.world,
                run,
                end: undefined,
                problems,
                letters: name,
                steps: run.steps,
            };
        }
        run = taken(run, coming.step, undefined) ?? run;
    }
}
