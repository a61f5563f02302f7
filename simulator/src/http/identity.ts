import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Who answers: it shows a client that this is not Meta, and whether the world is the same as
 * before.
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
 * Who answers.
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

/** The package's own; as far from this file in `src` as in `dist`. */
const MANIFEST = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
};
