import { isSameStorage, wantedStorage } from "../../provider/src/decisions/storage";
import type { World } from "./World";

/**
 * 3. After a run that was stopped no program is "unchanged" before the number was looked at. Where
 * only names change, the stopped run may have looked itself: then what it saved is true.
 */
export function looksFirst(world: World, onlyNames: boolean): string | undefined {
    if (!world.isOpen || (onlyNames && isSavedTrue(world))) return undefined;
    return "nothing is looked at after a run that was stopped";
}

function isSavedTrue({ saved, truth }: World): boolean {
    return (
        saved?.registered === true &&
        saved.__unfinished !== true &&
        truth.registered &&
        isSameStorage(wantedStorage(saved), truth.storage) &&
        (saved.pin === truth.pin || saved.pinProvedAt === undefined)
    );
}
