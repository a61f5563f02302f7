/** A world, a change or a fault that cannot be used; the message names the place and what is right. */
export class WorldError extends Error {
    override readonly name = "WorldError";
}
