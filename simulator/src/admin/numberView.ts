import { isDeepStrictEqual } from "node:util";
import { attemptsInWindow } from "../world/attemptWindow";
import { numberChangeSchema } from "../world/numberSchema";
import { numberSnapshot } from "../world/numberSnapshot";
import { worldErrorOf } from "../world/parseInput";
import type { PhoneNumber } from "../world/PhoneNumber";
import type { World } from "../world/World";

/** The properties of a view, by their keys. */
export type View = Readonly<Record<string, unknown>>;

/** What a view says beyond the keys of a change. */
const READ_ONLY = ["id", "reads", "code"];

/**
 * A number as an admin call sees it. It has every key of a change, so that it can be sent back. It
 * also says how the number reads at the moment. PIN and backup are masked.
 *
 * @param world - the world
 * @param id - the number's id
 * @throws WorldError if the world has no such number
 */
export function numberView(world: World, id: string): View {
    const number = world.existingNumber(id);
    const now = world.clock.now();
    const { status, platformType, codeVerificationStatus, code, blockedUntil } = numberSnapshot(
        number,
        world.switches,
        now,
    );
    const { register, deregister } = number.attempts;
    const { pin, onPremises, name } = number;
    return {
        id,
        ...Object.fromEntries(SETTABLE.map((key) => [key, settable(number, key)])),
        pin: pin === null ? null : "******",
        onPremises:
            onPremises === null ? null : { ...onPremises, data: "masked", password: "masked" },
        name: {
            status: name.status,
            newStatus: name.newStatus,
            newDisplayName: name.newDisplayName,
            newApprovedAt: isoOrNull(name.newApprovedAtMs),
        },
        attempts: {
            register: attemptsInWindow(register, now).map(isoOrNull),
            deregister: attemptsInWindow(deregister, now).map(isoOrNull),
        },
        blockedUntil,
        code,
        reads: { status, platformType, codeVerificationStatus },
    };
}

/**
 * The change of a number that an admin call asks for.
 *
 * A body with `reads` is an edited view. Of it only those values count that differ from the view as
 * it is now, because the rest was not meant. Masked values stay as they are.
 *
 * @param world - the world
 * @param id - the number's id
 * @param body - a change, or a view
 * @throws WorldError if the world has no such number, or the body is about another one
 */
export function numberChange(world: World, id: string, body: View): View {
    const view = numberView(world, id);
    if (body["id"] !== undefined && body["id"] !== id) {
        throw worldErrorOf(`the change of number ${id}`, ["id is another number's. Leave it out"]);
    }
    const isEdited = "reads" in body;
    const wanted = Object.entries(body).filter(([key, value]) => {
        if (READ_ONLY.includes(key)) return false;
        const keeps = isEdited || key === "pin" || key === "onPremises";
        return !(keeps && isDeepStrictEqual(value, asJson(view[key])));
    });
    return Object.fromEntries(wanted);
}

const SETTABLE = Object.keys(numberChangeSchema.shape);

/** A number keeps its times in milliseconds, under the same key plus `Ms`. */
function settable(number: PhoneNumber, key: string): unknown {
    const kept: View = { ...number };
    const timeMs = kept[`${key}Ms`];
    return timeMs === undefined ? kept[key] : isoOrNull(timeMs as number | null);
}

function isoOrNull(timeMs: number | null): string | null {
    return timeMs === null ? null : new Date(timeMs).toISOString();
}

/** A view after it was sent as JSON. */
function asJson(value: unknown): unknown {
    return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
