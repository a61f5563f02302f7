import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The process that writes notes, and the operation it belongs to. */
export interface OperationIdentity {
    /** Shared by every provider process of one operation. */
    readonly engineAddress: string;
    readonly pid: number;
}

/**
 * Which resources of one operation declare which numbers. The engine may run `delete` in another
 * provider process than `check` and `create` (with an explicit provider, for one); that process
 * learns here that the number is still declared, and that another resource declares it too. A note
 * only ever prevents a request, and counts only while its writer lives and has the same engine.
 */
export class OperationNotes {
    readonly #folder: string;
    readonly #self: OperationIdentity;
    readonly #noted = new Set<string>();

    constructor(folder: string, self: OperationIdentity) {
        this.#folder = folder;
        this.#self = self;
    }

    /** Notes that a resource declares a number. Throws where the disk cannot be written. */
    declare(phoneNumberId: string, urn: string): void {
        const note = `${phoneNumberId} ${urn}`;
        if (this.#noted.has(note)) return;
        if (this.#noted.size === 0) this.#begin();
        appendFileSync(this.#path(this.#self.pid), `${note}\n`);
        this.#noted.add(note);
    }

    /** Says whether another living process of this operation declares the number. */
    isDeclaredElsewhere(phoneNumberId: string): boolean {
        return this.#declaredElsewhere(phoneNumberId).length > 0;
    }

    /** Another resource that declares the number in another living process of this operation. */
    twinOf(phoneNumberId: string, urn: string): string | undefined {
        // An import is checked without a URN, and is nobody's twin.
        return this.#declaredElsewhere(phoneNumberId).find(
            (other) => other !== urn && other !== "" && urn !== "",
        );
    }

    /** The URNs under which other processes declare a number; empty ones too. */
    #declaredElsewhere(phoneNumberId: string): readonly string[] {
        return this.#otherPids()
            .filter(isAlive)
            .map((pid) => this.#read(pid))
            .filter(([engineAddress]) => engineAddress === this.#self.engineAddress)
            .flatMap(([, ...notes]) => notes.map((note) => /^(\d+) ?(.*)$/.exec(note) ?? []))
            .filter(([, id]) => id === phoneNumberId)
            .map(([, , urn = ""]) => urn);
    }

    #begin(): void {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
        for (const pid of this.#otherPids().filter((other) => !isAlive(other))) {
            rmSync(this.#path(pid), { force: true });
        }
        rmSync(this.#path(this.#self.pid), { force: true });
        appendFileSync(this.#path(this.#self.pid), `${this.#self.engineAddress}\n`, {
            mode: 0o600,
        });
    }

    #otherPids(): readonly number[] {
        let names: readonly string[];
        try {
            names = readdirSync(this.#folder);
        } catch {
            return [];
        }
        return names
            .map((name) => Number(name.replace(/\.declared$/, "")))
            .filter((pid) => Number.isSafeInteger(pid) && pid !== this.#self.pid);
    }

    #read(pid: number): readonly string[] {
        try {
            return readFileSync(this.#path(pid), "utf8").split("\n");
        } catch {
            return [];
        }
    }

    #path(pid: number): string {
        return join(this.#folder, `${pid}.declared`);
    }
}

function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        // EPERM: it lives, and belongs to somebody else.
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
