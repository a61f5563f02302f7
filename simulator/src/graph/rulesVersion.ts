import type { World } from "../world/World";
import { versionNumber, type GraphVersion } from "./GraphVersion";

/**
 * The number of the version whose rules a call follows: 24 for `v24.0`.
 *
 * @param world - the world; its `endedVersionRules` decides about versions that are over
 * @param version - the call's versions
 */
export function rulesVersion(world: World, version: GraphVersion): number {
    const byPath = world.switches.endedVersionRules === "path";
    return versionNumber(byPath ? version.asked : version.served);
}
