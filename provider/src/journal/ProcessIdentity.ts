import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** What distinguishes a process from all others, in words that a file name can hold. */
export interface ProcessIdentity {
    /** Where its id is valid: this boot of this machine, and in a container, that container. */
    readonly place: string;
    readonly pid: number;
    /** When it was started, so that a later process with the same id is another one. */
    readonly birth: string;
    /** Random: two records of one process differ. */
    readonly nonce: string;
}

/** The identity of a process of this machine, new at each call. */
export function processIdentity(pid: number): ProcessIdentity {
    const birth = birthOf(pid) ?? "0";
    return { place: thisPlace(), pid, birth, nonce: randomBytes(6).toString("hex") };
}

/** As one word: `1f2e3d4c-4711-889910-a1b2c3d4e5f6`. */
export function identityText({ place, pid, birth, nonce }: ProcessIdentity): string {
    return [place, pid, birth, nonce].join("-");
}

/** Matches what `identityText` makes, with a group for each part. */
export const IDENTITY_PATTERN = "([0-9a-f]+)-([0-9]+)-([0-9]+)-([0-9a-f]+)";

/** Takes an identity out of the groups of `IDENTITY_PATTERN`. */
export function identityFrom([place = "", pid = "", birth = "", nonce = ""]: readonly string[]) {
    return { place, pid: Number(pid), birth, nonce } satisfies ProcessIdentity;
}

/**
 * Says whether a process lives; undefined if this machine cannot tell, because it runs
 * elsewhere.
 */
export function isAlive({ place, pid, birth }: ProcessIdentity): boolean | undefined {
    if (place !== thisPlace()) return undefined;
    try {
        process.kill(pid, 0);
    } catch (error) {
        // EPERM: it lives, and belongs to somebody else.
        if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
    }
    // Without /proc, an id that is reused counts as the same process.
    const now = birthOf(pid);
    return now === undefined || birth === "0" || now === birth;
}

// A process stays where it began, and every look at another one asks for it.
let knownPlace: string | undefined;

/** Process ids are counted anew at each boot and in each container, whatever its host is called. */
function thisPlace(): string {
    return (knownPlace ??= placeNow());
}

function placeNow(): string {
    const parts = [
        attempted(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
        attempted(() => readlinkSync("/proc/self/ns/pid")),
    ];
    const known = parts.every((part) => part !== undefined) ? parts : [hostname()];
    return createHash("sha256").update(known.join()).digest("hex").slice(0, 12);
}

/**
 * The start of a process in ticks since the boot; undefined without /proc, and another word for one
 * that is dead and was not yet buried.
 */
function birthOf(pid: number): string | undefined {
    const stat = attempted(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
    // The name in parentheses may hold anything, spaces and parentheses too.
    const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state] = fields ?? [];
    return state === "Z" || state === "X" ? "dead" : fields?.[19];
}

function attempted<T>(task: () => T): T | undefined {
    try {
        return task();
    } catch {
        return undefined;
    }
}
