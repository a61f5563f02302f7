import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import type { DoorName } from "../contract/lifecycle/doors";
import { secretsInClear } from "../engine/scenarios/secretsInClear";
import { textIn } from "../engine/scenarios/textIn";
import {
    commandsOfRepair,
    type ChaosStack,
    type Command,
    type Run,
    type StoredState,
} from "./ChaosStack";
import { changed, declaredIn, pinOf, type Declared } from "./Declared";
import { Oracle } from "./Oracle";
import type { ChaosEngine } from "./openStack";
import { reached } from "./reached";
import type { RoundPlan, Step } from "./RoundPlan";
import { COUNTED_REQUESTS, MOST_OF_A_KIND, Tally } from "./Tally";

const accessToken = "EAA-fake-token";
const appSecret = "fake-app-secret-of-rounds";
const neighbourId = "106540352242999";
const firstId = 106540352242922;
// An operator who follows the documentation needs no more tries than this.
const MOST_TRIES = 6;

/** The result of a round. */
export interface RoundResult {
    /** Every broken promise, in words. */
    readonly problems: readonly string[];
    /** What was done, one line each. */
    readonly story: readonly string[];
    readonly tally: Tally;
}

/** The parts and settings of a round. */
export interface RoundOptions {
    readonly engine: ChaosEngine;
    /** The door that the numbers are declared through. Default: the dynamic provider. */
    readonly door?: DoorName;
    readonly plan: RoundPlan;
    /** Receives each line of the story when it happens. */
    readonly onLine?: (line: string) => void;
}

/** A life of a stack: it is changed, run, stopped, repaired and destroyed. */
export class ChaosRound {
    readonly #simulator: Simulator;
    readonly #stack: ChaosStack;
    readonly #oracle: Oracle;
    readonly #ids: readonly string[];
    readonly #options: RoundOptions;
    readonly #problems: string[] = [];
    readonly #story: string[] = [];
    readonly #outputs: string[] = [];
    readonly #pins = new Set<string>();
    readonly #earlier: (readonly Declared[])[] = [];
    /** Numbers that a stopped run registered and that are in no state. */
    readonly #unsaved = new Set<string>();
    /** Numbers that had a PIN while no state knew them. */
    readonly #forgotten = new Set<string>();
    readonly #tally = new Tally();
    #declared: readonly Declared[] = [];

    private constructor(
        parts: { simulator: Simulator; stack: ChaosStack; ids: readonly string[] },
        options: RoundOptions,
    ) {
        this.#simulator = parts.simulator;
        this.#stack = parts.stack;
        this.#ids = parts.ids;
        this.#oracle = new Oracle(parts.simulator, parts.ids, neighbourId);
        this.#options = options;
    }

    /** Plays a round with a simulator, a stack, a home and a journal of its own. */
    static async play(options: RoundOptions): Promise<RoundResult> {
        // One number more than is declared at the start, for a step that adds one.
        const ids = Array.from({ length: options.plan.places.length + 1 }, (_, index) =>
            String(firstId + index),
        );
        const neighbour = { id: neighbourId, registered: true };
        const simulator = await startSimulator({
            world: {
                app: { secret: appSecret },
                numbers: [...ids.map((id) => ({ id })), neighbour],
            },
        });
        const journalFolder = mkdtempSync(path.join(tmpdir(), "chaos-journal-"));
        const { engine, door = "dynamic" } = options;
        const stack = await engine.open({ door, journalFolder, config: configOf(simulator) });
        try {
            return await new ChaosRound({ simulator, stack, ids }, options).#play();
        } finally {
            await stack.close();
            await simulator.close();
            rmSync(journalFolder, { recursive: true, force: true });
        }
    }

    async #play(): Promise<RoundResult> {
        const { places, steps } = this.#options.plan;
        this.#declare(
            places.map((place, index) =>
                declaredIn(place, {
                    name: `number${index}`,
                    phoneNumberId: String(firstId + index),
                    pin: pinOf(900 + index),
                }),
            ),
        );
        for (const step of steps) await this.#take(step);
        if (await this.#converge()) {
            await this.#mendStrays();
            await this.#holdQuiet();
            await this.#clearPending();
            await this.#destroy();
        }
        this.#holdThroughout();
        return { problems: this.#problems, story: this.#story, tally: this.#tally };
    }

    async #take(step: Step): Promise<void> {
        this.#declare(changed(this.#declared, step, { ids: this.#ids, earlier: this.#earlier }));
        await this.#taint(step);
        const command = this.#commandOf(step);
        const run = await this.#run(command, { step });
        if (run.exitCode !== 0 && (await this.#mend(run))) await this.#run(command, { step });
    }

    /** Repairs the stack, as an operator does who follows the documentation. */
    async #converge(): Promise<boolean> {
        let force: readonly string[] = [];
        for (let tries = 0; tries < MOST_TRIES; tries += 1) {
            const run = await this.#run({ name: "up" }, { force });
            if (run.exitCode === 0) {
                this.#tally.count("converged");
                return true;
            }
            if (this.#isOutOfBudget(run)) return false;
            if (await this.#mend(run)) continue;
            if (await this.#giveOldPins(run)) continue;
            this.#typed("WHATSAPP_FORCE=<ids> pulumi up");
            force = this.#ids;
        }
        this.#problems.push(
            `not put right by ${MOST_TRIES} updates: ${this.#outputs.at(-1) ?? ""}`,
        );
        return false;
    }

    #isOutOfBudget({ output }: Run): boolean {
        if (!this.#oracle.isBudgetNearlySpent || !output.includes("72 hours")) return false;
        this.#limit("the budget is spent: waits");
        return true;
    }

    /**
     * Types the command that the page on stopped runs names for such a failure. Returns whether
     * there is one.
     */
    async #mend({ output }: Run): Promise<boolean> {
        const { unlock, restoreState, removeAttributes } = commandsOfRepair;
        const saidBy = [
            ["unexpected end of JSON input", restoreState],
            ["failed to load checkpoint: EOF", removeAttributes],
            ["currently locked", unlock],
        ] as const;
        const command = saidBy.find(([text]) => output.includes(text))?.[1];
        if (command === undefined) return false;
        await this.#stack.type(command);
        this.#typed(command);
        return true;
    }

    /**
     * Registers a number that is down with its old PIN. The program may declare another PIN if the
     * number left the state, or if it went to another resource.
     */
    async #giveOldPins({ output }: Run): Promise<boolean> {
        const wrong = this.#declared.filter(
            ({ name, phoneNumberId, pin }) =>
                !this.#oracle.isRegistered(phoneNumberId) &&
                this.#oracle.pinOf(phoneNumberId) !== pin &&
                (this.#forgotten.has(phoneNumberId) || this.#hadAnotherName(phoneNumberId, name)),
        );
        if (wrong.length === 0 || !output.includes("133005")) return false;
        for (const { phoneNumberId } of wrong) {
            this.#limit(
                this.#forgotten.has(phoneNumberId)
                    ? "a number that left the state came back with another PIN"
                    : "a number that is down went to another resource with another PIN",
            );
        }
        const wanted = this.#declared;
        this.#declare(
            wanted.map((each) =>
                wrong.includes(each)
                    ? { ...each, pin: this.#oracle.pinOf(each.phoneNumberId) ?? each.pin }
                    : each,
            ),
        );
        await this.#run({ name: "up" });
        this.#declare(wanted);
        return true;
    }

    #hadAnotherName(id: string, now: string): boolean {
        return this.#earlier.some((program) =>
            program.some(({ name, phoneNumberId }) => phoneNumberId === id && name !== now),
        );
    }

    /**
     * Removes numbers that a killed create registered and the program then dropped: declares them,
     * and drops them again.
     */
    async #mendStrays(): Promise<void> {
        const strays = this.#oracle.strays(this.#declared);
        if (strays.length === 0) return;
        this.#limit("a create was killed before it was saved, and then taken out");
        const wanted = this.#declared;
        const back = strays.map((id) => ({
            name: `back${id}`,
            phoneNumberId: id,
            pin: this.#oracle.pinOf(id) ?? pinOf(0),
        }));
        this.#declare([...wanted, ...back]);
        await this.#run({ name: "up" });
        this.#declare(wanted);
        const { exitCode, output } = await this.#run({ name: "up" });
        this.#hold(exitCode === 0, `a number that was declared again does not go: ${output}`);
        const left = this.#oracle.strays(this.#declared);
        this.#hold(left.length === 0, `still registered: ${left.join(", ")}`);
    }

    async #holdQuiet(): Promise<void> {
        const before = this.#simulator.requests().length;
        const { exitCode, output } = await this.#run({ name: "up" });
        const sent = this.#lettersSince(before);
        this.#hold(exitCode === 0 && sent === "", `the next up sends "${sent}": ${output}`);
    }

    async #clearPending(): Promise<void> {
        const pending = this.#stack.stored()?.pendingOperations ?? 0;
        if (pending === 0) return;
        const before = this.#simulator.requests().length;
        const run = await this.#stack.type(commandsOfRepair.clearPending);
        if (run === undefined) return;
        this.#outputs.push(run.output);
        this.#typed(commandsOfRepair.clearPending);
        const left = this.#stack.stored()?.pendingOperations;
        this.#hold(run.exitCode === 0 && left === 0, `${left} of ${pending} are still pending`);
        this.#holdReadOnly(before, "a refresh that clears pending creates");
        await this.#holdQuiet();
    }

    async #destroy(): Promise<void> {
        let run = await this.#run({ name: "destroy" });
        if (run.exitCode !== 0 && this.#isOutOfBudget(run)) return;
        if (run.exitCode !== 0) {
            this.#typed("WHATSAPP_FORCE=<ids> pulumi destroy");
            run = await this.#run({ name: "destroy" }, { force: this.#ids });
        }
        this.#hold(run.exitCode === 0, `destroy fails: ${run.output}`);
        const left = this.#oracle.strays([]);
        this.#hold(left.length === 0, `registered after the destroy: ${left.join(", ")}`);
    }

    async #run(
        command: Command,
        { step, force = [] }: { readonly step?: Step; readonly force?: readonly string[] } = {},
    ): Promise<Run> {
        const before = this.#simulator.requests().length;
        const stored = this.#stack.stored();
        const wereUp = this.#ids.filter((id) => this.#oracle.isRegistered(id));
        const over = new AbortController();
        const stop = step?.stop;
        const when =
            stop === undefined ? undefined : reached(this.#simulator, stop.at, over.signal);
        const run = await this.#stack.run(command, {
            ...(stop === undefined || when === undefined
                ? {}
                : { stop: { kind: stop.kind, when } }),
            force,
        });
        over.abort();
        const isStopped = (await when) === true;
        if (stop !== undefined && isStopped) this.#tally.count(`stops: ${stop.kind}`);
        this.#tally.count("runs");
        this.#outputs.push(run.output);
        const killed = await this.#stack.settle();
        if (killed > 0) this.#tally.count("processes that did not end by themselves", killed);
        this.#tell([
            ...(step === undefined ? [] : [step.change]),
            [command.name, ...(command.target === undefined ? [] : [command.target])].join(" "),
            ...(stop === undefined ? [] : [`${isStopped ? "" : "not reached: "}${toldStop(stop)}`]),
            `exit ${run.exitCode ?? "killed"}`,
            `sent "${this.#lettersSince(before)}"`,
            ...errorIn(run),
        ]);
        this.#noteUnsaved(stored);
        if (command.name === "refresh") this.#holdReadOnly(before, "a refresh");
        if (run.exitCode === 0) this.#judge(command, stored?.numbers ?? []);
        if (run.exitCode === 0 && command.target !== undefined) this.#noteTargeted(wereUp);
        return run;
    }

    /** Checks that a successful run left what it promises. */
    #judge(command: Command, before: readonly { readonly phoneNumberId: string }[]): void {
        if (command.name === "refresh") return;
        if (command.name === "destroy") {
            const left = before.filter(({ phoneNumberId }) =>
                this.#oracle.isRegistered(phoneNumberId),
            );
            const ids = left.map(({ phoneNumberId }) => phoneNumberId).join(", ");
            this.#hold(left.length === 0, `destroy ends well, and ${ids} is registered`);
            return;
        }
        const { target } = command;
        const meant = this.#declared.filter(({ name }) => target === undefined || name === target);
        for (const difference of this.#oracle.differences(meant)) {
            this.#problems.push(`${command.name} ends well, and ${difference}`);
        }
        if (target !== undefined) return;
        const strays = this.#oracle.strays(this.#declared).filter((id) => !this.#unsaved.has(id));
        this.#hold(
            strays.length === 0,
            `${command.name} ends well, and ${strays.join(", ")} is registered, which nobody declares`,
        );
    }

    /** A targeted update checks only its target. So a renamed resource may lose its number. */
    #noteTargeted(wereUp: readonly string[]): void {
        const lost = this.#declared.filter(
            ({ phoneNumberId: id }) => wereUp.includes(id) && !this.#oracle.isRegistered(id),
        );
        if (lost.length > 0) this.#limit("an update with a target deregistered a renamed number");
    }

    #holdReadOnly(before: number, what: string): void {
        const writes = this.#oracle.writes(before);
        const letters = writes.map(({ letter }) => letter).join(" ");
        this.#hold(writes.length === 0, `${what} sends "${letters}"`);
    }

    #holdThroughout(): void {
        this.#problems.push(...this.#oracle.trespasses());
        const { mostInWindow, countedRequests } = this.#oracle;
        this.#hold(!this.#oracle.isOverBudget, `${mostInWindow} requests of a kind in 72 hours`);
        this.#tally.count(COUNTED_REQUESTS, countedRequests);
        this.#tally.most(MOST_OF_A_KIND, mostInWindow);
        this.#searchSecrets();
    }

    #searchSecrets(): void {
        const { folders } = this.#stack;
        const onDisk = Object.entries(folders).map(([what, folder]): [string, string] => [
            what,
            textIn(folder),
        ]);
        const texts: Readonly<Record<string, string>> = {
            ...Object.fromEntries(onDisk),
            "engine output": this.#outputs.join("\n"),
            "simulator journal": JSON.stringify(this.#simulator.requests()),
        };
        const pins = [...this.#pins].map((pin): [string, string] => [`PIN ${pin}`, pin]);
        const secrets = {
            token: accessToken,
            "app secret": appSecret,
            ...Object.fromEntries(pins),
        };
        for (const found of secretsInClear(texts, secrets)) {
            this.#problems.push(`in clear: ${found}`);
        }
        this.#tally.count("secrets searched", Object.keys(secrets).length);
        this.#tally.count("secrets searched: places", Object.keys(texts).length);
    }

    /**
     * A registered number that is in no state was never saved, or the program dropped it and kept
     * it registered.
     */
    #noteUnsaved(before: StoredState | undefined): void {
        const after = this.#stack.stored();
        if (before === undefined || after === undefined) return;
        for (const id of this.#ids) {
            const isStored = holds(after, id);
            if (!isStored && this.#oracle.pinOf(id) !== null) this.#forgotten.add(id);
            if (isStored || !this.#oracle.isRegistered(id)) {
                this.#unsaved.delete(id);
                continue;
            }
            const isDeclared = this.#declared.some(({ phoneNumberId }) => phoneNumberId === id);
            this.#hold(
                isDeclared || !holds(before, id),
                `${id} left the state, is declared by nobody, and is registered`,
            );
            if (isDeclared) this.#unsaved.add(id);
        }
    }

    #commandOf({ command, subject }: Step): Command {
        if (command !== "up --target") return { name: command };
        const stored = (this.#stack.stored()?.numbers ?? []).map(({ name }) => name);
        const names = [...new Set([...this.#declared.map(({ name }) => name), ...stored])];
        const target = names[subject % names.length];
        return target === undefined ? { name: "up" } : { name: command, target };
    }

    async #taint({ change, subject }: Step): Promise<void> {
        if (change !== "taint") return;
        const { numbers = [] } = this.#stack.stored() ?? {};
        const one = numbers[subject % numbers.length];
        if (one === undefined) return;
        const run = await this.#stack.taint(one.name);
        if (await this.#mend(run)) await this.#stack.taint(one.name);
    }

    #declare(numbers: readonly Declared[]): void {
        this.#declared = numbers;
        this.#earlier.push(numbers);
        for (const { pin } of numbers) this.#pins.add(pin);
        this.#stack.declare(numbers);
    }

    #lettersSince(before: number): string {
        return this.#simulator
            .requests()
            .slice(before)
            .map(({ letter }) => letter)
            .join(" ");
    }

    #typed(command: string): void {
        this.#tally.count(`typed: ${command}`);
        this.#tell([`typed ${command}`]);
    }

    #limit(which: string): void {
        this.#tally.count(`known limits: ${which}`);
        this.#tell([`known limit: ${which}`]);
    }

    #hold(fact: boolean, otherwise: string): void {
        if (!fact) this.#problems.push(otherwise);
    }

    #tell(parts: readonly string[]): void {
        const line = parts.join(", ");
        this.#story.push(line);
        this.#options.onLine?.(line);
    }
}

/** The first error in a run's output, shortened. */
function errorIn({ exitCode, output }: Run): readonly string[] {
    const [, error] = exitCode === 0 ? [] : (/error: (?!update failed)(.*)/.exec(output) ?? []);
    return error === undefined ? [] : [`"${error.slice(0, 160)}"`];
}

function holds({ numbers }: StoredState, id: string): boolean {
    return numbers.some(({ phoneNumberId }) => phoneNumberId === id);
}

function toldStop({ kind, at }: NonNullable<Step["stop"]>): string {
    return "ms" in at ? `${kind} after ${at.ms} ms` : `${kind} after request ${at.requests}`;
}

function configOf(simulator: Simulator): Parameters<ChaosEngine["open"]>[0]["config"] {
    return {
        "whatsapp:graphUrl": simulator.url,
        "whatsapp:accessToken": { secret: accessToken },
        "whatsapp:appSecret": { secret: appSecret },
        "whatsapp:requestTimeoutSeconds": "10",
        "whatsapp:settleTimeoutSeconds": "2",
    };
}
