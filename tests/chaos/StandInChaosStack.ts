import { readFileSync } from "node:fs";
import path from "node:path";

import { registrationTypes } from "../../provider/src/resourceType";
import type { DoorName } from "../contract/lifecycle/doors";
import type { Outcome, RunOptions as EngineOptions, Stack } from "../engine/availableEngines";
import { compiledProgram } from "../engine/scenarios/compiledProgram";
import { standInEngine } from "../engine/stand-in/standInEngine";
import { nameOf } from "../engine/stand-in/urn";
import type { ChaosStack, Command, Run, RunOptions, StoredState } from "./ChaosStack";
import { asProgramText, type Declared } from "./Declared";
import { descendantsOf, ended, isProvider, SETTLE_MS } from "./ProcessTree";
import type { StopKind } from "./RoundPlan";
import type { StackSurroundings } from "./openStack";

type EngineStop = NonNullable<EngineOptions["stopWhen"]>["how"];

// The stand-in engine lives in the process of the test. So it is no process group, and its only
// process is a provider.
const stops: Readonly<Record<StopKind, EngineStop>> = {
    "engine killed": "kill the engine",
    "process group killed": "kill the engine",
    "everything killed": "kill everything",
    "provider killed": "kill the provider",
    "one interrupt": "interrupt",
    "two interrupts": "interrupt twice",
};

interface StoredStack {
    readonly resources: readonly {
        readonly urn: string;
        readonly id?: string;
        readonly type: string;
    }[];
    readonly pendingOperations: readonly unknown[];
}

/** A stack of the stand-in engine, with real provider processes. */
export class StandInChaosStack implements ChaosStack {
    readonly folders: Readonly<Record<string, string>>;
    readonly #stack: Stack;
    readonly #door: DoorName;

    private constructor(stack: Stack, { door = "dynamic", journalFolder }: StackSurroundings) {
        this.#door = door;
        this.#stack = stack;
        this.folders = { state: stack.dir, "provider journal and notes": journalFolder };
    }

    /** Makes a stack with empty state. */
    static async open(surroundings: StackSurroundings): Promise<StandInChaosStack> {
        const stack = await standInEngine.open({
            programDir: compiledProgram("declared-numbers"),
            config: surroundings.config,
            env: {
                WHATSAPP_JOURNAL_DIR: surroundings.journalFolder,
                PULUMI_NODEJS_TYPESCRIPT: "false",
            },
            warmProgram: true,
        });
        return new StandInChaosStack(stack, surroundings);
    }

    declare(numbers: readonly Declared[]): void {
        this.#stack.setEnv("DECLARED_NUMBERS", asProgramText(numbers, this.#door));
    }

    async run({ name, target }: Command, { stop, force }: RunOptions = {}): Promise<Run> {
        this.#stack.setEnv("WHATSAPP_FORCE", force?.join(","));
        const options: EngineOptions = {
            ...(name === "up --refresh" ? { refresh: true } : {}),
            ...(target === undefined ? {} : { target: [target] }),
            ...(stop === undefined ? {} : { stopWhen: { when: stop.when, how: stops[stop.kind] } }),
        };
        const { exitCode, output } = await this.#operation(name, options);
        return { exitCode, output };
    }

    async settle(): Promise<number> {
        // No other stack runs in this process.
        const children = await descendantsOf(process.pid);
        return await ended(children.filter(isProvider), SETTLE_MS);
    }

    async taint(name: string): Promise<Run> {
        await this.#stack.taint(name);
        return { exitCode: 0, output: "" };
    }

    async type(command: string): Promise<Run | undefined> {
        const name = (["up", "refresh", "destroy"] as const).find(
            (each) => command === `pulumi ${each} --yes`,
        );
        return name === undefined ? undefined : await this.run({ name });
    }

    stored(): StoredState {
        const text = readFileSync(path.join(this.#stack.dir, "state.json"), "utf8");
        const { resources, pendingOperations } = JSON.parse(text) as StoredStack;
        return {
            numbers: resources
                .filter(({ type }) => registrationTypes.includes(type))
                .map(({ urn, id = "" }) => ({ name: nameOf(urn), phoneNumberId: id })),
            pendingOperations: pendingOperations.length,
        };
    }

    close(): Promise<void> {
        return this.#stack.close();
    }

    #operation(name: Command["name"], options: EngineOptions): Promise<Outcome> {
        switch (name) {
            case "up":
            case "up --refresh":
            case "up --target":
                return this.#stack.up(options);
            case "refresh":
                return this.#stack.refresh(options);
            case "destroy":
                return this.#stack.destroy(options);
        }
    }
}
