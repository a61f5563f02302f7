import { tmpdir } from "node:os";

import { cleanEnvironment } from "../cleanEnvironment";
import type { Engine } from "../Engine";
import { pulumiOnPath, runPulumi } from "./runPulumi";
import { RealStack } from "./RealStack";

/** Pulumi's own engine, by the `pulumi` on the PATH; `undefined` if none runs. */
export async function findRealEngine(): Promise<Engine | undefined> {
    const command = pulumiOnPath();
    if (command === undefined) return undefined;
    const env = { ...cleanEnvironment({}), PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { exitCode, stdout } = await runPulumi(command, ["version"], { cwd: tmpdir(), env });
    if (exitCode !== 0) return undefined;
    return {
        name: `pulumi ${stdout.trim() || "without a version"}`,
        real: true,
        open: (project) => RealStack.open(command, project),
    };
}
