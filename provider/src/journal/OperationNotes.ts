import {
    appendFileSync,
    lstatSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
} from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";

import {
    IDENTITY_PATTERN,
    identityFrom,
    identityText,
    isAlive,
    processIdentity,
    type ProcessIdentity,
} from "./ProcessIdentity";

/** The process that writes notes, and its operation. */
export interface OperationIdentity {
    /** Shared by every provider process of one operation. */
    readonly engineAddress: string;
    readonly pid: number;
    /** The machine's own folder for temporary files. */
    readonly temporaryFolder: string;
}

const NAME = new RegExp(`^${IDENTITY_PATTERN}\\.declared$`);
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Which resources of one operation declare which numbers.
 *
 * The engine may run `delete` in another provider process than `check` and `create`, for example
 * with an explicit provider. That process learns here that the number is still declared, or that
 * another resource declares it too. A note can only prevent a request. It counts only while its
 * writer lives and has the same engine.
 *
 * Notes are in a folder of this user in the machine's own temporary folder. They hold URNs.
 */
export class OperationNotes {
    readonly #folder: string;
    readonly #engineAddress: string;
    readonly #self: ProcessIdentity;
    readonly #noted = new Set<string>();

    constructor({ engineAddress, pid, temporaryFolder }: OperationIdentity) {
        this.#folder = join(temporaryFolder, `pulumi-whatsapp-${userName()}`);
        this.#engineAddress = engineAddress;
        this.#self = processIdentity(pid);
    }

    /**
     * Notes that a resource declares a number. Throws if the disk cannot be written, or if the
     * folder does not belong to this user alone.
     */
    declare(phoneNumberId: string, urn: string): void {
        const note = `${phoneNumberId} ${urn}`;
        if (this.#noted.has(note)) return;
        if (this.#noted.size === 0) this.#begin();
        this.#append(note);
        this.#noted.add(note);
    }

    /** Says whether another living process of this operation declares the number. */
    isDeclaredElsewhere(phoneNumberId: string): boolean {
        return this.#declaredElsewhere(phoneNumberId).length > 0;
    }

    /** Another resource that declares the number in another living process of this operation. */
    twinOf(phoneNumberId: string, urn: string): string | undefined {
        // An import is checked without a URN, so it is no twin of another resource.
        return this.#declaredElsewhere(phoneNumberId).find(
            (other) => other !== urn && other !== "" && urn !== "",
        );
    }

    /** The URNs under which other processes declare a number, including empty ones. */
    #declaredElsewhere(phoneNumberId: string): readonly string[] {
        return this.#others()
            .filter(({ process: other }) => isAlive(other) === true)
            .map(({ path }) => linesOf(path))
            .filter(([engineAddress]) => engineAddress === this.#engineAddress)
            .flatMap(([, ...notes]) => notes.map((note) => /^(\d+) (.*)$/.exec(note) ?? []))
            .filter(([, id]) => id === phoneNumberId)
            .map(([, , urn = ""]) => urn);
    }

    #begin(): void {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
        requireOwn(this.#folder);
        for (const { path, process: other } of this.#others()) {
            // For a process in another container only the age of its file can tell.
            const isOver = isAlive(other) === false || ageMs(path) > DAY_MS;
            if (isOver) rmSync(path, { force: true });
        }
        this.#append(this.#engineAddress);
    }

    #append(line: string): void {
        const path = join(this.#folder, `${identityText(this.#self)}.declared`);
        appendFileSync(path, `${line}\n`, { mode: 0o600 });
    }

    #others(): readonly { readonly path: string; readonly process: ProcessIdentity }[] {
        return namesIn(this.#folder).flatMap((name) => {
            const [, ...identity] = NAME.exec(name) ?? [];
            const process = identityFrom(identity);
            const isOther = identity.length > 0 && process.nonce !== this.#self.nonce;
            return isOther ? [{ path: join(this.#folder, name), process }] : [];
        });
    }
}

/** The folder of the notes belongs to another user, or is open to others. */
export class NotesOfOthers extends Error {}

/** Users share the temporary folder, so each has a folder of its own in it. */
function userName(): string {
    return String(process.getuid?.() ?? userInfo().username.replaceAll(/\W/g, "_"));
}

/** Throws if another user could read the notes or forge them. */
function requireOwn(folder: string): void {
    const stats = lstatSync(folder);
    const uid = process.getuid?.() ?? stats.uid;
    const isOpen = process.getuid !== undefined && (stats.mode & 0o077) !== 0;
    if (stats.isDirectory() && stats.uid === uid && !isOpen) return;
    throw new NotesOfOthers(
        `${folder} does not belong to this user alone, and the notes of an operation need such a folder. ` +
            "Remove it, or set TMPDIR to a folder that belongs to this user.",
    );
}

function namesIn(folder: string): readonly string[] {
    try {
        requireOwn(folder);
        return readdirSync(folder);
    } catch {
        return [];
    }
}

function linesOf(path: string): readonly string[] {
    try {
        return readFileSync(path, "utf8").split("\n");
    } catch {
        return [];
    }
}

function ageMs(path: string): number {
    try {
        return Date.now() - statSync(path).mtimeMs;
    } catch {
        return 0;
    }
}
