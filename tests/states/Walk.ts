import type { Rule } from "../../provider/src/decisions/Goal";
import type { Step } from "../../provider/src/decisions/Step";
import { begin } from "./begin";
import { type Coming, comingOf } from "./comingOf";
import { END_PROPERTIES, type Ended, looksFirst } from "./endProperties";
import { faultsOf, type Variety } from "./Fault";
import { actionText, endText } from "./letters";
import { actionsIn } from "./actionsIn";
import { BLOCK_OUTLIVED, outcomesOf } from "./outcomes";
import type { End, Run } from "./Run";
import type { Scenario } from "./Scenario";
import { STEP_PROPERTIES } from "./stepProperties";
import { taken } from "./taken";
import { thereafter } from "./thereafter";
import { Violations } from "./Violations";
import { type Action, type World, worldKey } from "./World";
import { later, worldAfter, worldUnchanged } from "./worldAfter";

/** The result of a walk. */
export interface Walked {
    readonly states: number;
    readonly violations: Violations;
    readonly reached: ReadonlySet<string>;
}

interface Branch {
    readonly world: World;
    readonly action: Action;
    readonly faults: readonly Variety[];
    readonly most: number;
    readonly path: string;
}

const MINUTE_MS = 60_000;

/** Walks through everything that can happen, run after run. The shortest ways come first. */
export class Walk {
    readonly #rules: readonly Rule[];
    readonly #mostStates: number | undefined;
    readonly #visited = new Set<string>();
    readonly #violations = new Violations();
    readonly #reached = new Set<string>();
    #states = 0;
    #next: Branch[] = [];

    /** @param mostStates - gives up after this many states, or at the first violation */
    constructor(rules: readonly Rule[], mostStates?: number) {
        this.#rules = rules;
        this.#mostStates = mostStates;
    }

    /** Walks from every scenario. */
    from(scenarios: readonly Scenario[]): Walked {
        this.#next = scenarios.map(({ name, world, action, faults, most }) => ({
            world,
            action,
            faults,
            most,
            path: `[${name}]`,
        }));
        while (this.#next.length > 0 && !this.#isOver()) {
            const level = this.#next;
            this.#next = [];
            for (const branch of level) {
                this.#explore(branch);
                if (this.#isOver()) break;
            }
        }
        return {
            states: this.#states,
            violations: this.#violations,
            reached: this.#reached,
        };
    }

    #isOver(): boolean {
        const most = this.#mostStates;
        return most !== undefined && (this.#violations.count > 0 || this.#states > most);
    }

    #explore(branch: Branch): void {
        const { world, action } = branch;
        const path = `${branch.path} | ${actionText(action)}:`;
        const beginning = begin(world, action, this.#rules);
        if (beginning.kind === "unchanged") {
            const after = worldUnchanged(world, action, beginning.onlyNames);
            const what = looksFirst(world, beginning.onlyNames);
            if (what !== undefined) {
                this.#violations.add({
                    property: looksFirst.name,
                    what,
                    path: `${path} unchanged`,
                });
            }
            this.#goOn({ ...branch, path: `${path} unchanged` }, after);
            return;
        }
        if (beginning.kind === "refusedByPreview") {
            const { run, stop } = beginning;
            this.#end({ ...branch, path }, run, { kind: "refusedByPreview", stop });
            return;
        }
        this.#run({ ...branch, path }, beginning.run);
    }

    /** Every course of one run, the shortest first. */
    #run(branch: Branch, start: Run): void {
        const queue = [start];
        for (let at = 0; at < queue.length && !this.#isOver(); at += 1) {
            const run = queue[at];
            if (run === undefined) return;
            this.#states += 1;
            const coming = comingOf(run);
            if (coming.kind === "end") {
                this.#end(branch, run, coming.end);
                continue;
            }
            if (this.#isWrong(branch, run, coming)) continue;
            queue.push(...this.#waysOn(branch, run, coming.step));
        }
    }

    /** The step without a fault, and with each fault. A killed run ends here. */
    #waysOn(branch: Branch, run: Run, step: Step): readonly Run[] {
        const [variety = "none"] = branch.faults;
        const faults = run.faults < branch.most ? faultsOf(step.kind, variety) : [];
        const isWrite = step.kind !== "wait" && !step.kind.startsWith("read");
        const mayBeKilled = variety === "all" || (variety === "few" && run.faults === 0);
        return [undefined, ...faults].flatMap((fault) => {
            const next = taken(run, step, fault);
            if (next === undefined) return [];
            const isKilled = fault?.kind === "killed";
            const isLeft = isWrite && mayBeKilled && fault?.kind !== "engineGone";
            if (isKilled || isLeft) this.#end(branch, next, { kind: "killed" });
            return isKilled ? [] : [next];
        });
    }

    #isWrong(branch: Branch, run: Run, coming: Extract<Coming, { kind: "step" }>): boolean {
        let isWrong = false;
        const { step, takesDown } = coming;
        for (const property of STEP_PROPERTIES) {
            const what = property({ run, step, takesDown });
            if (what === undefined) continue;
            isWrong = true;
            const path = `${branch.path}${run.letters} then ${step.kind}`;
            this.#violations.add({ property: property.name, what, path });
        }
        return isWrong;
    }

    #end(branch: Branch, run: Run, end: End): void {
        const after = worldAfter(run, end);
        const path = `${branch.path}${run.letters} -> ${endText(end)}`;
        const ended: Ended = { run, end, after };
        for (const property of END_PROPERTIES) {
            const what = property(ended);
            if (what !== undefined) this.#violations.add({ property: property.name, what, path });
        }
        for (const outcome of outcomesOf(ended)) this.#reached.add(outcome);
        this.#goOn({ ...branch, path }, after);
    }

    /** Checks that a world heals. Then continues with every action that a person may try next. */
    #goOn(branch: Branch, after: World): void {
        const key = `${branch.faults.length} ${worldKey(after)}`;
        if (this.#visited.has(key)) return;
        this.#visited.add(key);
        const healing = thereafter(after, this.#rules);
        this.#states += healing.states;
        if (healing.isBlockOutlived) this.#reached.add(BLOCK_OUTLIVED);
        for (const { property, what, letters } of healing.problems) {
            this.#violations.add({ property, what, path: `${branch.path}${letters}` });
        }
        const [, variety, ...rest] = branch.faults;
        if (variety === undefined) return;
        for (const action of actionsIn(after)) {
            const world = later(after, MINUTE_MS);
            // A refresh is one more run, and any action may follow it.
            const faults =
                action.kind === "refresh" && branch.faults.length < 4
                    ? (["none", variety, ...rest] as const)
                    : ([variety, ...rest] as const);
            this.#next.push({ world, action, faults, most: 1, path: branch.path });
        }
        const nextTryMs = Date.parse(after.saved?.refusal?.nextTryAt ?? "");
        if (after.declared !== undefined && nextTryMs > after.nowMs) {
            const world = { ...after, nowMs: nextTryMs + 1000 };
            const action = { kind: "up", declaration: after.declared } as const;
            const path = `${branch.path} | at the named time`;
            this.#next.push({ world, action, faults: ["none", ...rest], most: 1, path });
        }
    }
}
