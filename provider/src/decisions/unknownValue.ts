/**
 * What Pulumi sends in a preview for a value that is not known yet, whatever its type.
 *
 * It is `pulumi.runtime.unknownValue`, written out so that the decisions load without Pulumi's
 * SDK; a test compares the two.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether Pulumi does not know the value yet, so that nothing can be said about it. */
export function isUnknown(value: unknown): boolean {
    return value === unknownValue;
}
