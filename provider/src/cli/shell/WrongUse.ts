/**
 * An option or argument that cannot be used; the message names it and what is right.
 *
 * The parser repeats a value that it refuses. What may be a secret in the wrong place is looked at
 * after parsing, and refused with this, which repeats nothing.
 */
export class WrongUse extends Error {
    public override readonly name = "WrongUse";
}
