import { sealed } from "./secrets";

/**
 * Tells the engine that `create` or `update` failed after something was sent: it saves the
 * properties as the resource's outputs, fails the operation with the reasons, and calls `update`
 * in the next run. Carries `id`, `properties` and `reasons`, which Pulumi's provider process
 * looks for, and only those.
 */
export class PartialStateError extends Error {
    readonly id: string;
    readonly properties: Readonly<Record<string, unknown>>;
    readonly reasons: readonly string[];

    constructor(id: string, properties: Readonly<Record<string, unknown>>, reason: string) {
        super(reason);
        this.id = id;
        this.properties = sealed(properties);
        this.reasons = [reason];
    }
}
