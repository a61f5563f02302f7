import { fbtrace } from "./fbtrace";
import type { Exchange, HttpAnswer } from "./Exchange";
import { type GraphAnswer, graphAnswer } from "./GraphAnswer";
import { isGraphError } from "./GraphError";
import type { GraphTransportOptions } from "./GraphTransportOptions";
import { HeaderWarnings } from "./HeaderWarnings";
import { askedWaitMs } from "./readRetry";
import type { SecretMask } from "./SecretMask";
import { isTransportError, type TransportError } from "./TransportError";
import { withoutUndefined } from "./withoutUndefined";

/** Understands what came back, warns of what its headers tell, and logs the request. */
export class ExchangeReader {
    readonly #log: GraphTransportOptions["log"];
    readonly #warnings: HeaderWarnings;

    constructor({ graphApiVersion, log, warn }: GraphTransportOptions) {
        this.#log = log;
        this.#warnings = new HeaderWarnings(graphApiVersion, warn);
    }

    /** Reads one exchange; the mask takes the secrets of its request out of Meta's texts. */
    read(exchange: Exchange, mask: SecretMask): GraphAnswer {
        const { received, method, path, durationMs, attempt } = exchange;
        const answer = isTransportError(received)
            ? { kind: "error" as const, error: received }
            : this.#understood(received, mask);
        const fbtraceId = traceIn(answer) ?? fbtrace(mask.mask(headerTrace(received) ?? ""));
        this.#log(
            withoutUndefined({
                method,
                path,
                httpStatus: received.httpStatus,
                durationMs,
                fbtraceId,
                attempt,
            }),
        );
        return answer;
    }

    #understood(received: HttpAnswer, mask: SecretMask): GraphAnswer {
        const useCaseUsage = received.header("x-business-use-case-usage");
        this.#warnings.look({
            servedVersion: received.header("facebook-api-version"),
            appUsage: received.header("x-app-usage"),
            useCaseUsage,
        });
        const retryAfter = received.header("retry-after");
        return graphAnswer({
            httpStatus: received.httpStatus,
            body: received.body,
            askedWaitMs: askedWaitMs({ retryAfter, useCaseUsage }, Date.now()),
            mask,
        });
    }
}

function traceIn(answer: GraphAnswer): string | undefined {
    return answer.kind === "error" && isGraphError(answer.error)
        ? answer.error.fbtraceId
        : undefined;
}

function headerTrace(received: HttpAnswer | TransportError): string | undefined {
    return isTransportError(received) ? undefined : received.header("x-fb-trace-id");
}
