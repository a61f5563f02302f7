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

/** Who has the lock of a number, or waits for it before us. */
export interface LockOwner {
    readonly pid: number;
    /** Its file. */
    readonly path: string;
    /** Since when; ISO 8601. */
    readonly since: string;
    /** The name of its machine, and `<stack>::<project>` of what it does, if it noted them. */
    readonly host?: string | undefined;
    readonly stack?: string | undefined;
}

/** Who wants a number. */
export type LockSeeker = Pick<LockOwner, "pid" | "stack">;

/** The clock, and what to do while somebody else has the lock. */
export interface Waiting {
    readonly sleep: (durationMs: number) => Promise<unknown>;
    /** Called at every check that finds somebody; throws to stop waiting. */
    readonly onBusy: (owner: LockOwner) => Promise<void>;
}

const LOOK_EVERY_MS = 250;
// The only sign of a process in another container is that it touches its file.
const TOUCH_EVERY_MS = 10_000;
const SILENT_FOR_MS = 90_000;

/**
 * Lets one process at a time decide about a number and send for it.
 *
 * Everybody who wants a number puts down a file of a name that nobody else will ever have, and then
 * looks for others. Who finds none has the number. Who finds one that came before takes its own
 * file away and tries again, so that of several at once one gets through. The file of a process that
 * is dead counts for nothing and is removed by who sees it: as no name comes twice, nobody can
 * remove the file of somebody who lives, which is what goes wrong with one file for all.
 *
 * Needs a folder where a new file is seen by others at once, which is so on the disks of one
 * machine, volumes of several containers included, and not on a network file system.
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
     * @param self - what others are told of us; `stack` is `<stack>::<project>`
     */
    constructor(folder: string, phoneNumberId: string, { pid, stack }: LockSeeker) {
        this.#folder = folder;
        this.#phoneNumberId = phoneNumberId;
        this.#self = processIdentity(pid);
        // Milliseconds have thirteen digits until 2286: names sort by time.
        this.#name = `${phoneNumberId}.${Date.now()}-${identityText(this.#self)}.lock`;
        this.#content = `${JSON.stringify({ host: hostname(), stack })}\n`;
    }

    /** Waits until nobody else has the number. Throws where the folder cannot be written. */
    async take({ sleep, onBusy }: Waiting): Promise<void> {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
        try {
            for (;;) {
                this.#putDown();
                const others = this.#others();
                if (others.length === 0) break;
                const [first = ""] = others.toSorted();
                // Whoever came later gives way as soon as it looks.
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

    /** Lets others have the number. Never throws. */
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
            // Somebody else's look at it is then all that suffers.
        }
    }

    /** The files of the others that live. */
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

    /** By the clock of the disk, on which our own file was written just now. */
    #isTouched(name: string): boolean {
        try {
            const own = statSync(this.#path(this.#name)).mtimeMs;
            return own - statSync(this.#path(name)).mtimeMs < SILENT_FOR_MS;
        } catch {
            // It went away while we looked; the next look tells.
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
        // It is looked at again next time.
    }
}
