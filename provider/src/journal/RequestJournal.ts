import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

import {
    countedAmong,
    type JournalEntry,
    type JournalledOperation,
} from "../decisions/JournalEntry";
import type { SpentRequest } from "../decisions/spentRequests";
import { withoutUndefined } from "../graph/jsonObject";

/** A write that is about to be sent. */
export interface JournalledRequest {
    readonly phoneNumberId: string;
    readonly operation: JournalledOperation;
    readonly at: string;
    /** `<stack>::<project>` of the resource it is sent for. */
    readonly stack: string | undefined;
    /** Of a registration: tells what it is tried with from another try. */
    readonly mark?: string | undefined;
    /** Of one and of a PIN write: tells its PIN from another one. */
    readonly pinMark?: string | undefined;
    /** It takes a backup of the On-Premises API along. */
    readonly migrates?: boolean | undefined;
}

/** What became of it; `notSent`: it certainly never left the machine and does not count. */
export interface JournalledOutcome extends Pick<
    JournalEntry,
    "graphCode" | "graphSubcode" | "answeredAt" | "reading"
> {
    readonly outcome: JournalEntry["outcome"] | "notSent";
}

type JournalLine = Partial<JournalledOutcome> &
    Pick<JournalEntry, "operation" | "at" | "stack" | "mark" | "pinMark" | "migrates">;

const OPERATIONS: ReadonlySet<string> = new Set(["register", "deregister", "pin", "storage"]);

/**
 * The writes that were sent, on disk, one append-only file a number: what a failing `delete` and a
 * killed process cannot save in state. A line is written and synced before its request, and a
 * second one after the answer. A line is one write to a file opened for appending, and begins with
 * a line break: two writers do not hurt each other, and a line that a kill cut short costs only
 * itself. Holds no secrets.
 */
export class RequestJournal {
    readonly #folder: string;

    /** @param folder - a folder of this user's; made when the first line is written. */
    constructor(folder: string) {
        this.#folder = folder;
    }

    /** Notes a write before it is sent. Throws where the disk cannot be written. */
    begin({ phoneNumberId, ...entry }: JournalledRequest): void {
        this.#append(phoneNumberId, withoutUndefined(entry));
    }

    /** Notes what became of a write. Throws where the disk cannot be written. */
    complete({ phoneNumberId, operation, at }: JournalledRequest, result: JournalledOutcome): void {
        this.#append(phoneNumberId, { operation, at, ...result });
    }

    /** Notes what happened beside the requests. Throws where the disk cannot be written. */
    note(phoneNumberId: string, at: string, note: string): void {
        this.#append(phoneNumberId, { at, note });
    }

    /** Takes in entries that another record held, such as outputs that are about to go. */
    absorb(phoneNumberId: string, entries: readonly JournalEntry[]): void {
        const known = new Set(this.entries(phoneNumberId).map(identityOf));
        const missing = entries.filter((entry) => !known.has(identityOf(entry)));
        for (const entry of missing) this.#append(phoneNumberId, entry);
    }

    /** Everything that was sent for a number, the oldest first; without an answer `unanswered`. */
    entries(phoneNumberId: string): readonly JournalEntry[] {
        const entries = new Map<string, JournalEntry>();
        for (const { outcome, ...line } of this.#lines(phoneNumberId)) {
            const identity = identityOf(line);
            if (outcome === "notSent") entries.delete(identity);
            else {
                const begun = entries.get(identity);
                entries.set(identity, { ...begun, ...line, outcome: outcome ?? "unanswered" });
            }
        }
        // What was absorbed is older than what stands before it.
        return [...entries.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    }

    /** The requests among them that Meta counts. */
    spentRequests(phoneNumberId: string): readonly SpentRequest[] {
        return countedAmong(this.entries(phoneNumberId));
    }

    #append(phoneNumberId: string, line: object): void {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
        const file = openSync(this.#path(phoneNumberId), "a", 0o600);
        try {
            writeSync(file, `\n${JSON.stringify(line)}\n`);
            fsyncSync(file);
        } finally {
            closeSync(file);
        }
    }

    #lines(phoneNumberId: string): readonly JournalLine[] {
        let text: string;
        try {
            text = readFileSync(this.#path(phoneNumberId), "utf8");
        } catch {
            return [];
        }
        return text.split("\n").flatMap(parsedLine);
    }

    #path(phoneNumberId: string): string {
        // Ids are checked to be digits before any number is touched, so they are safe as names.
        return join(this.#folder, `${phoneNumberId}.jsonl`);
    }
}

function identityOf({ operation, at }: Pick<JournalEntry, "operation" | "at">): string {
    return `${operation} ${at}`;
}

function parsedLine(text: string): readonly JournalLine[] {
    if (text === "") return [];
    try {
        const line = JSON.parse(text) as Partial<JournalLine> | null;
        const isEntry = OPERATIONS.has(line?.operation ?? "") && typeof line?.at === "string";
        return isEntry ? [line as JournalLine] : [];
    } catch {
        return [];
    }
}
