import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Tells a process from all others, in words that fit into a file name. */
export interface ProcessIdentity {
    /** Where its id is valid: this boot of this machine, or this container. */
    readonly place: string;
    readonly pid: number;
    /** When it was started. A later process with the same id has another value. */
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

/** Makes an identity from the groups of `IDENTITY_PATTERN`. */
export function identityFrom([place = "", pid = "", birth = "", nonce = ""]: readonly string[]) {
    return { place, pid: Number(pid), birth, nonce } satisfies ProcessIdentity;
}

/** Says whether a process lives; undefined if it runs elsewhere and this machine cannot tell. */
export function isAlive({ place, pid, birth }: ProcessIdentity): boolean | undefined {
    if (place !== thisPlace()) return undefined;
    try {
        process.kill(pid, 0);
    } catch (error) {
        // EPERM: it lives, and belongs to another user.
        if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
    }
    // Without /proc, an id that is reused counts as the same process.
    const now = birthOf(pid);
    return now === undefined || birth === "0" || now === birth;
}

// A process stays where it began, and every look at another process asks for the place.
let knownPlace: string | undefined;

/**
 * Process ids begin anew at each boot and in each container. The host name does not tell these
 * apart.
 */
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
 * The start of a process in ticks since the boot; undefined without /proc. A dead process that its
 * parent has not collected yet gives another word.
 */
function birthOf(pid: number): string | undefined {
    const stat = attempted(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
    // The name in parentheses may hold any character, also spaces and parentheses.
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
