/** The stack that every in-process program belongs to. */
export const stackName = "dev";
/** Its project. */
export const projectName = "numbers";

/** The declaration of one number in a program. */
export interface Declaration {
    /** The resource's name. */
    readonly name: string;
    readonly phoneNumberId: string;
    readonly pin: string;
    readonly dataLocalizationRegion?: string;
    readonly noStorage?: { readonly retentionMinutes: number };
    readonly backup?: { readonly data: string; readonly password: string };
    /** The resource option of that name. It reverses the order of a replace. */
    readonly deleteBeforeReplace?: boolean;
}

/**
 * Where data rests: in a region, nowhere (`noStorage`), or undefined if the program does not say.
 */
export function placeOf(storage: {
    readonly dataLocalizationRegion?: unknown;
    readonly status?: string;
    readonly noStorage?: unknown;
}): unknown {
    const isNowhere = storage.status === "NO_STORAGE_ENABLED" || storage.noStorage !== undefined;
    return isNowhere ? "nowhere" : storage.dataLocalizationRegion;
}
