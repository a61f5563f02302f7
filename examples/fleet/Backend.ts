/** A number in the state of a stack, as it was stored last. */
export interface StoredNumber {
    readonly phoneNumberId: string;
    /** Whether it reads registered, and nothing of it is left open. */
    readonly isWell: boolean;
    readonly dataLocalizationRegion?: unknown;
    readonly noStorage?: unknown;
    readonly tokenName?: unknown;
}

/** What a stack holds. */
export interface StoredStack {
    /** The declaration that the stack was last brought to; absent where there is none. */
    readonly declaration?: string;
    readonly numbers: readonly StoredNumber[];
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
