import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";
import { versionNumber } from "../graph/GraphVersion";
import { parameterText } from "../graph/parameterText";
import { invalidParameter } from "../graph/platformRefusals";
import { noStorageNotAllowed, storageParameterRemoved } from "../graph/registrationRefusals";
import { STORAGE_OFF } from "../world/changedNumber";
import { NO_STORAGE, type PhoneNumber } from "../world/PhoneNumber";
import { isRegion } from "../world/regions";

/**
 * The last version in which `/register` decides about storage. Meta's changelog of v21.0, read
 * 2026-11-22.
 */
const LAST_BODY_VERSION = 20;

/**
 * Why a registration with `data_localization_region` or `meta_store_retention_minutes` in its body
 * is refused.
 *
 * @param call - a call of `/register`
 * @returns undefined if it is accepted, ignored or absent
 */
export function bodyStorageRefusal(call: NumberCall): GraphRefusal | undefined {
    const { world } = call;
    const { region, minutes } = storageParameters(call);
    if (region === undefined && minutes === undefined) return undefined;
    if (world.switches.bodyRegion === "ignored") return undefined;
    if (!takesBodyStorage(call)) return storageParameterRemoved(world.switches.code12HttpStatus);
    if (region !== undefined && minutes !== undefined) {
        return invalidParameter(
            "Params data_localization_region and meta_store_retention_minutes exclude each other.",
        );
    }
    if (region !== undefined && !isRegion(region)) {
        return invalidParameter("Param data_localization_region is not a supported region.");
    }
    return minutes === undefined ? undefined : noStorageRefusal(call, minutes, RETENTION_PARAMETER);
}

/**
 * Why data cannot be kept for only this many minutes.
 *
 * @param call - the call that asks for it
 * @param minutes - the minutes that it asks for
 * @param parameter - the name of the parameter in the call
 * @returns undefined if it can
 */
export function noStorageRefusal(
    { world }: NumberCall,
    minutes: unknown,
    parameter: string,
): GraphRefusal | undefined {
    if (parameterText(minutes) !== String(NO_STORAGE.retentionMinutes)) {
        return invalidParameter(`Param ${parameter} must be ${NO_STORAGE.retentionMinutes}.`);
    }
    return world.switches.noStorage === "notAllowed" ? noStorageNotAllowed() : undefined;
}

/**
 * The change that the body of a registration makes to the storage of an unregistered number.
 *
 * @param call - an accepted call of `/register`
 */
export function storageByBody(call: NumberCall): Partial<PhoneNumber> {
    if (!takesBodyStorage(call)) return {};
    const { region, minutes } = storageParameters(call);
    if (minutes !== undefined) return written(NO_STORAGE);
    if (isRegion(region)) {
        return written({ status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: region });
    }
    // Up to v20 only the body decides. A registration without a region switches storage off.
    const bodyAlone = versionNumber(call.version.served) <= LAST_BODY_VERSION;
    return bodyAlone && call.number.storage.status !== "DEFAULT" ? { storage: STORAGE_OFF } : {};
}

const RETENTION_PARAMETER = "meta_store_retention_minutes";

function storageParameters({ parameters }: NumberCall): {
    readonly region: unknown;
    readonly minutes: unknown;
} {
    return {
        region: parameters["data_localization_region"],
        minutes: parameters[RETENTION_PARAMETER],
    };
}

function written(storage: PhoneNumber["storage"]): Partial<PhoneNumber> {
    return { storage, storageShown: null, storageWritten: true };
}

function takesBodyStorage({ world, version }: NumberCall): boolean {
    switch (world.switches.bodyRegion) {
        case "accepted":
            return true;
        case "ignored":
            return false;
        case "byVersion":
            return versionNumber(version.served) <= LAST_BODY_VERSION;
    }
}
