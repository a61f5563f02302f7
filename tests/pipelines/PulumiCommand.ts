/** The `pulumi` command that a runner has on its PATH. */
export interface PulumiCommand {
    readonly isReal: boolean;
    /** Folders for the PATH, the first one first. */
    readonly folders: readonly string[];
    /** What it needs of the environment besides the pipeline's own. */
    readonly env: Readonly<Record<string, string>>;
    /** Ends at once what runs of it outside of the step's own processes. */
    kill(): Promise<void>;
    /** Ends what is left. */
    close(): Promise<void>;
}
