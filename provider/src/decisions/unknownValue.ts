/**
 * What Pulumi sends in a preview for a value that is not known yet, whatever its type.
 *
 * It is `pulumi.runtime.unknownValue`, written out here so that the decisions load without Pulumi's
 * SDK. A test compares the two.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Says whether Pulumi does not know the value yet. */
export function isUnknown(value: unknown): boolean {
    return value === unknownValue;
}
