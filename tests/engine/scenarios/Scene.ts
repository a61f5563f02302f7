import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import path from "node:path";

import { startSimulator, type Simulator, type SimulatorOptions } from "pulumi-whatsapp-simulator";

import type { Declaration } from "../../programs/declared-numbers/Declaration";
import { scratchFolder } from "../../scratchFolder";
import type {
    ConfigValue,
    Engine,
    EngineLog,
    Outcome,
    RunOptions,
    Stack,
    StateResource,
} from "../availableEngines";
import { nameOf } from "../stand-in/urn";
import { compiledProgram } from "./compiledProgram";
import { inProcessProvider } from "./inProcessProvider";
import { secretsInClear } from "./secretsInClear";
import { textIn } from "./textIn";

export const phoneNumberId = "106540352242922";
export const otherNumberId = "106540352242923";
export const accessToken = "EAA-fake-token";
export const appSecret = "fake-app-secret-of-scenes";
export const pin = "739204";
export const otherPin = "018273";

/** A registration as scenes declare it. */
export type Declared = Partial<Declaration> & { readonly name: string };

/** The settings of a scene. */
export interface SceneOptions {
    readonly engine: Engine;
    /** Uses real provider processes on the stand-in, too. A real engine always has them. */
    readonly processes?: boolean;
    /** Runs the program's TypeScript directly. Default: the compiled program. */
    readonly asWritten?: boolean;
    readonly world?: SimulatorOptions["world"];
    /** Config in addition to the config of every scene; `undefined` removes a value. */
    readonly config?: Readonly<Record<string, ConfigValue | undefined>>;
    readonly env?: Readonly<Record<string, string | undefined>>;
}

const program = "declared-numbers";
const writtenProgram = path.join(__dirname, "..", "..", "programs", program);

type CommandName = "preview" | "up" | "refresh" | "destroy";

/**
 * A stack of the program of declared numbers, its provider and the simulator behind it. It is what
 * a person runs, and the test can look at Meta's side.
 */
export class Scene {
    readonly simulator: Simulator;
    readonly stack: Stack;
    readonly journalFolder: string;
    readonly #texts: string[] = [];

    private constructor(parts: { simulator: Simulator; stack: Stack; journalFolder: string }) {
        this.simulator = parts.simulator;
        this.stack = parts.stack;
        this.journalFolder = parts.journalFolder;
    }

    static async open(options: SceneOptions): Promise<Scene> {
        const inProcess = !options.engine.real && options.processes !== true;
        const simulator = await startSimulator({
            // A provider in a process of its own uses the machine's time.
            now: inProcess ? "2026-11-22T12:00:00.000Z" : undefined,
            world: {
                app: { secret: appSecret },
                numbers: [{ id: phoneNumberId }, { id: otherNumberId }],
                ...options.world,
            },
        });
        const journalFolder = scratchFolder("scene-");
        const stack = await options.engine.open({
            programDir: programDirOf(options),
            config: configOf(simulator, options.config),
            env: { WHATSAPP_JOURNAL_DIR: journalFolder, ...environmentOf(options), ...options.env },
            ...(inProcess ? { providerModule: () => inProcessProvider(simulator) } : {}),
            warmProgram: options.asWritten !== true,
        });
        return new Scene({ simulator, stack, journalFolder });
    }

    /**
     * Sets what the program declares from now on. By default a number has the id, the PIN and no
     * region.
     */
    declare(...numbers: readonly Declared[]): void {
        const declarations = numbers.map((number) => ({ phoneNumberId, ...number }));
        this.stack.setEnv("DECLARED_NUMBERS", JSON.stringify(declarations));
    }

    preview(options?: RunOptions): Promise<Outcome> {
        return this.#run("preview", options);
    }

    up(options?: RunOptions): Promise<Outcome> {
        return this.#run("up", options);
    }

    refresh(options?: RunOptions): Promise<Outcome> {
        return this.#run("refresh", options);
    }

    destroy(options?: RunOptions): Promise<Outcome> {
        return this.#run("destroy", options);
    }

    /** Declares numbers and runs an update, which must succeed. Forgets its requests. */
    async begin(...numbers: readonly Declared[]): Promise<void> {
        this.declare(...numbers);
        const { exitCode, output } = await this.up();
        assert.equal(exitCode, 0, output);
        this.simulator.clearRequests();
    }

    /** The Graph requests since the last look, as letters: "N S R N". */
    letters(id?: string): string {
        return this.simulator.letters(id);
    }

    /** Runs a task and returns the requests that it sent. */
    async sent(operation: () => Promise<Outcome>): Promise<Outcome & { readonly letters: string }> {
        this.simulator.clearRequests();
        const outcome = await operation();
        return { ...outcome, letters: this.simulator.letters() };
    }

    /** The number at Meta's side: its region, "off", or "deregistered". */
    there(id: string = phoneNumberId): string {
        const { registered, storage } = this.simulator.number(id);
        if (!registered) return "deregistered";
        return storage.dataLocalizationRegion ?? "off";
    }

    /** The stored resources with that name. */
    async stored(name: string): Promise<readonly StateResource[]> {
        return (await this.stack.state()).filter(({ urn }) => nameOf(urn) === name);
    }

    /** Fails if token, app secret or PIN are in clear in anything that was written. */
    async assertNoSecrets(): Promise<void> {
        const texts = {
            "state files": await this.stack.stateFiles(),
            "engine output and logs": this.#texts.join("\n"),
            "simulator journal": JSON.stringify(this.simulator.requests()),
            "provider journal": textIn(this.journalFolder),
        };
        const secrets = { "access token": accessToken, "app secret": appSecret, PIN: pin };
        const found = secretsInClear(texts, { ...secrets, "other PIN": otherPin });
        assert.deepEqual(found, []);
    }

    /** Looks for secrets in clear and ends everything. */
    async close(): Promise<void> {
        try {
            await this.assertNoSecrets();
        } finally {
            await this.stack.close();
            await this.simulator.close();
            rmSync(this.journalFolder, { recursive: true, force: true });
        }
    }

    async #run(operation: CommandName, options: RunOptions = {}): Promise<Outcome> {
        const outcome = await this.stack[operation](options);
        const logs = outcome.logs.filter((log) => !isOfPulumi(log));
        this.#texts.push(outcome.output, JSON.stringify(logs));
        return outcome;
    }
}

// Pulumi's own debug lines show every property in clear. The library of the program writes them.
function isOfPulumi({ severity, urn, message }: EngineLog): boolean {
    return severity === "debug" && urn === "" && !/^(GET|POST) /.test(message);
}

function programDirOf({ asWritten }: SceneOptions): string {
    return asWritten === true ? writtenProgram : compiledProgram(program);
}

function environmentOf(options: SceneOptions): Readonly<Record<string, string>> {
    if (options.asWritten === true) return {};
    // A real engine takes it from the project. The stand-in knows only this variable.
    return { PULUMI_NODEJS_TYPESCRIPT: "false" };
}

function configOf(
    simulator: Simulator,
    config: SceneOptions["config"],
): Readonly<Record<string, ConfigValue>> {
    const values: Record<string, ConfigValue | undefined> = {
        "whatsapp:graphUrl": simulator.url,
        "whatsapp:accessToken": { secret: accessToken },
        "whatsapp:appSecret": { secret: appSecret },
        "whatsapp:requestTimeoutSeconds": "10",
        "whatsapp:settleTimeoutSeconds": "2",
        "numbers:pin": { secret: pin },
        ...config,
    };
    return Object.fromEntries(
        Object.entries(values).filter(
            (entry): entry is [string, ConfigValue] => entry[1] !== undefined,
        ),
    );
}
