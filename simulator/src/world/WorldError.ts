/** A world, a change or a fault cannot be used. The message names the place and what is right. */
export class WorldError extends Error {
    override readonly name = "WorldError";
}
