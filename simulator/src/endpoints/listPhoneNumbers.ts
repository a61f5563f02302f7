import { answered, refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { AccountCall, NumberView } from "../graph/GraphCall";
import { invalidParameter } from "../graph/platformRefusals";
import { selectFields } from "../graph/selectFields";
import { filteredNumbers, sortedNumbers } from "./numberOrder";
import { pageOf, type Page } from "./pageOf";
import { PHONE_NUMBER_DEFAULTS, PHONE_NUMBER_FIELDS, PHONE_NUMBER_NODE } from "./phoneNumberFields";

/** `GET /{account id}/phone_numbers`, a page at a time. */
export function listPhoneNumbers(call: AccountCall): GraphAnswer {
    const { world, account, parameters } = call;
    const owned = world.numbers.filter((each) => each.wabaId === account.id && !each.removed);
    const filtered = filteredNumbers(owned, parameters["filtering"]);
    if (filtered === undefined) {
        return refused(invalidParameter("Param filtering must be a list of known conditions"));
    }
    const sorted = sortedNumbers(filtered, parameters["sort"]);
    if (sorted === undefined) {
        return refused(invalidParameter("Param sort must be one known field and a direction"));
    }
    const page = pageOf(sorted, parameters);
    if (page === undefined) {
        return refused(
            invalidParameter("Param limit must be 1 to 100 and cursors those of a page"),
        );
    }
    return pageAnswer(call, page);
}

function pageAnswer(call: AccountCall, page: Page): GraphAnswer {
    const { world, now, parameters } = call;
    const data: unknown[] = [];
    for (const number of page.numbers) {
        const node = selectFields<NumberView>({ world, now, number }, parameters["fields"], {
            table: PHONE_NUMBER_FIELDS,
            defaults: PHONE_NUMBER_DEFAULTS,
            nodeType: PHONE_NUMBER_NODE,
            unknownFields: world.switches.unknownFields,
        });
        if (node.kind === "refused") return node;
        data.push(node.body);
    }
    const { first, last, hasNext, hasPrevious } = page;
    if (first === undefined || last === undefined) return answered({ data });
    const paging = {
        cursors: { before: first, after: last },
        ...(hasNext ? { next: linkTo(call, { after: last }) } : {}),
        ...(hasPrevious ? { previous: linkTo(call, { before: first }) } : {}),
    };
    return answered({ data, paging });
}

/** The real links carry the access token. These do not, to keep it out of logs. */
function linkTo(call: AccountCall, cursor: Readonly<Record<string, string>>): string {
    const kept = ["fields", "limit", "filtering", "sort"].flatMap((name) => {
        const value = call.parameters[name];
        return typeof value === "string" ? [[name, value] as const] : [];
    });
    return `${call.address}?${new URLSearchParams({ ...Object.fromEntries(kept), ...cursor }).toString()}`;
}
