import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { isLoopbackHost } from "../graph/GraphUrl";

/** The folder of the journal, for machines whose home folder does not last. */
export const JOURNAL_FOLDER_VARIABLE = "WHATSAPP_JOURNAL_DIR";

const PULUMI_HOME_VARIABLE = "PULUMI_HOME";
const BACKEND_VARIABLE = "PULUMI_BACKEND_URL";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the journal of an address is kept. */
export interface JournalPlace {
    /** Where it is read and written. */
    readonly folder: string;
    /** Where this machine kept it before: read as well, and never written. */
    readonly earlier?: string;
}

/**
 * Where the journal is kept: `WHATSAPP_JOURNAL_DIR`; else beside the state of a backend that is a
 * folder (`PULUMI_BACKEND_URL`), which lasts as long as the state does; else `pulumi-whatsapp` in
 * Pulumi's own folder (`PULUMI_HOME`, else `~/.pulumi`), which pipelines often keep between runs.
 * Below that, `meta` has Meta's numbers, and each world of a simulator has a folder of its own.
 *
 * A journal that is in Pulumi's own folder already stays there. Where there are two, because
 * another machine began one beside the state, that one is written, and both are read.
 *
 * Nobody is asked who is there, but a simulator that was met at its address before: it may have
 * been started anew. Everything else counts as Meta until an answer says otherwise.
 *
 * @throws Error that names the variable where a folder is not absolute.
 */
export async function journalPlace(env: Environment, graphUrl: string): Promise<JournalPlace> {
    const isMet = isOnThisMachine(graphUrl) && existsSync(meetingPath(env, graphUrl));
    if (!isMet) return placeOfWorld(env, undefined);
    const { simulatedWorld } = await import("./simulatedWorld");
    return placeOfWorld(env, await simulatedWorld(graphUrl));
}

/** The journal's place for the world of a simulator, or for Meta where it is none. */
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

/** Says whether a simulator can be at an address, which has plain HTTP then. */
export function isOnThisMachine(graphUrl: string): boolean {
    const { protocol, hostname } = new URL(graphUrl);
    return protocol === "http:" && isLoopbackHost(hostname);
}

function meetingPath(env: Environment, graphUrl: string): string {
    const root = folderIn(env, JOURNAL_FOLDER_VARIABLE) ?? homeIn(env);
    return join(root, "simulated", `port-${new URL(graphUrl).port}.met`);
}

/** The journal's folder in Pulumi's own. */
function homeIn(env: Environment): string {
    const pulumiHome = folderIn(env, PULUMI_HOME_VARIABLE) ?? join(homedir(), ".pulumi");
    return join(pulumiHome, "pulumi-whatsapp");
}

/**
 * The folder of a backend that is one. Program and command line would each resolve a relative path
 * to another folder; `file://~` alone is the home folder, where the journal is anyway.
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

/** A path that cannot be checked may exist. */
function isThere(path: string): boolean {
    try {
        statSync(path);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code !== "ENOENT";
    }
}

/** An empty variable is one that a pipeline did not fill; it counts as not set. */
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
