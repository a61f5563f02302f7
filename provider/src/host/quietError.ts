/**
 * An error with a message and nothing else.
 *
 * Pulumi's provider process prints every error of `check`, `diff`, `read` and `delete` to standard
 * error as well, with its stack; the engine shows that beside the message itself. Neither the stack
 * nor the repetition helps a person who mistyped a region.
 */
export function quietError(message: string): Error {
    const error = new Error(message);
    error.stack = "see the error at its resource";
    Object.defineProperty(error, "toString", { value: () => "pulumi-whatsapp" });
    return error;
}
