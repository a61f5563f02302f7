import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { Engine, ProjectOptions, Stack } from "../Engine";
import { StandInStack } from "./StandInStack";

/**
 * A small engine for tests. It runs unmodified programs and the unmodified provider process. It is
 * test equipment, not Pulumi, and does what the recordings show about the real engine.
 */
export const standInEngine: Engine = {
    name: "stand-in engine",
    real: false,
    async open(project: ProjectOptions): Promise<Stack> {
        const dir = mkdtempSync(path.join(tmpdir(), "stand-in-engine-"));
        return await Promise.resolve(new StandInStack(project, dir));
    },
};
