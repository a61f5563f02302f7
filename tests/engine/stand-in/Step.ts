import type { ReadRequest, Registration } from "./Goal";
import type { ResourceState } from "./ResourceState";
import type { ResourceToImport } from "./resourcesInImportFile";

/** The kinds of steps, in Pulumi's words. */
export type StepOp =
    | "same"
    | "create"
    | "create-replacement"
    | "replace"
    | "update"
    | "delete"
    | "delete-replaced"
    | "remove-pending-replace"
    | "read"
    | "import"
    | "refresh";

/** One thing to do with one resource. */
export interface Step {
    readonly op: StepOp;
    readonly urn: string;
    /** The stored state that the step removes or replaces. */
    readonly old?: ResourceState;
    /**
     * The state that the step produces. A refresh sets it to `undefined` if the resource is gone.
     */
    next?: ResourceState | undefined;
    readonly registration?: Registration;
    readonly read?: ReadRequest;
    readonly imported?: ResourceToImport;
    /** Names of the properties that differ, for the output. */
    readonly changed?: readonly string[];
    /**
     * A create that leaves the old state marked for deletion, or a delete after which the old state
     * waits for its create.
     */
    readonly pending?: boolean;
    /** A delete that is one half of a replace. */
    readonly replacing?: boolean;
    /**
     * Not done, because it is not among the targets. Nothing is stored, and the program sees
     * unknowns.
     */
    readonly skipped?: boolean;
}
