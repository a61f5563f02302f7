import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { readWorldFile, startSimulator, type Simulator } from "pulumi-whatsapp-simulator";
import type { WorldInput } from "pulumi-whatsapp-simulator";
import { parse } from "yaml";

import { playground } from "../../../demo/playground";
import { availableEngines, type ConfigValue, type Engine, type Stack } from "../availableEngines";

const examples = path.resolve(__dirname, "../../../examples");

/** The surroundings of an example, if they are not the usual ones. */
export interface ExampleSurroundings {
    /** Default: the best one here. */
    readonly engine?: Engine;
    /** Default: the world of the playground. */
    readonly world?: WorldInput;
}

/** One of the examples on a simulator. */
export class ExampleRun {
    /** The name of its project. */
    readonly name: string;
    readonly simulator: Simulator;
    readonly stack: Stack;
    /** A folder for files of the run. The journal is in it. */
    readonly folder: string;

    private constructor(parts: Pick<ExampleRun, "name" | "simulator" | "stack" | "folder">) {
        this.name = parts.name;
        this.simulator = parts.simulator;
        this.stack = parts.stack;
        this.folder = parts.folder;
    }

    /**
     * Opens a stack of an example.
     *
     * @param example - its folder in `examples`, or the folder of another project
     * @param config - its config, on top of the simulator's address
     * @param surroundings - the engine and the world
     */
    static async open(
        example: string,
        config: Readonly<Record<string, ConfigValue>>,
        surroundings: ExampleSurroundings = {},
    ): Promise<ExampleRun> {
        const engine = surroundings.engine ?? (await availableEngines())[0];
        if (engine === undefined) throw new Error("there is no engine");
        const world =
            surroundings.world ?? ((await readWorldFile(playground.worldFile)) as WorldInput);
        const simulator = await startSimulator({ world });
        const folder = mkdtempSync(path.join(tmpdir(), "example-run-"));
        const programDir = path.resolve(examples, example);
        const { name } = parse(readFileSync(path.join(programDir, "Pulumi.yaml"), "utf8")) as {
            readonly name: string;
        };
        const stack = await engine.open({
            programDir,
            config: { "whatsapp:graphUrl": simulator.url, ...config },
            env: { WHATSAPP_JOURNAL_DIR: path.join(folder, "journal") },
            warmProgram: true,
        });
        return new ExampleRun({ name, simulator, stack, folder });
    }

    /** The counted requests since the last look, such as `D R`. */
    countedLetters(): string {
        const letters = this.simulator.letters().split(" ");
        this.simulator.clearRequests();
        return letters.filter((letter) => letter === "R" || letter === "D").join(" ");
    }

    /** All requests since the last look, such as `N S R N`. */
    letters(): string {
        const letters = this.simulator.letters();
        this.simulator.clearRequests();
        return letters;
    }

    /** Ends everything and removes the files on disk. */
    async close(): Promise<void> {
        await this.stack.close();
        await this.simulator.close();
        rmSync(this.folder, { recursive: true, force: true });
    }
}
