import { createRequire } from "node:module";
import path from "node:path";

import type { PulumiCommand } from "./PulumiCommand";

const require_ = createRequire(__filename);

/** The `pulumi` command on the PATH. */
export class RealPulumi implements PulumiCommand {
    readonly isReal = true;
    readonly folders: readonly string[];
    readonly env = {
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_NEO: "false",
        // The program's own compiler checks its types. The check costs a second in each run.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    };

    /** @param command - its path */
    constructor(command: string) {
        // A command line without plugins beside it uses this script of the provider process.
        const sdk = path.dirname(require_.resolve("@pulumi/pulumi/package.json"));
        this.folders = [path.dirname(command), sdk];
    }

    async kill(): Promise<void> {
        // It is a child of the step. The step is killed with all its children.
        await Promise.resolve();
    }

    async close(): Promise<void> {
        await Promise.resolve();
    }
}
