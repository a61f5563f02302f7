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
    /** Settles when the program has ended: its exit code, -1 when it was killed. */
    readonly ended: Promise<number>;
    /** Ends the program at once, if it still runs. */
    kill(): void;
}

/** The exit code by which Pulumi's runner says that it has told the user why a program failed. */
export const toldTheUser = 32;
