import type { GraphCalls, WriteOutcome } from "./GraphCalls";
import { isGraphError, isUnknownField } from "./GraphError";
import { booleanOf, type JsonObject, memberOf, textOf, withoutUndefined } from "./jsonObject";
import { TransportError } from "./TransportError";

/**
 * A phone number as Meta shows it. A field that Meta does not answer, or answers with another type,
 * is absent; a word that is newer than this package is kept unchanged.
 */
export interface PhoneNumber {
    /** The phone number id, digits. */
    readonly id: string;
    /** The number for people, for example `+41 00 000 00 00`. */
    readonly displayPhoneNumber?: string;
    /** The display name. */
    readonly verifiedName?: string;
    /** For example `CONNECTED`, `PENDING`, `DISCONNECTED`. */
    readonly status?: string;
    /** Ownership: `VERIFIED`, `NOT_VERIFIED` or `EXPIRED`; says nothing about registration. */
    readonly codeVerificationStatus?: string;
    /** `CLOUD_API`, `ON_PREMISE`, or `NOT_APPLICABLE` for a number that is not registered. */
    readonly platformType?: string;
    /** The same by another name. */
    readonly hostPlatform?: string;
    /** `STANDARD`, `HIGH`, or `NOT_APPLICABLE` for a number that is not registered. */
    readonly throughputLevel?: string;
    /** `GREEN`, `YELLOW`, `RED`, `NA` or `UNKNOWN`. */
    readonly qualityRating?: string;
    /** State of the display name, for example `APPROVED`. */
    readonly nameStatus?: string;
    /** State of a new display name; `APPROVED` waits for a registration. */
    readonly newNameStatus?: string;
    /** Whether two-step verification is on. */
    readonly isPinEnabled?: boolean;
    /** Whether the number is also used in the WhatsApp Business app. */
    readonly isOnBizApp?: boolean;
    /** When the number was last onboarded, in Meta's form `2023-08-22T19:05:53+0000`. */
    readonly lastOnboardedTime?: string;
    /** The WhatsApp Business account, as `health_status` names it, digits. */
    readonly wabaId?: string;
}

/** What every version of the Graph API knows of a number. */
export const SHORT_FIELDS =
    "id,display_phone_number,verified_name,status,code_verification_status,platform_type,quality_rating,throughput";

/** The fields of an entry in an account's list. */
export const LIST_FIELDS = `${SHORT_FIELDS},host_platform,name_status,new_name_status,is_pin_enabled,is_on_biz_app,last_onboarded_time`;

const FIELDS = `${LIST_FIELDS},health_status`;

/**
 * The path of a phone number, or of one of its edges.
 *
 * An id can arrive here unchecked (`pulumi import`), and anything but digits would address another
 * node of Meta.
 *
 * @throws Error if the id has anything but digits.
 */
export function phoneNumberPath(phoneNumberId: string, edge?: string): string {
    if (!/^\d+$/.test(phoneNumberId)) {
        throw new Error(
            `Cannot address phone number "${phoneNumberId}": an id has only digits. ` +
                "Take the phone number id from WhatsApp Manager, not the phone number.",
        );
    }
    return edge === undefined ? `/${phoneNumberId}` : `/${phoneNumberId}/${edge}`;
}

/**
 * Reads a phone number: `GET /{phone number id}`, which costs nothing of the ten requests.
 *
 * If Meta refuses a field, it reads the number again with the fields that every version has, and
 * the transport remembers that.
 *
 * @throws GraphError or TransportError; also if the answer is about another number.
 */
export async function getPhoneNumber(
    calls: GraphCalls,
    phoneNumberId: string,
): Promise<PhoneNumber> {
    const number = phoneNumberIn(await nodeOf(calls, phoneNumberId));
    if (number.id !== phoneNumberId) {
        const reason = "the answer was about another phone number";
        throw new TransportError({ kind: "badAnswer", reason });
    }
    return number;
}

async function nodeOf(calls: GraphCalls, phoneNumberId: string): Promise<JsonObject> {
    const path = phoneNumberPath(phoneNumberId);
    if (calls.memory.isShortFieldListNeeded) {
        return calls.get(path, { fields: SHORT_FIELDS });
    }
    try {
        return await calls.get(path, { fields: FIELDS });
    } catch (thrown) {
        if (!isGraphError(thrown) || !isUnknownField(thrown)) {
            throw thrown;
        }
        calls.memory.isShortFieldListNeeded = true;
        return nodeOf(calls, phoneNumberId);
    }
}

/**
 * Sets the two-step verification PIN of a registered number: `POST /{phone number id}`, which
 * needs no former PIN and costs nothing of the ten requests.
 *
 * @param pin - six digits. Secret.
 */
export async function setTwoStepPin(
    calls: GraphCalls,
    phoneNumberId: string,
    pin: string,
): Promise<WriteOutcome> {
    return calls.post(phoneNumberPath(phoneNumberId), { pin });
}

/**
 * A number as its own node or an entry of a list shows it.
 *
 * @throws TransportError if the object has no id, because Meta's answer always has one.
 */
export function phoneNumberIn(answer: JsonObject): PhoneNumber {
    const id = textOf(answer, "id");
    if (id === undefined) {
        const reason = "the answer was an object without an id";
        throw new TransportError({ kind: "badAnswer", reason });
    }
    return withoutUndefined({
        id,
        displayPhoneNumber: textOf(answer, "display_phone_number"),
        verifiedName: textOf(answer, "verified_name"),
        status: textOf(answer, "status"),
        codeVerificationStatus: textOf(answer, "code_verification_status"),
        platformType: textOf(answer, "platform_type"),
        hostPlatform: textOf(answer, "host_platform"),
        throughputLevel: textOf(memberOf(answer, "throughput"), "level"),
        qualityRating: textOf(answer, "quality_rating"),
        nameStatus: textOf(answer, "name_status"),
        newNameStatus: textOf(answer, "new_name_status"),
        isPinEnabled: booleanOf(answer, "is_pin_enabled"),
        isOnBizApp: booleanOf(answer, "is_on_biz_app"),
        lastOnboardedTime: textOf(answer, "last_onboarded_time"),
        wabaId: wabaIdIn(answer),
    });
}

/** The health of a number lists the objects it depends on, among them its account. */
function wabaIdIn(answer: JsonObject): string | undefined {
    const entities = memberOf(memberOf(answer, "health_status"), "entities");
    if (!Array.isArray(entities)) {
        return undefined;
    }
    const account: unknown = entities.find((one) => textOf(one, "entity_type") === "WABA");
    const id = textOf(account, "id");
    return id !== undefined && /^\d+$/.test(id) ? id : undefined;
}
