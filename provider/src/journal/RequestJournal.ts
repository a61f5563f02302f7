import { readdirSync } from "node:fs";
import { join } from "node:path";

import {
    countedAmong,
    isJournalledOperation,
    type JournalEntry,
    type JournalledOperation,
    keptEntries,
} from "../decisions/JournalEntry";
import type { JournalReading } from "../decisions/JournalReading";
import { isSameRequest, type SpentRequest } from "../decisions/spentRequests";
import { isJsonObject, memberOf, withoutUndefined } from "../graph/jsonObject";
import { type FileText, JournalFile, reasonOf } from "./JournalFile";
import type { JournalPlace } from "./journalPlace";

/** A write that is about to be sent. */
export interface JournalledRequest {
    readonly phoneNumberId: string;
    readonly operation: JournalledOperation;
    /** Tells it from another write of the same millisecond. */
    readonly id?: string;
    readonly at: string;
    /** `<stack>::<project>` of the resource it is sent for. */
    readonly stack: string | undefined;
    /** For a registration: tells this attempt from another one. */
    readonly mark?: string | undefined;
    /** For a registration and a PIN write: tells its PIN from another one. */
    readonly pinMark?: string | undefined;
    /** It carries a backup of the On-Premises API. */
    readonly migrates?: boolean | undefined;
}

/** Its result. `notSent`: it certainly never left the machine and does not count. */
export interface JournalledOutcome extends Pick<
    JournalEntry,
    "graphCode" | "graphSubcode" | "answeredAt" | "reading"
> {
    readonly outcome: JournalEntry["outcome"] | "notSent";
}

/** What a journal holds of one number. */
export interface JournalCopy {
    readonly entries: readonly JournalEntry[];
    /** Everything sent until then is lost; ISO 8601. */
    readonly lostUntil?: string;
    /** Lines of another kind: notes, and lines of a later version. */
    readonly others: readonly object[];
}

type JournalLine = Partial<JournalledOutcome> &
    Pick<JournalEntry, "operation" | "id" | "at" | "stack" | "mark" | "pinMark" | "migrates">;

/** A line that says that earlier lines were lost. */
interface LossLine {
    readonly lostUntil: string;
}

const FILE_NAME = /^(\d+)\.jsonl$/;
// A few thousand lines: far more than a number can use in a window.
const LARGE_CHARACTERS = 256 * 1024;

/**
 * The writes that were sent, on disk, in one file for each number. A failing `delete` and a killed
 * process cannot save them in the state. A line is written and synced before its request, and a
 * second one after the answer. Holds no secrets.
 */
export class RequestJournal {
    #folder: string;
    readonly #known = new Map<string, Parsed>();
    #earlier: RequestJournal | undefined;

    /**
     * @param folder - a folder of this user; made when the first line is written.
     * @param earlier - a second folder that is only read.
     */
    constructor(folder: string, earlier?: string) {
        this.#folder = folder;
        this.#earlier = earlier === undefined ? undefined : new RequestJournal(earlier);
    }

    /** The folder of its files. */
    get folder(): string {
        return this.#folder;
    }

    /** Continues in another place. */
    follow({ folder, earlier }: JournalPlace): void {
        if (folder === this.#folder) return;
        this.#folder = folder;
        this.#earlier = earlier === undefined ? undefined : new RequestJournal(earlier);
        this.#known.clear();
    }

    /** Notes a write before it is sent. Throws if the disk cannot be written. */
    begin({ phoneNumberId, ...entry }: JournalledRequest): void {
        this.#file(phoneNumberId).append(withoutUndefined(entry));
    }

    /** Notes the result of a write. Throws if the disk cannot be written. */
    complete(
        { phoneNumberId, operation, id, at }: JournalledRequest,
        result: JournalledOutcome,
    ): void {
        this.#file(phoneNumberId).append(withoutUndefined({ operation, id, at, ...result }));
    }

    /** Notes an event that is no request. Throws if the disk cannot be written. */
    note(phoneNumberId: string, at: string, note: string): void {
        this.#file(phoneNumberId).append({ at, note });
    }

    /**
     * Takes in entries from another record, such as outputs that will be deleted. An entry that is
     * known stays as it is, unless only the other record knows its answer.
     *
     * @returns how many lines were added.
     */
    absorb(phoneNumberId: string, entries: readonly JournalEntry[]): number {
        const missing = newsIn(entries, this.entries(phoneNumberId));
        const file = this.#file(phoneNumberId);
        for (const entry of missing) file.append(entry);
        return missing.length;
    }

    /** The numbers that have a file here. Throws if the folder cannot be read. */
    numbers(): readonly string[] {
        try {
            const names = readdirSync(this.folder).map((name) => FILE_NAME.exec(name)?.[1]);
            const own = names.filter((id) => id !== undefined);
            return [...new Set([...own, ...(this.#earlier?.numbers() ?? [])])].toSorted();
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
            return this.#earlier?.numbers() ?? [];
        }
    }

    /** Everything that it holds about a number, for a copy. Throws if the file cannot be read. */
    copyOf(phoneNumberId: string): JournalCopy {
        const { entries, lostUntil, others } = this.#parsed(phoneNumberId);
        const own = withoutUndefined({ entries, lostUntil, others });
        if (this.#earlier === undefined) return own;
        const before = this.#earlier.copyOf(phoneNumberId);
        return withoutUndefined({
            entries: joined(own.entries, before.entries),
            lostUntil: laterOf(own.lostUntil, before.lostUntil),
            others: [...before.others, ...own.others],
        });
    }

    /**
     * Takes in what another journal holds about a number. Nothing of either is lost. Only the
     * holder of the lock may do this. Throws if the disk cannot be written or the file cannot be
     * read.
     *
     * @returns how many lines were new.
     */
    takeIn(phoneNumberId: string, { entries, lostUntil, others }: JournalCopy): number {
        const own = this.copyOf(phoneNumberId);
        const file = this.#file(phoneNumberId);
        const known = new Set(own.others.map((line) => JSON.stringify(line)));
        const lines: readonly object[] = [
            ...others.filter((line) => !known.has(JSON.stringify(line))),
            // The later of two losses covers both.
            ...(lostUntil !== undefined && isLater(lostUntil, own.lostUntil)
                ? [{ lostUntil }]
                : []),
        ];
        for (const line of lines) file.append(line);
        return lines.length + this.absorb(phoneNumberId, entries);
    }

    /** Everything that is known to have been sent for a number. Never throws. */
    read(phoneNumberId: string): JournalReading {
        const own = this.#readOwn(phoneNumberId);
        return this.#earlier === undefined ? own : both(own, this.#earlier.read(phoneNumberId));
    }

    #readOwn(phoneNumberId: string): JournalReading {
        const file = this.#file(phoneNumberId);
        try {
            return readingOf(this.#parsed(phoneNumberId), file.path);
        } catch (error) {
            const trouble = {
                kind: "unreadable",
                path: file.path,
                reason: reasonOf(error),
            } as const;
            return { entries: [], trouble };
        }
    }

    /**
     * Makes a file ready for a run. Notes a loss, so that it stays one when lines are added. Leaves
     * out what no longer counts if the file is large. Only the holder of the lock may do this.
     * Throws if the disk cannot be written.
     */
    prepare(phoneNumberId: string, now: Date): void {
        const file = this.#file(phoneNumberId);
        const { entries, lostUntil, isLossNoted, length } = this.#parsed(phoneNumberId);
        const loss: readonly LossLine[] = lostUntil === undefined ? [] : [{ lostUntil }];
        if (!isLossNoted) {
            for (const line of loss) file.append(line);
        } else if (length > LARGE_CHARACTERS) {
            file.replace([...loss, ...keptEntries(entries, now)]);
        }
    }

    /**
     * Everything that was sent for a number, the oldest first. Without an answer it is
     * `unanswered`.
     */
    entries(phoneNumberId: string): readonly JournalEntry[] {
        return this.read(phoneNumberId).entries;
    }

    /** Of these, the requests that Meta counts. */
    spentRequests(phoneNumberId: string): readonly SpentRequest[] {
        return countedAmong(this.entries(phoneNumberId));
    }

    /** Reads a file only if it has changed since the last reading. */
    #parsed(phoneNumberId: string): Parsed {
        const file = this.#file(phoneNumberId);
        const known = this.#known.get(phoneNumberId);
        if (known !== undefined && file.version() === known.version) return known;
        const reading = parsed(file.read());
        this.#known.set(phoneNumberId, reading);
        return reading;
    }

    #file(phoneNumberId: string): JournalFile {
        // Ids are checked to be digits before any number is touched, so they are safe as names.
        return new JournalFile(join(this.#folder, `${phoneNumberId}.jsonl`));
    }
}

/**
 * What the lines of an exported journal say. Somebody may have cut or changed them.
 *
 * @param lines - objects of JSON, in their order.
 */
export function journalCopyFrom(lines: readonly object[]): JournalCopy {
    const losses = lines.filter((line): line is LossLine => isTime(memberOf(line, "lostUntil")));
    const lostUntil = losses
        .map((line) => line.lostUntil)
        .reduce<string | undefined>(laterOf, undefined);
    const others = lines.filter((line) => !isEntryLine(line) && !("lostUntil" in line));
    return withoutUndefined({ entries: entriesOf(lines), lostUntil, others });
}

/** What the lines of a file say. */
interface Parsed {
    readonly entries: readonly JournalEntry[];
    /** Lines of another kind. */
    readonly others: readonly object[];
    /** Everything sent until then is lost; ISO 8601. */
    readonly lostUntil: string | undefined;
    /** A line notes the loss, or nothing is lost. */
    readonly isLossNoted: boolean;
    readonly length: number;
    /** The version of the file; undefined if there is none. */
    readonly version: string | undefined;
}

function readingOf({ entries, lostUntil }: Parsed, path: string): JournalReading {
    if (lostUntil === undefined) return { entries };
    return { entries, trouble: { kind: "lost", path, until: lostUntil } };
}

const NO_FILE = { text: "", writtenMs: 0, version: undefined };

function parsed(file: FileText | undefined): Parsed {
    const { text, writtenMs, version } = file ?? NO_FILE;
    const lines = text.split("\n");
    // The last line lacks its end only if a kill cut it short. A request leaves only after its
    // whole line.
    const cut = lines.pop() ?? "";
    const whole = lines.filter((line) => line !== "").map(parsedLine);
    const understood = whole.filter((line) => line !== undefined);
    const isCut = cut === "" || cut.startsWith("{");
    const damaged = whole.length - understood.length + (isCut ? 0 : 1);
    const noted = understood.findLast((line): line is LossLine => "lostUntil" in line)?.lostUntil;
    // A few bad lines lose only themselves. A file that is mostly damaged may hide anything.
    const isLost = damaged > understood.length;
    const lostUntil = isLost && noted === undefined ? new Date(writtenMs).toISOString() : noted;
    const isLossNoted = lostUntil === noted;
    const all = [...understood, ...cutLine(cut)];
    const entries = entriesOf(all);
    const others = all.filter((line) => !isEntryLine(line) && !("lostUntil" in line));
    return { entries, others, lostUntil, isLossNoted, length: text.length, version };
}

/** A last line that lacks only its line break is valid. */
function cutLine(cut: string): readonly object[] {
    const line = cut === "" ? undefined : parsedLine(cut);
    return line === undefined ? [] : [line];
}

function entriesOf(lines: readonly object[]): readonly JournalEntry[] {
    const entries = new Map<string, JournalEntry>();
    for (const line of lines.filter(isEntryLine)) {
        const identity = `${line.operation} ${line.at} ${line.id ?? ""}`;
        const { outcome = "unanswered" } = line;
        if (outcome === "notSent") entries.delete(identity);
        else entries.set(identity, Object.assign({}, entries.get(identity), line, { outcome }));
    }
    // Entries from another record may be older than the lines before them.
    return [...entries.values()]
        .map((entry) => ({ entry, ms: Date.parse(entry.at) }))
        .sort((one, other) => one.ms - other.ms)
        .map(({ entry }) => entry);
}

function isEntryLine(line: object): line is JournalLine {
    const { operation, at } = line as Partial<JournalLine>;
    return isJournalledOperation(operation) && isTime(at);
}

/** What another record knows and this one does not: an entry, or its answer. */
function newsIn(
    entries: readonly JournalEntry[],
    known: readonly JournalEntry[],
): readonly JournalEntry[] {
    return entries.flatMap((entry) => {
        const same = known.find((other) => isSameRequest(other, entry));
        if (same === undefined) return [entry];
        const isNews = same.outcome === "unanswered" && entry.outcome !== "unanswered";
        return isNews ? [withoutUndefined({ ...entry, id: same.id })] : [];
    });
}

function joined(
    own: readonly JournalEntry[],
    others: readonly JournalEntry[],
): readonly JournalEntry[] {
    return entriesOf([...own, ...newsIn(others, own)]);
}

/** Of two troubles, takes the one that stops more. */
function both(own: JournalReading, earlier: JournalReading): JournalReading {
    const troubles = [own.trouble, earlier.trouble].filter((one) => one !== undefined);
    const lost = troubles.filter((one) => one.kind === "lost");
    const trouble =
        troubles.find((one) => one.kind === "unreadable") ??
        lost.toSorted((one, other) => Date.parse(other.until) - Date.parse(one.until)).at(0);
    return withoutUndefined({ entries: joined(own.entries, earlier.entries), trouble });
}

function laterOf(one: string | undefined, other: string | undefined): string | undefined {
    return other !== undefined && isLater(other, one) ? other : one;
}

function isLater(at: string, other: string | undefined): boolean {
    return other === undefined || Date.parse(at) > Date.parse(other);
}

function isTime(text: unknown): text is string {
    return typeof text === "string" && !Number.isNaN(Date.parse(text));
}

/** Accepts any object: a later version may write lines that this version ignores. */
function parsedLine(text: string): object | undefined {
    try {
        const line: unknown = JSON.parse(text);
        if (!isJsonObject(line)) return undefined;
        return "lostUntil" in line && !isTime(line["lostUntil"]) ? undefined : line;
    } catch {
        return undefined;
    }
}
