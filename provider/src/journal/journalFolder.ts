import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

import { isLoopbackHost } from "../graph/GraphUrl";

/** Names the folder of the journal, for machines whose home folder does not last. */
export const JOURNAL_FOLDER_VARIABLE = "WHATSAPP_JOURNAL_DIR";

const PULUMI_HOME_VARIABLE = "PULUMI_HOME";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the journal is kept: `WHATSAPP_JOURNAL_DIR`, else `pulumi-whatsapp` in Pulumi's own
 * folder (`PULUMI_HOME`, else `~/.pulumi`), which pipelines often keep between runs already.
 * Below that, `meta` has Meta's numbers, and each world of a simulator has a folder of its own.
 *
 * Only an address of this machine is asked whether it is a simulator; Meta is asked nothing.
 *
 * @throws Error that names the variable where a folder is not absolute.
 */
export async function journalFolder(env: Environment, graphUrl: string): Promise<string> {
    const root = rootIn(env);
    const { protocol, hostname } = new URL(graphUrl);
    if (protocol !== "http:" || !isLoopbackHost(hostname)) return join(root, "meta");
    const { simulatedWorld } = await import("./simulatedWorld");
    const world = await simulatedWorld(graphUrl);
    return world === undefined ? join(root, "meta") : join(root, "simulated", world);
}

function rootIn(env: Environment): string {
    const named = folderIn(env, JOURNAL_FOLDER_VARIABLE);
    if (named !== undefined) return named;
    const pulumiHome = folderIn(env, PULUMI_HOME_VARIABLE) ?? join(homedir(), ".pulumi");
    return join(pulumiHome, "pulumi-whatsapp");
}

/** A variable that is empty is one that a pipeline did not fill: as good as none. */
function folderIn(env: Environment, variable: string): string | undefined {
    const folder = env[variable];
    if (folder === undefined || folder === "") return undefined;
    if (isAbsolute(folder)) return folder;
    throw new Error(
        `${variable} is "${folder}", which is no absolute path. Pulumi and the command line start ` +
            `in different folders, and would each keep a journal of their own. Set it to an ` +
            `absolute path, such as "${resolve(folder)}".`,
    );
}
