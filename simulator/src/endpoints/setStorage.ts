import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";
import { versionNumber } from "../graph/GraphVersion";
import { objectParameter } from "../graph/objectParameter";
import { invalidParameter, notSimulated } from "../graph/platformRefusals";
import { NO_STORAGE, type Storage } from "../world/PhoneNumber";
import { isRegion } from "../world/regions";
import { shownStorage } from "../world/registrationReading";
import { noStorageRefusal } from "./bodyStorage";
import { settingsPath } from "./settingsPath";
import { succeed } from "./succeed";

/** The settings that a call may change, one in each request. */
const FEATURES = ["calling", "payload_encryption", "user_identity_change", "storage_configuration"];

/** `POST /{phone number id}/settings`. */
export function setStorage(call: NumberCall): GraphAnswer {
    const refusal = settingsPath(call) ?? refusalOfFeatures(call) ?? refusalOfVersion(call);
    if (refusal !== undefined) return refused(refusal);
    const storage = storageOf(call);
    if (storage.kind === "wrong") return refused(storage.refusal);
    return written(call, storage.storage);
}

function refusalOfFeatures({ parameters }: NumberCall): GraphRefusal | undefined {
    const named = FEATURES.filter((feature) => parameters[feature] !== undefined);
    if (named.length === 0) return invalidParameter("One feature setting must be specified");
    if (named.length > 1) {
        return invalidParameter("Only one feature setting can be specified in a request");
    }
    const [feature = ""] = named;
    return feature === "storage_configuration" ? undefined : notSimulated(`The setting ${feature}`);
}

function refusalOfVersion({ version }: NumberCall): GraphRefusal | undefined {
    return versionNumber(version.served) <= 20
        ? invalidParameter("storage_configuration can be set from v21.0 on")
        : undefined;
}

type StorageParameter =
    | { readonly kind: "right"; readonly storage: Storage }
    | { readonly kind: "wrong"; readonly refusal: GraphRefusal };

function storageOf(call: NumberCall): StorageParameter {
    const {
        status,
        data_localization_region: region,
        retention_minutes: minutes,
    } = objectParameter(call.parameters["storage_configuration"]);
    switch (status) {
        case "IN_COUNTRY_STORAGE_ENABLED":
            return isRegion(region)
                ? { kind: "right", storage: { status, dataLocalizationRegion: region } }
                : wrong("Param data_localization_region is not a supported region.");
        case "IN_COUNTRY_STORAGE_DISABLED":
            return { kind: "right", storage: { status } };
        case "NO_STORAGE_ENABLED":
            return withoutStorage(call, region, minutes);
        default:
            return wrong(
                "Param storage_configuration[status] must be one of {IN_COUNTRY_STORAGE_ENABLED, " +
                    "IN_COUNTRY_STORAGE_DISABLED, NO_STORAGE_ENABLED}.",
            );
    }
}

function withoutStorage(call: NumberCall, region: unknown, minutes: unknown): StorageParameter {
    if (region !== undefined) {
        return wrong("Param data_localization_region cannot be set with NO_STORAGE_ENABLED.");
    }
    const refusal = noStorageRefusal(call, minutes, "retention_minutes");
    return refusal === undefined
        ? { kind: "right", storage: NO_STORAGE }
        : { kind: "wrong", refusal };
}

function wrong(text: string): StorageParameter {
    return { kind: "wrong", refusal: invalidParameter(text) };
}

function written(call: NumberCall, storage: Storage): GraphAnswer {
    const { number, world, now } = call;
    if (number.registered) {
        switch (world.switches.storageWriteWhileRegistered) {
            case "refused":
                return refused(
                    invalidParameter(
                        "Storage configuration can only be changed while the phone number is not registered",
                    ),
                );
            case "ignored":
                return succeed(call, {});
            case "accepted":
                break;
        }
    }
    const untilMs = now.getTime() + world.switches.storageVisibleAfterSeconds * 1000;
    return succeed(call, {
        storage,
        storageWritten: true,
        storageShown: { storage: shownStorage(number, now), untilMs },
    });
}
