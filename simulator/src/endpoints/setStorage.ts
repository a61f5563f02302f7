import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";
import { objectParameter } from "../graph/objectParameter";
import { invalidParameter } from "../graph/platformRefusals";
import { rulesVersion } from "../graph/rulesVersion";
import type { Storage } from "../world/PhoneNumber";
import { isRegion } from "../world/regions";
import { shownStorage } from "../world/registrationReading";
import { settingsPath } from "./settingsPath";
import { succeed } from "./succeed";

/** What Meta lets a settings call change, one of them a request. */
const FEATURES = ["calling", "payload_encryption", "user_identity_change", "storage_configuration"];

/** `POST /{phone number id}/settings`. */
export function setStorage(call: NumberCall): GraphAnswer {
    const refusal = settingsPath(call) ?? refusalOfFeatures(call) ?? refusalOfVersion(call);
    if (refusal !== undefined) return refused(refusal);
    const storage = storageOf(call.parameters["storage_configuration"]);
    if (storage.kind === "wrong") return refused(storage.refusal);
    return written(call, storage.storage);
}

function refusalOfFeatures({ parameters }: NumberCall): GraphRefusal | undefined {
    const named = FEATURES.filter((feature) => parameters[feature] !== undefined);
    if (named.length === 0) return invalidParameter("One feature setting must be specified");
    if (named.length > 1) {
        return invalidParameter("Only one feature setting can be specified in a request");
    }
    return named[0] === "storage_configuration"
        ? undefined
        : invalidParameter("Only storage_configuration can be set in this simulator");
}

function refusalOfVersion({ world, version }: NumberCall): GraphRefusal | undefined {
    return rulesVersion(world, version) <= 20
        ? invalidParameter("storage_configuration can be set from v21.0 on")
        : undefined;
}

type StorageParameter =
    | { readonly kind: "right"; readonly storage: Storage }
    | { readonly kind: "wrong"; readonly refusal: GraphRefusal };

function storageOf(parameter: unknown): StorageParameter {
    const {
        status,
        data_localization_region: region,
        retention_minutes: minutes,
    } = objectParameter(parameter);
    switch (status) {
        case "IN_COUNTRY_STORAGE_ENABLED":
            return isRegion(region)
                ? { kind: "right", storage: { status, dataLocalizationRegion: region } }
                : wrong("Param data_localization_region is not a supported region.");
        case "IN_COUNTRY_STORAGE_DISABLED":
            return { kind: "right", storage: { status } };
        case "NO_STORAGE_ENABLED":
            return Number(minutes) === 60
                ? { kind: "right", storage: { status, retentionMinutes: 60 } }
                : wrong("Param retention_minutes must be 60.");
        default:
            return wrong(
                "Param storage_configuration[status] must be one of {IN_COUNTRY_STORAGE_ENABLED, " +
                    "IN_COUNTRY_STORAGE_DISABLED, NO_STORAGE_ENABLED}.",
            );
    }
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
