import type { EngineLog, Severity } from "../Engine";

/** The messages of an operation, from the engine, the program and the provider. */
export class Diagnostics {
    readonly #logs: EngineLog[] = [];

    /** The messages so far. */
    get logs(): readonly EngineLog[] {
        return this.#logs;
    }

    /** Adds a message. */
    add(severity: Severity, urn: string, message: string): void {
        this.#logs.push({ severity, urn, message });
    }
}

/** An error whose message the user has already seen. */
export class ReportedError extends Error {
    override readonly name = "ReportedError";
}
