/** What a stack holds. */
export interface StoredStack {
    /** The declaration of its last run that succeeded; absent where there was none. */
    readonly declaration?: string;
    /** The numbers in its state. */
    readonly phoneNumberIds: readonly string[];
}

/** What came of an update: nothing more where it succeeded, else why it failed. */
export type UpdateOutcome =
    { readonly kind: "succeeded" } | { readonly kind: "failed"; readonly reason: string };

/** What the fleet needs of Pulumi. */
export interface Backend {
    /** The names of the stacks that there are. */
    names(): Promise<readonly string[]>;
    /** Reads what a stack holds, by its name. */
    read(name: string): Promise<StoredStack>;
    /** Brings a stack to what the file declares; makes it where there is none. */
    up(name: string): Promise<UpdateOutcome>;
}
