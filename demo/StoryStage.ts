import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { readWorldFile, startSimulator, type Simulator } from "pulumi-whatsapp-simulator";
import type { WorldInput } from "pulumi-whatsapp-simulator";

import type { Engine, Stack } from "../tests/engine/Engine";
import { findRealEngine } from "../tests/engine/real/findRealEngine";
import { standInEngine } from "../tests/engine/stand-in/standInEngine";
import { playground } from "./playground";

/** Where the story plays: a simulator in Meta's place, an engine, and one stack of the example. */
export interface StoryStage {
    readonly engine: Engine;
    readonly simulator: Simulator;
    readonly stack: Stack;
    /** Removes the stack and everything on disk. The simulator continues. */
    clear(): Promise<void>;
}

/** Sets the stage in folders of its own. It touches nothing of the user's Pulumi. */
export async function setStage(): Promise<StoryStage> {
    const engine = (await findRealEngine()) ?? standInEngine;
    const world = (await readWorldFile(playground.worldFile)) as WorldInput;
    const simulator = await startSimulator({ world, worldName: playground.worldFile });
    const journal = mkdtempSync(path.join(tmpdir(), "pulumi-whatsapp-story-"));
    const stack = await engine.open({
        programDir: playground.programDir,
        config: {
            "whatsapp:graphUrl": simulator.url,
            "number:phoneNumberId": playground.phoneNumberId,
            "number:pin": { secret: playground.pin },
            "number:dataLocalizationRegion": "CH",
        },
        env: { WHATSAPP_ACCESS_TOKEN: playground.accessToken, WHATSAPP_JOURNAL_DIR: journal },
    });
    const clear = async (): Promise<void> => {
        await stack.close();
        rmSync(journal, { recursive: true, force: true });
    };
    return { engine, simulator, stack, clear };
}
