import { reaches } from "../graph/authenticate";
import type { PhoneNumber } from "../world/PhoneNumber";
import type { World } from "../world/World";
import type { TokenInput } from "../world/worldSchema";
import type { WebhookChange } from "./WebhookChange";

/**
 * The parts of a world that webhooks are about, at one moment. Every change makes new objects, so
 * it is enough to keep them.
 */
export interface Moment {
    /** The numbers, by their id. */
    readonly numbers: ReadonlyMap<string, PhoneNumber>;
    /** The tokens. */
    readonly tokens: readonly TokenInput[];
}

/**
 * The world at this moment.
 *
 * @param world - the world
 */
export function momentOf(world: World): Moment {
    return {
        numbers: new Map(world.numbers.map((number) => [number.id, number])),
        tokens: world.tokens,
    };
}

/**
 * The webhooks that Meta would send about a change by somebody else. Forms: Meta's references of
 * `phone_number_name_update`, `security` and `account_update`, read 2026-11-29 in excerpts. No
 * webhook tells of a registration.
 *
 * @param before - the world before
 * @param world - the world now
 */
export function changesBetween(before: Moment, world: World): readonly WebhookChange[] {
    const ofNumbers = world.numbers.flatMap((number) => {
        const earlier = before.numbers.get(number.id);
        if (earlier === undefined || earlier === number) return [];
        return [nameUpdate, security, coexistence].flatMap((each) => each(earlier, number, world));
    });
    return [...ofNumbers, ...appUpdates(before.tokens, world)];
}

function nameUpdate(before: PhoneNumber, number: PhoneNumber): readonly WebhookChange[] {
    const { name } = number;
    const reviewed =
        name.newStatus === before.name.newStatus
            ? changed(before.name.status, name.status)
            : name.newStatus;
    const decision = DECISIONS.get(reviewed ?? "");
    if (decision === undefined) return [];
    const value = {
        display_phone_number: digitsOf(number),
        decision,
        requested_verified_name: name.newDisplayName ?? number.verifiedName,
        rejection_reason: decision === "REJECTED" ? "UNKNOWN" : null,
    };
    return [{ wabaId: number.wabaId, field: "phone_number_name_update", value }];
}

/** The statuses that end a review. A new name does not end one. */
const DECISIONS: ReadonlyMap<string, string> = new Map([
    ["APPROVED", "APPROVED"],
    ["DECLINED", "REJECTED"],
]);

function security(before: PhoneNumber, number: PhoneNumber): readonly WebhookChange[] {
    if (before.pin === number.pin) return [];
    const event = number.pin === null ? "PIN_REQUEST_SUCCESS" : "PIN_CHANGED";
    const value = { display_phone_number: digitsOf(number), event };
    return [{ wabaId: number.wabaId, field: "security", value }];
}

/** The business disconnects in the WhatsApp Business app. */
function coexistence(
    before: PhoneNumber,
    number: PhoneNumber,
    world: World,
): readonly WebhookChange[] {
    if (!before.isOnBizApp || number.isOnBizApp) return [];
    const value = {
        phone_number: digitsOf(number),
        event: "PARTNER_REMOVED",
        waba_info: accountInfo(number.wabaId, world),
        disconnection_info: { reason: "ACCOUNT_DISCONNECTED", initiated_by: "USER" },
    };
    return [{ wabaId: number.wabaId, field: "account_update", value }];
}

/**
 * A customer takes away the app's permissions, or gives them back. Without them no token reaches
 * the account.
 */
function appUpdates(before: readonly TokenInput[], world: World): readonly WebhookChange[] {
    return world.accounts.flatMap(({ id }) => {
        const reached = (tokens: readonly TokenInput[]): boolean =>
            tokens.some((token) => reaches(token, { wabaId: id }));
        const now = reached(world.tokens);
        if (now === reached(before)) return [];
        const event = now ? "PARTNER_APP_INSTALLED" : "PARTNER_APP_UNINSTALLED";
        const info = { ...accountInfo(id, world), partner_app_id: world.app.id };
        return [{ wabaId: id, field: "account_update", value: { event, waba_info: info } }];
    });
}

function accountInfo(wabaId: string, world: World): Readonly<Record<string, unknown>> {
    return { waba_id: wabaId, owner_business_id: world.account(wabaId)?.businessId };
}

function digitsOf({ displayPhoneNumber }: PhoneNumber): string {
    return displayPhoneNumber.replace(/\D/g, "");
}

function changed<T>(before: T, now: T): T | undefined {
    return before === now ? undefined : now;
}
