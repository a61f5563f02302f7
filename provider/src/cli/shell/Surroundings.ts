/** Where a command writes. */
export interface Output {
    /** Whether a person sees it as it is written; absent for files and pipes. */
    readonly isTerminal: boolean | undefined;
    /** Writes a text as it is. */
    readonly write: (text: string) => void;
}

/** What a command knows of the process around it. */
export interface Surroundings {
    /** The environment variables. */
    readonly env: Readonly<Record<string, string | undefined>>;
    /** The folder that relative paths start from. */
    readonly folder: string;
    /** Where results go. */
    readonly stdout: Output;
    /** Where progress and errors go. */
    readonly stderr: Output;
    /** The time. */
    readonly now: () => Date;
    /** Waits, or returns early when the signal is aborted. */
    readonly sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
    /**
     * From now on the next interrupt aborts the signal and does not end the process; for commands
     * that run until then.
     */
    readonly nextInterrupt: () => AbortSignal;
}
