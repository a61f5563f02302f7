import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The identity of the simulator. It shows a client that this is not Meta, and whether the world is
 * the same as before.
 */
export interface Identity {
    /** `pulumi-whatsapp-simulator`. */
    readonly simulator: string;
    /** Its version. */
    readonly version: string;
    /** The world's id: random, and new after every start and every reset. */
    readonly world: string;
}

/**
 * Makes the identity.
 *
 * @param world - the id of the world
 */
export function identityOf(world: string): Identity {
    return { simulator: MANIFEST.name, version: MANIFEST.version, world };
}

/**
 * The headers that every answer carries.
 *
 * @param identity - who answers
 */
export function identityHeaders(identity: Identity): Readonly<Record<string, string>> {
    const { simulator, version, world } = identity;
    return { "x-simulated-by": `${simulator}/${version}`, "x-simulated-world": world };
}

/** The package's own `package.json`. Its relative path is the same from `src` and from `dist`. */
const MANIFEST = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
};
