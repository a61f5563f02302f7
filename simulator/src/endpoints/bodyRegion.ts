import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";
import { invalidParameter } from "../graph/platformRefusals";
import { regionRemoved } from "../graph/registrationRefusals";
import { rulesVersion } from "../graph/rulesVersion";
import { STORAGE_OFF } from "../world/changedNumber";
import type { PhoneNumber } from "../world/PhoneNumber";
import { isRegion } from "../world/regions";

/** The last version whose `/register` takes a region. Meta's changelog of v21.0, read 2026-11-22. */
const LAST_BODY_VERSION = 20;

/**
 * Why a registration with `data_localization_region` in its body is refused.
 *
 * @param call - a call of `/register`
 * @returns undefined where the region is taken, ignored or absent
 */
export function bodyRegionRefusal(call: NumberCall): GraphRefusal | undefined {
    const { parameters, world } = call;
    const region = parameters["data_localization_region"];
    if (region === undefined || world.switches.bodyRegion === "ignored") return undefined;
    if (!takesBodyRegion(call)) return regionRemoved(world.switches.code12HttpStatus);
    return isRegion(region)
        ? undefined
        : invalidParameter("Param data_localization_region is not a supported region.");
}

/**
 * What the body of a registration does to the storage of an unregistered number.
 *
 * @param call - a call of `/register` that is accepted
 */
export function storageByBody(call: NumberCall): Partial<PhoneNumber> {
    if (!takesBodyRegion(call)) return {};
    const region = call.parameters["data_localization_region"];
    if (isRegion(region)) {
        const storage = { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: region };
        return { storage, storageShown: null, storageWritten: true };
    }
    // Up to v20 the body alone decides: registering without a region is how storage is switched off.
    const bodyAlone = rulesVersion(call.world, call.version) <= LAST_BODY_VERSION;
    return bodyAlone && call.number.storage.status !== "DEFAULT" ? { storage: STORAGE_OFF } : {};
}

function takesBodyRegion({ world, version }: NumberCall): boolean {
    switch (world.switches.bodyRegion) {
        case "accepted":
            return true;
        case "ignored":
            return false;
        case "byVersion":
            return rulesVersion(world, version) <= LAST_BODY_VERSION;
    }
}
