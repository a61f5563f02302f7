/** A number in the state of a stack, as it was stored last. */
export interface StoredNumber {
    readonly phoneNumberId: string;
    /** Whether it reads registered, and nothing is left to do for it. */
    readonly isWell: boolean;
    readonly dataLocalizationRegion?: unknown;
    readonly noStorage?: unknown;
    readonly tokenName?: unknown;
}

/** The content of a stack's state. */
export interface StoredStack {
    /** The declaration of the last update; absent if there was none. */
    readonly declaration?: string;
    readonly numbers: readonly StoredNumber[];
}

/** The result of an update. */
export type UpdateOutcome =
    { readonly kind: "succeeded" } | { readonly kind: "failed"; readonly reason: string };

/** The parts of Pulumi that the fleet needs. */
export interface Backend {
    /** The names of all stacks. */
    names(): Promise<readonly string[]>;
    /** Reads the state of a stack, by its name. */
    read(name: string): Promise<StoredStack>;
    /** Updates a stack to what the file declares. Makes the stack if there is none. */
    up(name: string): Promise<UpdateOutcome>;
}
