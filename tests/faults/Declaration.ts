/** The stack that every in-process program belongs to. */
export const stackName = "dev";
/** Its project. */
export const projectName = "numbers";

/** What a program declares of one number. */
export interface Declaration {
    /** The resource's name. */
    readonly name: string;
    readonly phoneNumberId: string;
    readonly pin: string;
    readonly dataLocalizationRegion?: string;
    /** The resource option of that name, which turns the order of a replace round. */
    readonly deleteBeforeReplace?: boolean;
}
