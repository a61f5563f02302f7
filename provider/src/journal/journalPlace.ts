import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { isLoopbackHost } from "../graph/GraphUrl";

/** The variable that names the journal's folder, for machines whose home folder does not last. */
export const JOURNAL_FOLDER_VARIABLE = "WHATSAPP_JOURNAL_DIR";

const PULUMI_HOME_VARIABLE = "PULUMI_HOME";
const BACKEND_VARIABLE = "PULUMI_BACKEND_URL";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the journal of an address is kept. */
export interface JournalPlace {
    /** Where it is read and written. */
    readonly folder: string;
    /** Where this machine kept it before. It is only read. */
    readonly earlier?: string;
}

/**
 * Where the journal is kept. The first of these that applies:
 * - `WHATSAPP_JOURNAL_DIR`.
 * - Beside the state, if the backend is a folder (`PULUMI_BACKEND_URL`). It lasts as long as the
 *   state does.
 * - `pulumi-whatsapp` in Pulumi's own folder (`PULUMI_HOME`, else `~/.pulumi`). Pipelines often
 *   keep it between runs.
 *
 * Below that, `meta` is for Meta's numbers, and each world of a simulator has a folder of its own.
 *
 * A journal that is already in Pulumi's own folder stays there. If another machine began one beside
 * the state, there are two. Then only that one is written, and both are read.
 *
 * No address is asked who is there, except one at which a simulator answered before: it may have
 * been started anew. Every other address counts as Meta until an answer says otherwise.
 *
 * @throws Error that names the variable if a folder is not absolute.
 */
export async function journalPlace(env: Environment, graphUrl: string): Promise<JournalPlace> {
    const isMet = isOnThisMachine(graphUrl) && existsSync(meetingPath(env, graphUrl));
    if (!isMet) return placeOfWorld(env, undefined);
    const { simulatedWorld } = await import("./simulatedWorld");
    return placeOfWorld(env, await simulatedWorld(graphUrl));
}

/** The journal's place for the world of a simulator, or for Meta if there is none. */
export function placeOfWorld(env: Environment, world: string | undefined): JournalPlace {
    const part = world === undefined ? "meta" : join("simulated", world);
    const named = folderIn(env, JOURNAL_FOLDER_VARIABLE);
    if (named !== undefined) return { folder: join(named, part) };
    const home = join(homeIn(env), part);
    const backend = backendFolder(env[BACKEND_VARIABLE]);
    if (backend === undefined) return { folder: home };
    const beside = join(backend, ".pulumi-whatsapp", part);
    if (!isThere(home)) return { folder: beside };
    return isThere(beside) ? { folder: beside, earlier: home } : { folder: home };
}

/** Notes that a simulator answered at an address. Throws if the disk cannot be written. */
export function noteMeeting(env: Environment, graphUrl: string): void {
    const path = meetingPath(env, graphUrl);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, "", { mode: 0o600 });
}

/**
 * Says whether a simulator can be at an address. A simulator is on this machine, with plain HTTP.
 */
export function isOnThisMachine(graphUrl: string): boolean {
    const { protocol, hostname } = new URL(graphUrl);
    return protocol === "http:" && isLoopbackHost(hostname);
}

function meetingPath(env: Environment, graphUrl: string): string {
    const root = folderIn(env, JOURNAL_FOLDER_VARIABLE) ?? homeIn(env);
    return join(root, "simulated", `port-${new URL(graphUrl).port}.met`);
}

/** The journal's folder inside Pulumi's own folder. */
function homeIn(env: Environment): string {
    const pulumiHome = folderIn(env, PULUMI_HOME_VARIABLE) ?? join(homedir(), ".pulumi");
    return join(pulumiHome, "pulumi-whatsapp");
}

/**
 * The folder of the backend, if the backend is a folder. A relative path is ignored, because
 * program and command line would each resolve it to another folder. `file://~` is ignored, because
 * the journal is in the home folder anyway.
 */
function backendFolder(url: string | undefined): string | undefined {
    const [path = ""] = /^file:\/\/(.+)$/.exec(url ?? "")?.[1]?.split("?") ?? [];
    if (path.startsWith("~/")) return join(homedir(), path.slice(2));
    if (!isAbsolute(path)) return undefined;
    try {
        return fileURLToPath(`file://${path}`);
    } catch {
        return undefined;
    }
}

/** A path that cannot be checked counts as existing. */
function isThere(path: string): boolean {
    try {
        statSync(path);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code !== "ENOENT";
    }
}

/** An empty variable counts as not set: a pipeline did not fill it. */
function folderIn(env: Environment, variable: string): string | undefined {
    const folder = env[variable];
    if (folder === undefined || folder === "") return undefined;
    if (isAbsolute(folder)) return folder;
    throw new Error(
        `${variable} is "${folder}", which is not an absolute path. Pulumi and the command line start ` +
            `in different folders, and would each keep a journal of their own. Set it to an ` +
            `absolute path, such as "${resolve(folder)}".`,
    );
}
