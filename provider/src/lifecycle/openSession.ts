import { tokenAdvice } from "../configuration/tokenAdvice";
import { GraphTransport } from "../graph/GraphTransport";
import type { SpentRequest } from "../decisions/spentRequests";
import { NumberSession } from "./NumberSession";
import { type Operation, stackOf, type Subject } from "./Operation";
import { SpentLedger } from "./SpentLedger";

/** Starts a session with one number: the only place where the lifecycle meets the Graph API. */
export function openSession(
    operation: Operation,
    subject: Subject,
    known: readonly SpentRequest[],
): NumberSession {
    const { configuration, host, journal } = operation;
    const { phoneNumberId, urn } = subject;
    const token = operation.accessToken(subject.tokenName);
    const warn = (message: string): Promise<void> => operation.log("warning", message, urn);
    const transport = new GraphTransport({
        graphUrl: configuration.graphUrl,
        graphApiVersion: configuration.graphApiVersion,
        accessToken: token.accessToken,
        ...(configuration.appSecret === undefined ? {} : { appSecret: configuration.appSecret }),
        requestTimeoutMs: configuration.requestTimeoutMs,
        log: (line) => void operation.log("debug", JSON.stringify(line), urn),
        warn: (message) => void warn(message),
    });
    const { now, sleep } = host;
    const stack = stackOf(urn);
    return new NumberSession({
        phoneNumberId,
        transport,
        ledger: new SpentLedger({ phoneNumberId, stack, journal, now, warn, known }),
        now,
        sleep,
        settleTimeoutMs: configuration.settleTimeoutMs,
        progress: (message) => operation.log("progress", message, urn),
        tokenAdvice: tokenAdvice(token),
    });
}
