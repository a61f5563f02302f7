/** The `pulumi` command that a runner has on its PATH. */
export interface PulumiCommand {
    readonly isReal: boolean;
    /** Folders for the PATH, in order. */
    readonly folders: readonly string[];
    /** Its environment, in addition to the pipeline's own. */
    readonly env: Readonly<Record<string, string>>;
    /** Ends at once its processes that are not children of the step. */
    kill(): Promise<void>;
    /** Ends everything that still runs. */
    close(): Promise<void>;
}
