import type { NumberView } from "../graph/GraphCall";
import type { PhoneNumber } from "../world/PhoneNumber";
import { registrationReading } from "../world/registrationReading";

/**
 * `health_status`: the objects that take part in sending, from the number up to the app, and which
 * of them are blocked. No other read leads from a number's id to the ids of its account, business
 * and app.
 *
 * @param view - the number in its world
 */
export function healthStatus(view: NumberView): Readonly<Record<string, unknown>> {
    const { number, world } = view;
    const phoneNumber = phoneNumberHealth(view);
    const others = [
        { entity_type: "WABA", id: number.wabaId },
        { entity_type: "BUSINESS", id: world.account(number.wabaId)?.businessId },
        { entity_type: "APP", id: world.app.id },
    ];
    return {
        can_send_message: phoneNumber.can_send_message,
        entities: [
            phoneNumber,
            ...others.map((entity) => ({ ...entity, can_send_message: "AVAILABLE" })),
        ],
    };
}

interface EntityHealth {
    readonly entity_type: string;
    readonly id: string;
    readonly can_send_message: string;
    readonly additional_info?: readonly string[];
    readonly errors?: readonly Readonly<Record<string, unknown>>[];
}

/**
 * The text about the name is from Meta's guide on health, read 2026-11-24. No page shows the texts
 * about a status.
 */
function limitsOf({ name }: PhoneNumber, status: string): readonly string[] {
    if (["FLAGGED", "RESTRICTED", "RATE_LIMITED"].includes(status)) {
        return [`The status of the phone number is ${status}.`];
    }
    const hasName = name.status === "APPROVED" || name.status === "AVAILABLE_WITHOUT_REVIEW";
    if (status !== "CONNECTED" || hasName) return [];
    return [
        "Your display name has not been approved yet. Your message limit will increase after the display name is approved.",
    ];
}

function phoneNumberHealth({ number, world, now }: NumberView): EntityHealth {
    const entity = { entity_type: "PHONE_NUMBER", id: number.id };
    const { status } = registrationReading(number, world.switches, now);
    const limits = limitsOf(number, status);
    if (limits.length > 0)
        return { ...entity, can_send_message: "LIMITED", additional_info: limits };
    if (status === "CONNECTED") return { ...entity, can_send_message: "AVAILABLE" };
    const error = {
        error_code: 133010,
        error_description: "The account is not registered",
        possible_solution: "Register the phone number.",
    };
    return { ...entity, can_send_message: "BLOCKED", errors: [error] };
}
