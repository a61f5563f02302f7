import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { readWorldFile, startSimulator, type Simulator } from "pulumi-whatsapp-simulator";
import type { WorldInput } from "pulumi-whatsapp-simulator";

import { playground } from "../../../demo/playground";
import { availableEngines, type ConfigValue, type Stack } from "../engines";

const examples = path.resolve(__dirname, "../../../examples");

/** One of the examples on the playground's world, on the best engine that is there. */
export class ExampleRun {
    readonly simulator: Simulator;
    readonly stack: Stack;
    readonly #journal: string;

    private constructor(simulator: Simulator, stack: Stack, journal: string) {
        this.simulator = simulator;
        this.stack = stack;
        this.#journal = journal;
    }

    /**
     * Opens a stack of an example.
     *
     * @param name - the example's folder
     * @param config - its config, on top of the simulator's address
     */
    static async open(
        name: string,
        config: Readonly<Record<string, ConfigValue>>,
    ): Promise<ExampleRun> {
        const [engine] = await availableEngines();
        if (engine === undefined) throw new Error("there is no engine");
        const world = (await readWorldFile(playground.worldFile)) as WorldInput;
        const simulator = await startSimulator({ world });
        const journal = mkdtempSync(path.join(tmpdir(), "example-run-"));
        const stack = await engine.open({
            programDir: path.join(examples, name),
            config: { "whatsapp:graphUrl": simulator.url, ...config },
            env: { WHATSAPP_JOURNAL_DIR: journal },
        });
        return new ExampleRun(simulator, stack, journal);
    }

    /** The counted requests since the last look, such as `D R`. */
    countedLetters(): string {
        const letters = this.simulator.letters().split(" ");
        this.simulator.clearRequests();
        return letters.filter((letter) => letter === "R" || letter === "D").join(" ");
    }

    /** Ends everything and removes what is on disk. */
    async close(): Promise<void> {
        await this.stack.close();
        await this.simulator.close();
        rmSync(this.#journal, { recursive: true, force: true });
    }
}
