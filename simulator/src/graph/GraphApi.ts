import { createHash } from "node:crypto";
import { ENDPOINT_LETTERS, type EndpointName } from "../endpoints/Endpoint";
import type { FaultPlan } from "../faults/FaultPlan";
import { outcomeOf, type Outcome } from "../faults/outcomeOf";
import type { Journal } from "../journal/Journal";
import { masked } from "../journal/masked";
import { countedAttempt } from "../world/attemptWindow";
import type { World } from "../world/World";
import { answerCall } from "./answerCall";
import type { GraphAnswer } from "./GraphAnswer";
import { tokenLabel, tokenOf } from "./authenticate";
import type { GraphRequest } from "./GraphCall";
import { refusalBody } from "./GraphRefusal";
import type { GraphReply } from "./GraphReply";
import { servedVersion } from "./GraphVersion";
import { routeOf, type Route } from "./route";
import { usageHeaders } from "./usageHeaders";

/** The parts of the Graph API. */
export interface GraphApiParts {
    /** All state. */
    readonly world: World;
    /** The planned faults. */
    readonly faults: FaultPlan;
    /** The requests that came in. */
    readonly journal: Journal;
}

/**
 * The Graph API over a world. It answers a request and records it in the journal.
 *
 * @param parts - world, faults and journal
 * @param request - the request
 * @param batch - the sequence of the batch that it came in
 */
export function replyTo(parts: GraphApiParts, request: GraphRequest, batch?: number): GraphReply {
    const { world } = parts;
    const route = routeOf(request, world);
    const endpoint = route.endpoint?.name ?? "unknown";
    return recordedReply(parts, request, {
        endpoint,
        batch,
        run: () => answerCall(world, request, route),
        count: () => {
            countOnly(world, endpoint, route.phoneNumberId);
        },
    });
}

/** How to handle a request. */
export interface ReceivedCall {
    /** The endpoint. */
    readonly endpoint: EndpointName;
    /** The sequence of the batch that it came in. */
    readonly batch?: number | undefined;
    /** Handles it with its effect. */
    readonly run: (sequence: number) => GraphAnswer;
    /** Only counts it. */
    readonly count: () => void;
}

/**
 * Answers a request, or gives it a planned fault, and records it.
 *
 * @param parts - world, faults and journal
 * @param request - the request
 * @param call - how to handle it
 */
export function recordedReply(
    parts: GraphApiParts,
    request: GraphRequest,
    { endpoint, batch, run, count }: ReceivedCall,
): GraphReply {
    const { world, faults, journal } = parts;
    const at = world.clock.now().toISOString();
    const route = routeOf(request, world);
    const sequence = journal.nextSequence();
    const fault = faults.take(endpoint, route.phoneNumberId);
    const outcome = outcomeOf(fault, { run: () => run(sequence), count });
    const parameters = { ...request.query, ...request.body };
    journal.record({
        sequence,
        ...(batch === undefined ? {} : { batch }),
        at,
        method: request.method,
        path: request.path,
        version: route.version,
        endpoint,
        letter: ENDPOINT_LETTERS[endpoint],
        phoneNumberId: route.phoneNumberId,
        query: masked(request.query),
        body: request.body === undefined ? undefined : masked(request.body),
        token: tokenLabel(world, tokenOf(request.authorization, parameters)),
        ...resultOf(outcome),
    });
    return replyOf(outcome, { world, route, fbtraceId: traceIdOf(sequence) });
}

function countOnly(world: World, endpoint: EndpointName, phoneNumberId: string | undefined): void {
    const number = world.number(phoneNumberId ?? "");
    const { switches } = world;
    if (number === undefined || !switches.failuresCount) return;
    if (endpoint !== "register" && endpoint !== "deregister") return;
    const attempt = { operation: endpoint, now: world.clock.now(), switches };
    world.putNumber(countedAttempt(number, attempt).number);
}

interface Result {
    readonly httpStatus: number | "cut";
    readonly graphCode?: number;
    readonly effect: boolean;
}

function resultOf(outcome: Outcome): Result {
    if (outcome.kind === "cut" || outcome.kind === "silence") {
        return { httpStatus: "cut", effect: outcome.effect };
    }
    if (outcome.kind === "text") return { httpStatus: outcome.httpStatus, effect: outcome.effect };
    const { answer } = outcome;
    if (answer.kind === "answered") return { httpStatus: 200, effect: answer.effect };
    const { httpStatus, graphCode } = answer.refusal;
    return { httpStatus, graphCode, effect: answer.effect };
}

interface ReplyContext {
    readonly world: World;
    readonly route: Route;
    readonly fbtraceId: string;
}

function replyOf(outcome: Outcome, context: ReplyContext): GraphReply {
    if (outcome.kind === "cut" || outcome.kind === "silence") return { kind: outcome.kind };
    if (outcome.kind === "text") {
        const { httpStatus, text, contentType, retryAfterSeconds: after } = outcome;
        const retry = after === undefined ? {} : { "Retry-After": String(after) };
        const headers = { "Content-Type": contentType, ...retry };
        return { kind: "answer", httpStatus, headers, text, delayMs: 0 };
    }
    const { answer, delayMs } = outcome;
    const headers = headersOf(context);
    const [httpStatus, body] =
        answer.kind === "answered"
            ? [200, answer.body]
            : [answer.refusal.httpStatus, refusalBody(answer.refusal, context.fbtraceId)];
    const text = JSON.stringify(body);
    return { kind: "answer", httpStatus, headers, text, delayMs: delayMs + (answer.tookMs ?? 0) };
}

function headersOf({ world, route, fbtraceId }: ReplyContext): Readonly<Record<string, string>> {
    const asked = route.version ?? world.app.defaultVersion;
    const served = servedVersion(asked, world.clock.now())?.served;
    const wabaId = world.number(route.target)?.wabaId ?? route.target;
    return {
        "Content-Type": "application/json; charset=UTF-8",
        ...(served === undefined ? {} : { "facebook-api-version": served }),
        "x-fb-trace-id": fbtraceId,
        "x-fb-request-id": fbtraceId,
        ...usageHeaders(world, world.account(wabaId)?.businessId),
    };
}

/** The n-th request of every run has the same id, so that output can be compared. */
function traceIdOf(sequence: number): string {
    const hash = createHash("sha256").update(`trace ${sequence}`).digest("base64url");
    return `A${hash.replace(/[^A-Za-z0-9]/g, "").slice(0, 22)}`;
}
