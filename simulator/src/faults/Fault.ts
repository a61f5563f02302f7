import * as z from "zod";
import { ENDPOINT_LETTERS, type EndpointName } from "../endpoints/Endpoint";
import { digits, strictShape } from "../world/strictShape";

const httpStatus = z.number().int().min(200).max(599);
const when = z.enum(["before", "after"]);

const ENDPOINT_NAMES = Object.keys(ENDPOINT_LETTERS) as EndpointName[];

const faultSchema = z.discriminatedUnion(
    "kind",
    [
        strictShape({
            /** An error of Meta instead of the answer. */
            kind: z.literal("graphError"),
            /** `code`. */
            code: z.number().int(),
            /** `error_subcode`. */
            subcode: z.number().int().optional(),
            /** `message`, whole. By default the code and a general text. */
            message: z.string().optional(),
            /** HTTP status. By default the status of the code in Meta's list, else 400. */
            httpStatus: httpStatus.optional(),
            /** `error_data.details`. */
            details: z.string().optional(),
            /** `error_user_title`. */
            userTitle: z.string().optional(),
            /** `error_user_msg`. */
            userMessage: z.string().optional(),
            /** `is_transient`. */
            isTransient: z.boolean().optional(),
            /** Whether the call takes effect despite the error. By default it does not. */
            effect: z.boolean().optional(),
        }),
        strictShape({
            /** The call takes effect at once, but its answer comes late. */
            kind: z.literal("delay"),
            /** How late, in real milliseconds. */
            ms: z.number().min(0),
        }),
        strictShape({
            /** The connection is cut. */
            kind: z.literal("cut"),
            /** Before or after the call took effect. */
            when,
        }),
        strictShape({
            /** No answer ever comes. */
            kind: z.literal("timeout"),
            /** Whether the call takes no effect (`before`) or does (`after`). */
            when,
        }),
        strictShape({
            /** A body that is no Graph answer. */
            kind: z.literal("malformed"),
            /** Which body. */
            body: z.enum(["html", "empty", "cutJson", "text"]),
            /** HTTP status; by default 200. */
            httpStatus: httpStatus.optional(),
            /** Whether the call took effect (`after`, the default) or not. */
            when: when.optional(),
        }),
        strictShape({
            /** The answer is HTTP 200 with `success: false`. */
            kind: z.literal("successFalse"),
            /** Whether the call takes effect despite this answer. */
            effect: z.boolean(),
        }),
        strictShape({
            /**
             * An HTTP status without a Graph error, as a proxy between would answer. The call has
             * no effect.
             */
            kind: z.literal("status"),
            /** HTTP status. */
            httpStatus,
            /** `Retry-After`, in seconds. */
            retryAfterSeconds: z.number().int().min(0).optional(),
        }),
    ],
    {
        error: "has no kind that exists. Kinds: graphError, delay, cut, timeout, malformed, successFalse, status",
    },
);

/** Checks a fault and its calls. */
export const faultRuleSchema = strictShape({
    /** The endpoint, or `any`. */
    endpoint: z.enum([...ENDPOINT_NAMES, "any"]),
    /** The number; without it any number. */
    phoneNumberId: digits.optional(),
    /** The first matching call that fails, counted from 1 from now on. Default: 1. */
    call: z.number().int().min(1).optional(),
    /** How many calls in a row fail. Default: 1. */
    times: z.number().int().min(1).optional(),
    /** The fault. */
    fault: faultSchema,
});

/** A fault: what goes wrong. */
export type Fault = z.output<typeof faultSchema>;

/** A fault, and the calls on which it happens. */
export type FaultRule = z.input<typeof faultRuleSchema>;
