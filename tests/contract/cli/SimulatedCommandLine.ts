import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startSimulator, type Simulator, type WorldInput } from "pulumi-whatsapp-simulator";

import {
    commandLineRun,
    type CommandLineRun,
    type RunOptions,
} from "../../unit/cli/commandLineRun";

/** The number that these specs are about. */
export const phoneNumberId = "106540352242922";

/** The account of that number. */
export const wabaId = "102290129340398";

/** The command line, connected to a simulator, in a folder of its own. */
export class SimulatedCommandLine {
    readonly simulator: Simulator;
    readonly folder = mkdtempSync(join(tmpdir(), "command-line-"));
    readonly env: Record<string, string | undefined>;

    private constructor(simulator: Simulator) {
        this.simulator = simulator;
        this.env = {
            WHATSAPP_ACCESS_TOKEN: "EAA-fake-token",
            WHATSAPP_ACCESS_TOKEN_FIRST: "EAA-first-token",
            WHATSAPP_ACCESS_TOKEN_SECOND: "EAA-second-token",
            WHATSAPP_JOURNAL_DIR: join(this.folder, "journal"),
        };
    }

    static async start(world: WorldInput = {}): Promise<SimulatedCommandLine> {
        const now = "2026-11-22T12:00:00.000Z";
        return new SimulatedCommandLine(await startSimulator({ now, world }));
    }

    /** Runs a command that talks to the simulator, or would do so. */
    run(args: readonly string[], options: RunOptions = {}): Promise<CommandLineRun> {
        return this.runWithoutUrl([...args, "--graph-url", this.simulator.url], options);
    }

    /** Runs a command that sends nothing. */
    runWithoutUrl(args: readonly string[], options: RunOptions = {}): Promise<CommandLineRun> {
        const { env, folder, simulator } = this;
        const now = simulator.clock.now().toISOString();
        return commandLineRun(args, { env, folder, now, ...options });
    }

    async stop(): Promise<void> {
        await this.simulator.close();
        rmSync(this.folder, { recursive: true, force: true });
    }
}
