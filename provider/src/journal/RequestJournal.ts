import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

import type { CountedOperation, SpentRequest } from "../decisions/spentRequests";

/** A request that is about to be sent. */
export interface JournalledRequest {
    readonly phoneNumberId: string;
    readonly operation: CountedOperation;
    readonly at: string;
    /** `<stack>::<project>` of the resource it is sent for. */
    readonly stack: string | undefined;
}

/** What became of it; `notSent`: it certainly never left the machine and does not count. */
export interface JournalledOutcome {
    readonly outcome: SpentRequest["outcome"] | "notSent";
    readonly graphCode?: number;
    readonly answeredAt?: string;
}

interface JournalLine extends Partial<JournalledOutcome> {
    readonly operation: CountedOperation;
    readonly at: string;
    readonly stack?: string;
}

/**
 * The requests that were spent, on disk, one append-only file a number: what a failing `delete`
 * and a killed process cannot save in state. A line is written and synced before its request, and
 * a second one after the answer. A line is one write to a file opened for appending, and begins
 * with a line break: two writers do not hurt each other, and a line that a kill cut short costs
 * only itself. Holds no secrets.
 */
export class RequestJournal {
    readonly #folder: string;

    /** @param folder - a folder of this user's; made when the first line is written. */
    constructor(folder: string) {
        this.#folder = folder;
    }

    /** Notes a request before it is sent. Throws where the disk cannot be written. */
    begin(request: JournalledRequest): void {
        const { phoneNumberId, operation, at, stack } = request;
        this.#append(phoneNumberId, { operation, at, ...(stack === undefined ? {} : { stack }) });
    }

    /** Notes what became of a request. Throws where the disk cannot be written. */
    complete(request: JournalledRequest, result: JournalledOutcome): void {
        const { phoneNumberId, operation, at } = request;
        this.#append(phoneNumberId, { operation, at, ...result });
    }

    /** The requests spent on a number, the oldest first; one without an answer is `unanswered`. */
    spentRequests(phoneNumberId: string): readonly SpentRequest[] {
        const spent = new Map<string, SpentRequest>();
        for (const { operation, at, outcome, ...rest } of this.#lines(phoneNumberId)) {
            const identity = `${operation} ${at}`;
            if (outcome === "notSent") spent.delete(identity);
            else {
                const { graphCode, answeredAt } = rest;
                spent.set(identity, {
                    operation,
                    at,
                    outcome: outcome ?? "unanswered",
                    ...(graphCode === undefined ? {} : { graphCode }),
                    ...(answeredAt === undefined ? {} : { answeredAt }),
                });
            }
        }
        return [...spent.values()];
    }

    /** The stack whose register request for this number was the last one accepted, if any was. */
    registeringStack(phoneNumberId: string): string | undefined {
        const stacks = new Map<string, string | undefined>();
        let registeringStack: string | undefined;
        for (const line of this.#lines(phoneNumberId)) {
            const identity = `${line.operation} ${line.at}`;
            if (line.stack !== undefined) stacks.set(identity, line.stack);
            if (line.outcome !== "accepted") continue;
            registeringStack = line.operation === "register" ? stacks.get(identity) : undefined;
        }
        return registeringStack;
    }

    #append(phoneNumberId: string, line: JournalLine): void {
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

function parsedLine(text: string): readonly JournalLine[] {
    if (text === "") return [];
    try {
        const line = JSON.parse(text) as Partial<JournalLine> | null;
        const operation = line?.operation;
        if (operation !== "register" && operation !== "deregister") return [];
        return typeof line?.at === "string" ? [line as JournalLine] : [];
    } catch {
        return [];
    }
}
