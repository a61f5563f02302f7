import {
    mkdirSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { parsedJson, textOf } from "../graph/jsonObject";
import {
    identityFrom,
    IDENTITY_PATTERN,
    identityText,
    isAlive,
    type ProcessIdentity,
    processIdentity,
} from "./ProcessIdentity";

/** The process that has the lock of a number, or that waits for it before us. */
export interface LockOwner {
    readonly pid: number;
    /** Its file. */
    readonly path: string;
    /** Since when; ISO 8601. */
    readonly since: string;
    /** The name of its machine, and the `<stack>::<project>` it works for, if it noted them. */
    readonly host?: string | undefined;
    readonly stack?: string | undefined;
}

/** The process that wants a number. */
export type LockSeeker = Pick<LockOwner, "pid" | "stack">;

/** The clock, and what to do while another process has the lock. */
export interface Waiting {
    readonly sleep: (durationMs: number) => Promise<unknown>;
    /** Called at every check that finds another process; throws to stop waiting. */
    readonly onBusy: (owner: LockOwner) => Promise<void>;
}

const LOOK_EVERY_MS = 250;
// The only sign of a process in another container is that it touches its file.
const TOUCH_EVERY_MS = 10_000;
const SILENT_FOR_MS = 90_000;

/**
 * Lets one process at a time decide about a number and send for it.
 *
 * Each process that wants the number writes a file whose name is used only once. Then it looks for
 * files of others. If it finds none, it has the number. If it finds an earlier one, it removes its
 * own file and tries again. So one of several processes always gets the number.
 *
 * The file of a dead process does not count, and the next process that sees it removes it. Names
 * are never used again, so this cannot remove the file of a living process. One shared lock file
 * could not promise that.
 *
 * The folder must show a new file to all others at once. The disks of one machine do that, also as
 * volumes of several containers. A network file system does not.
 */
export class NumberLock {
    readonly #folder: string;
    readonly #phoneNumberId: string;
    readonly #self: ProcessIdentity;
    readonly #name: string;
    readonly #content: string;
    #touching: NodeJS.Timeout | undefined;

    /**
     * @param folder - the journal's
     * @param self - what others learn about us; `stack` is `<stack>::<project>`
     */
    constructor(folder: string, phoneNumberId: string, { pid, stack }: LockSeeker) {
        this.#folder = folder;
        this.#phoneNumberId = phoneNumberId;
        this.#self = processIdentity(pid);
        // Milliseconds have thirteen digits until 2286, so names sort by time.
        this.#name = `${phoneNumberId}.${Date.now()}-${identityText(this.#self)}.lock`;
        this.#content = `${JSON.stringify({ host: hostname(), stack })}\n`;
    }

    /** Waits until no other process has the number. Throws if the folder cannot be written. */
    async take({ sleep, onBusy }: Waiting): Promise<void> {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
        try {
            for (;;) {
                this.#putDown();
                const others = this.#others();
                if (others.length === 0) break;
                const [first = ""] = others.toSorted();
                // The one that came later removes its file.
                if (first < this.#name) this.release();
                await onBusy(this.#owner(first));
                await sleep(LOOK_EVERY_MS);
            }
        } catch (error) {
            this.release();
            throw error;
        }
        this.#touching = setInterval(() => {
            this.#touch();
        }, TOUCH_EVERY_MS).unref();
    }

    /** Gives the number up. Never throws. */
    release(): void {
        clearInterval(this.#touching);
        remove(this.#path(this.#name));
    }

    #putDown(): void {
        writeFileSync(this.#path(this.#name), this.#content, { mode: 0o600 });
    }

    #touch(): void {
        const now = new Date();
        try {
            utimesSync(this.#path(this.#name), now, now);
        } catch {
            // Then only the check of another process is less exact.
        }
    }

    /** The files of other living processes. */
    #others(): readonly string[] {
        const pattern = new RegExp(`^${this.#phoneNumberId}\\.[0-9]+-${IDENTITY_PATTERN}\\.lock$`);
        return readdirSync(this.#folder).filter((name) => {
            const [, ...identity] = pattern.exec(name) ?? [];
            if (identity.length === 0 || name === this.#name) return false;
            const isLiving = isAlive(identityFrom(identity)) ?? this.#isTouched(name);
            if (!isLiving) remove(this.#path(name));
            return isLiving;
        });
    }

    /** Measured by the clock of the disk, on which our own file was written just now. */
    #isTouched(name: string): boolean {
        try {
            const own = statSync(this.#path(this.#name)).mtimeMs;
            return own - statSync(this.#path(name)).mtimeMs < SILENT_FOR_MS;
        } catch {
            // The file went away while we looked. The next look decides.
            return true;
        }
    }

    #owner(name: string): LockOwner {
        const [, since = "", ...identity] =
            new RegExp(`\\.([0-9]+)-${IDENTITY_PATTERN}\\.lock$`).exec(name) ?? [];
        const content = contentOf(this.#path(name));
        return {
            pid: identityFrom(identity).pid,
            path: this.#path(name),
            since: new Date(Number(since)).toISOString(),
            host: textOf(content, "host"),
            stack: textOf(content, "stack"),
        };
    }

    #path(name: string): string {
        return join(this.#folder, name);
    }
}

/** `process 4711 on runner-1, for dev::numbers, since 2026-11-24T09:30:00.000Z`. */
export function describeOwner({ pid, host, stack, since }: LockOwner): string {
    const parts = [
        `process ${pid}${host === undefined ? "" : ` on ${host}`}`,
        ...(stack === undefined ? [] : [`for ${stack}`]),
        `since ${since}`,
    ];
    return parts.join(", ");
}

function contentOf(path: string): unknown {
    try {
        return parsedJson(readFileSync(path, "utf8"));
    } catch {
        return undefined;
    }
}

function remove(path: string): void {
    try {
        rmSync(path, { force: true });
    } catch {
        // The next look tries again.
    }
}
