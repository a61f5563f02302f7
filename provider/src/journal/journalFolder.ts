import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";

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
 * Nobody is asked who is there, but a simulator that was met at its address before: it may have
 * been started anew. Everything else counts as Meta until an answer says otherwise.
 *
 * @throws Error that names the variable where a folder is not absolute.
 */
export async function journalFolder(env: Environment, graphUrl: string): Promise<string> {
    const isMet = isOnThisMachine(graphUrl) && existsSync(meetingPath(env, graphUrl));
    if (!isMet) return folderOfWorld(env, undefined);
    const { simulatedWorld } = await import("./simulatedWorld");
    return folderOfWorld(env, await simulatedWorld(graphUrl));
}

/** The journal's folder for the world of a simulator, or for Meta where it is none. */
export function folderOfWorld(env: Environment, world: string | undefined): string {
    return world === undefined ? join(rootIn(env), "meta") : join(rootIn(env), "simulated", world);
}

/** Notes that a simulator answered at an address. Throws where the disk cannot be written. */
export function noteMeeting(env: Environment, graphUrl: string): void {
    const path = meetingPath(env, graphUrl);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, "", { mode: 0o600 });
}

/** Says whether a simulator can be at an address, which has plain HTTP then. */
export function isOnThisMachine(graphUrl: string): boolean {
    const { protocol, hostname } = new URL(graphUrl);
    return protocol === "http:" && isLoopbackHost(hostname);
}

function meetingPath(env: Environment, graphUrl: string): string {
    return join(rootIn(env), "simulated", `port-${new URL(graphUrl).port}.met`);
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
