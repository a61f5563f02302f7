import { scopesOf } from "../graph/authenticate";
import { numberSnapshot, type NumberSnapshot } from "../world/numberSnapshot";
import type { World } from "../world/World";

/**
 * A number as an admin call sees it: without the PIN and the backup.
 *
 * @param world - the world
 * @param id - the number's id
 * @throws WorldError when the world has no such number
 */
export function numberView(world: World, id: string): NumberSnapshot {
    const snapshot = numberSnapshot(world.existingNumber(id), world.switches, world.clock.now());
    const { pin, onPremises } = snapshot;
    return {
        ...snapshot,
        pin: pin === null ? null : "******",
        onPremises:
            onPremises === null ? null : { ...onPremises, data: "masked", password: "masked" },
    };
}

/**
 * The world as an admin call sees it: without tokens, secrets, PINs and backups.
 *
 * @param world - the world
 */
export function worldView(world: World): Readonly<Record<string, unknown>> {
    const { id, name, requireProof, secret, defaultVersion } = world.app;
    return {
        now: world.clock.now().toISOString(),
        app: { id, name, hasSecret: secret !== null, requireProof, defaultVersion },
        accounts: world.accounts,
        tokens: world.tokens.map((token) => ({
            ...token,
            token: "masked",
            scopes: scopesOf(token),
        })),
        numbers: world.numbers.map((number) => numberView(world, number.id)),
        switches: world.switches,
    };
}
