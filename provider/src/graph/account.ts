import type { Readable } from "./batch";
import type { GraphCalls } from "./GraphCalls";
import { isGraphError, isUnknownField } from "./GraphError";
import { type JsonObject, memberOf, textOf, withoutUndefined } from "./jsonObject";
import { LIST_FIELDS, type PhoneNumber, phoneNumberIn, SHORT_FIELDS } from "./phoneNumber";
import { TransportError } from "./TransportError";

/** A WhatsApp Business account as Meta shows it; a field that Meta does not answer is absent. */
export interface Account {
    /** The account id, digits. */
    readonly id: string;
    /** Its name. */
    readonly name?: string;
    /** Meta's review of the account, such as `APPROVED`. */
    readonly accountReviewStatus?: string;
    /**
     * Whether the business behind it is verified, such as `verified`. An unverified one may have
     * two registered numbers, a verified one twenty (Meta's page on phone numbers, read
     * 2026-11-22).
     */
    readonly businessVerificationStatus?: string;
}

/** A hundred is the most that Meta gives at once (Meta's OpenAPI file, read 2026-11-22). */
const PAGE_SIZE = "100";

/**
 * Reads an account: `GET /{account id}`.
 *
 * @throws GraphError or TransportError.
 */
export async function getAccount(calls: GraphCalls, wabaId: string): Promise<Account> {
    const fields = "id,name,account_review_status,business_verification_status";
    const answer = await withFields([fields, "id,name"], (query) =>
        calls.get(`/${wabaId}`, { fields: query }),
    );
    return withoutUndefined({
        id: wabaId,
        name: textOf(answer, "name"),
        accountReviewStatus: textOf(answer, "account_review_status"),
        businessVerificationStatus: textOf(answer, "business_verification_status"),
    });
}

/**
 * Reads the phone numbers of an account: `GET /{account id}/phone_numbers`, one request for each
 * hundred. They do not name their account; it is the one in the request.
 *
 * @returns the pages as they come.
 * @throws GraphError or TransportError.
 */
export async function* phoneNumberPages(
    calls: GraphCalls,
    wabaId: string,
): AsyncGenerator<readonly PhoneNumber[]> {
    let after: string | undefined;
    do {
        const answer = await pageOf(calls, wabaId, after);
        yield nodesIn(answer).map((node) => ({ ...phoneNumberIn(node), wabaId }));
        after = nextCursor(answer, after);
    } while (after !== undefined);
}

/**
 * Reads which apps get an account's webhooks: `GET /{account id}/subscribed_apps`.
 *
 * @returns the ids of the apps.
 * @throws GraphError or TransportError.
 */
export async function subscribedAppIds(
    calls: GraphCalls,
    wabaId: string,
): Promise<readonly string[]> {
    const answer = await calls.get(`/${wabaId}/subscribed_apps`);
    return nodesIn(answer).flatMap((node) => {
        const id = textOf(memberOf(node, "whatsapp_business_api_data"), "id") ?? textOf(node, "id");
        return id === undefined ? [] : [id];
    });
}

function pageOf(calls: GraphCalls, wabaId: string, after: string | undefined): Promise<JsonObject> {
    return withFields([LIST_FIELDS, SHORT_FIELDS], (fields) => {
        const { path, query } = pageReadable(wabaId, fields, { after });
        return calls.get(path, query);
    });
}

/** Which page of a list. */
export interface Paging {
    /** The cursor of the page before; none for the first page. */
    readonly after: string | undefined;
    /** What the list is sorted by, in Meta's words; by default the number that was onboarded last is first. */
    readonly sort?: string | undefined;
}

/** A page of an account's phone numbers, as it is asked for. */
export function pageReadable(wabaId: string, fields: string, paging: Paging): Readable {
    const query = withoutUndefined({ fields, limit: PAGE_SIZE, ...paging });
    return { path: `/${wabaId}/phone_numbers`, query };
}

/** Reads with the long list of fields, and with the short one if Meta refuses a field. */
async function withFields(
    [long, short]: readonly [string, string],
    read: (fields: string) => Promise<JsonObject>,
): Promise<JsonObject> {
    try {
        return await read(long);
    } catch (thrown) {
        if (isGraphError(thrown) && isUnknownField(thrown)) return read(short);
        throw thrown;
    }
}

/**
 * The entries of a list.
 *
 * @throws TransportError if the answer is not a list.
 */
export function nodesIn(answer: JsonObject): readonly JsonObject[] {
    const data = memberOf(answer, "data");
    if (!Array.isArray(data)) {
        const reason = "the answer was a list without data";
        throw new TransportError({ kind: "badAnswer", reason });
    }
    return data as readonly JsonObject[];
}

/** The cursor of the next page, if there is one; the same cursor again would never end. */
export function nextCursor(answer: JsonObject, before: string | undefined): string | undefined {
    const paging = memberOf(answer, "paging");
    if (textOf(paging, "next") === undefined) return undefined;
    const after = textOf(memberOf(paging, "cursors"), "after");
    return after === before ? undefined : after;
}
