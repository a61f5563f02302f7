import type { Action, World } from "./World";
import {
    CH,
    changed,
    created,
    DE,
    drifted,
    EMPTY,
    MIGRATED,
    NEW_PIN,
    PLAIN,
    region,
    UP_CH,
    up,
    withNameWaiting,
} from "./worlds";

/** An action without faults, and its requests in letters. */
export interface ShortestPath {
    readonly name: string;
    readonly world: World;
    readonly action: Action;
    readonly requests: string;
}

const destroy: Action = { kind: "destroy" };
const refresh: Action = { kind: "refresh" };
const down = { registered: false };

/** The table of `docs/costs.md`. */
export function shortestPaths(): readonly ShortestPath[] {
    const onPremises = changed(EMPTY, { elsewhere: "onPremises" });
    const inCh = { storage: region("CH") };
    return [
        path("create", [EMPTY, up(PLAIN)], "N S R N"),
        path("create, storage to switch off", [changed(EMPTY, inCh), up(PLAIN)], "N S W S R N"),
        path("create with a region", [EMPTY, up(CH)], "N S W S R N S"),
        path("create, the region there", [changed(EMPTY, inCh), up(CH)], "N S R N S"),
        path("adopt", [changed(EMPTY, UP_CH), up(CH)], "N S"),
        path("migrate", [onPremises, up(MIGRATED)], "N S R N"),
        path("another PIN", [created(CH), up({ ...CH, pin: NEW_PIN })], "N P"),
        path("another region", [created(CH), up(DE)], "N S P D N W S R N S"),
        path("a region", [created(PLAIN), up(CH)], "N S P D N W S R N S"),
        // Deregistering switches storage off, or leaves it: Meta's guides disagree.
        path("no region", [created(CH, { keepsStorage: true }), up(PLAIN)], "N S P D N W S R N"),
        path("no region, and off already", [created(CH), up(PLAIN)], "N S P D N W S R N"),
        path("repair", [drifted(PLAIN), up(PLAIN)], "N S R N"),
        path("repair with a region", [drifted(CH), up(CH)], "N S W S R N S"),
        path("a display name", [withNameWaiting(CH), up(CH)], "N R N"),
        path("another name in the program", [created(CH), renamed()], "N S"),
        path("another token", [created(CH), up({ ...CH, tokenName: "acme" })], ""),
        path("nothing", [created(CH), up(CH)], ""),
        path("destroy", [created(CH), destroy], "N D N"),
        path("destroy what is gone", [changed(created(CH), down), destroy], "N"),
        path("refresh", [created(PLAIN), refresh], "N"),
        path("refresh with a region", [created(CH), refresh], "N S"),
    ];
}

function renamed(): Action {
    return { kind: "rename", declaration: CH };
}

function path(
    name: string,
    [world, action]: readonly [World, Action],
    requests: string,
): ShortestPath {
    return { name, world, action, requests };
}
