import * as z from "zod";
import { answered, refused, type GraphAnswer } from "./GraphAnswer";
import { recordedReply, replyTo, type GraphApiParts } from "./GraphApi";
import type { GraphRequest } from "./GraphCall";
import type { GraphReply } from "./GraphReply";

/** The most calls that one batch can have. Graph API guide, "Batch Requests", read 2026-11-22. */
const MAX_CALLS = 50;

const batchSchema = z.array(
    z.object({
        method: z.enum(["GET", "POST", "DELETE"]),
        relative_url: z.string(),
        body: z.string().optional(),
    }),
);

/**
 * Whether a request is a batch: a POST of the root with `batch`.
 *
 * @param request - the request
 */
export function isBatch(request: GraphRequest): boolean {
    return (
        request.method === "POST" &&
        /^\/(v\d+\.\d+\/?)?$/.test(request.path) &&
        request.body?.["batch"] !== undefined
    );
}

/**
 * Answers a batch. Every call in it is answered, counted and recorded like a single call. A call
 * that gets no answer is `null` in the list.
 *
 * @param parts - world, faults and journal
 * @param request - the batch
 */
export function batchReply(parts: GraphApiParts, request: GraphRequest): GraphReply {
    return recordedReply(parts, request, {
        endpoint: "batch",
        run: (sequence) => batchAnswer(parts, request, sequence),
        count: () => undefined,
    });
}

function batchAnswer(parts: GraphApiParts, request: GraphRequest, sequence: number): GraphAnswer {
    const calls = batchSchema.safeParse(parsed(request.body?.["batch"]));
    if (!calls.success) return batchRefused("Param batch must be an array of calls");
    if (calls.data.length > MAX_CALLS) return batchRefused("Too many requests in batch message");
    return answered(
        calls.data.map((call) => entryOf(replyTo(parts, subRequest(request, call), sequence))),
    );
}

function subRequest(batch: GraphRequest, call: z.output<typeof batchSchema>[number]): GraphRequest {
    const { authorization, origin } = batch;
    const address = new URL(call.relative_url.replace(/^\/*/, "/"), origin);
    const version = /^\/v\d+\.\d+/.exec(batch.path)?.[0] ?? "";
    const path = /^\/v\d/.test(address.pathname) ? address.pathname : version + address.pathname;
    const token = batch.body?.["access_token"];
    return {
        method: call.method,
        path,
        query: {
            ...(typeof token === "string" ? { access_token: token } : {}),
            ...Object.fromEntries(address.searchParams),
        },
        body: Object.fromEntries(new URLSearchParams(call.body)),
        authorization,
        origin,
    };
}

function entryOf(reply: GraphReply): unknown {
    if (reply.kind !== "answer") return null;
    const headers = Object.entries(reply.headers).map(([name, value]) => ({ name, value }));
    return { code: reply.httpStatus, headers, body: reply.text };
}

function batchRefused(message: string): GraphAnswer {
    return refused({ httpStatus: 400, graphCode: 100, type: "GraphBatchException", message });
}

function parsed(batch: unknown): unknown {
    if (typeof batch !== "string") return batch;
    try {
        return JSON.parse(batch) as unknown;
    } catch {
        return undefined;
    }
}
