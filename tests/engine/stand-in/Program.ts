import type { Diagnostics } from "./Diagnostics";
import type { ProjectFile } from "./ProjectFile";

/** How a program is run. */
export interface ProgramOptions {
    readonly project: ProjectFile;
    readonly stack: string;
    readonly dryRun: boolean;
    /** Address of monitor and engine. */
    readonly address: string;
    readonly env: Readonly<Record<string, string>>;
    readonly diagnostics: Diagnostics;
}

/** A program that runs. */
export interface Program {
    /** Settles when the program has ended: its exit code, or -1 if it was killed. */
    readonly ended: Promise<number>;
    /** Ends the program at once, if it still runs. */
    kill(): void;
}

/** The exit code of Pulumi's runner if it has already told the user why a program failed. */
export const toldTheUser = 32;
