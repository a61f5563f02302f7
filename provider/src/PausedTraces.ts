/**
 * Pauses the stack traces of the process while a constructor of Pulumi's SDK runs.
 *
 * The SDK takes four for each output, so as to name a promise that never settles; its name is enough
 * for that. With the outputs of a registration they were a third of a program's processor time
 * (measured 2026-11-29, `@pulumi/pulumi` 3.270). The place of the resource in the program is kept:
 * the SDK looks for that with a limit of its own.
 */
export class PausedTraces {
    readonly #limit = Error.stackTraceLimit;

    constructor() {
        Error.stackTraceLimit = 0;
    }

    resume(): void {
        Error.stackTraceLimit = this.#limit;
    }

    /** Resumes, and gives an error that was made meanwhile a trace, which begins where `above` was called. */
    traced(error: unknown, above: NewableFunction): unknown {
        this.resume();
        const isBare = error instanceof Error && error.stack?.includes("\n    at ") !== true;
        if (isBare) Error.captureStackTrace(error, above);
        return error;
    }
}
