import {
    closeSync,
    constants,
    fstatSync,
    fsyncSync,
    mkdirSync,
    openSync,
    readFileSync,
    renameSync,
    rmSync,
    type Stats,
    writeSync,
} from "node:fs";
import { dirname } from "node:path";

// Windows has neither flag. It has no FIFO to wait for, and a link needs a special right.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
const READ = constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
const APPEND =
    constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | O_NOFOLLOW | O_NONBLOCK;
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | O_NOFOLLOW;
const OWNER_ONLY = 0o600;

/** What a file held when it was read. */
export interface FileText {
    readonly text: string;
    /** When it was last written, in milliseconds. */
    readonly writtenMs: number;
    /** Changes with every write. */
    readonly version: string;
}

/**
 * One file of lines, synced with every line. It is a regular file, or there is none. A link is not
 * followed. A FIFO, a device and a folder are errors, and nothing waits for them.
 */
export class JournalFile {
    readonly path: string;

    constructor(path: string) {
        this.path = path;
    }

    /** Reads it; undefined if there is none. Throws if there is something else. */
    read(): FileText | undefined {
        return this.#opened(READ, (file, stats) => ({
            text: readFileSync(file, "utf8"),
            writtenMs: stats.mtimeMs,
            version: versionOf(stats),
        }));
    }

    /** Another text after each change of the file; undefined if there is none. */
    version(): string | undefined {
        return this.#opened(READ, (_file, stats) => versionOf(stats));
    }

    /**
     * Adds one line, and makes the file and its folder. Throws if the line is not whole on disk.
     */
    append(line: object): void {
        mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
        const file = openSync(this.path, APPEND, OWNER_ONLY);
        try {
            requireRegular(fstatSync(file));
            // It begins with a line break. A line that a kill cut short then damages no other line.
            writeWhole(file, `\n${JSON.stringify(line)}\n`);
        } finally {
            closeSync(file);
        }
    }

    /**
     * Puts other lines in its place, all or nothing. Only the holder of the number's lock may do
     * this.
     */
    replace(lines: readonly object[]): void {
        const next = `${this.path}.next`;
        rmSync(next, { force: true });
        const file = openSync(next, CREATE, OWNER_ONLY);
        try {
            writeWhole(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
        } finally {
            closeSync(file);
        }
        renameSync(next, this.path);
    }

    #opened<T>(flags: number, use: (file: number, stats: Stats) => T): T | undefined {
        let file: number;
        try {
            file = openSync(this.path, flags);
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
            throw error;
        }
        try {
            const stats = fstatSync(file);
            requireRegular(stats);
            return use(file, stats);
        } finally {
            closeSync(file);
        }
    }
}

/** Why a file could not be read, without its path. */
export function reasonOf(error: unknown): string {
    const { code, message } = error as NodeJS.ErrnoException;
    return REASONS[code ?? ""] ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
    EACCES: "this user has no permission (EACCES)",
    EPERM: "this user has no permission (EPERM)",
    ELOOP: "it is a symbolic link (ELOOP)",
    EMLINK: "it is a symbolic link (EMLINK)",
    ENOTDIR: "its parent is not a folder (ENOTDIR)",
};

function requireRegular(stats: Stats): void {
    if (!stats.isFile()) throw new Error("it is not a regular file");
}

function versionOf({ ino, size, mtimeMs, ctimeMs }: Stats): string {
    return [ino, size, mtimeMs, ctimeMs].join(" ");
}

/** A disk that fills up writes only a part and reports no error. */
function writeWhole(file: number, text: string): void {
    const bytes = Buffer.from(text);
    const written = writeSync(file, bytes);
    if (written < bytes.length) {
        throw new Error(
            `only ${written} of ${bytes.length} bytes could be written: the disk is full`,
        );
    }
    fsyncSync(file);
}
