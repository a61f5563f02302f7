import { integerOf, isJsonObject, memberOf } from "./jsonObject";
import { TransportError } from "./TransportError";

/** Failures of the connection before the first byte of a request, by Node's and OpenSSL's words. */
const NOT_SENT = new Map([
    ["ECONNREFUSED", "the connection was refused"],
    ["ENOTFOUND", "the host name is not known"],
    ["EAI_AGAIN", "the host name could not be looked up"],
    ["EHOSTUNREACH", "the host cannot be reached"],
    ["ENETUNREACH", "the network cannot be reached"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "the server's certificate is for another host"],
    ["HOSTNAME_MISMATCH", "the server's certificate is for another host"],
    ["CERT_HAS_EXPIRED", "the server's certificate has expired"],
    ["CERT_NOT_YET_VALID", "the server's certificate is not valid yet"],
    ["CERT_REVOKED", "the server's certificate was revoked"],
    ["CERT_UNTRUSTED", "the server's certificate is not trusted"],
    ["CERT_REJECTED", "the server's certificate was rejected"],
    ["CERT_SIGNATURE_FAILURE", "the server's certificate has a bad signature"],
    ["INVALID_CA", "the server's certificate has an invalid authority"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "the server's certificate is signed by itself"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "the server's certificate has an unknown authority"],
    ["UNABLE_TO_GET_ISSUER_CERT", "the server's certificate has an unknown authority"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "the server's certificate has an unknown authority"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "the server's certificate has an unknown authority"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "the server does not speak TLS"],
]);

/**
 * Codes that a connection can also meet after the request went out; the call distinguishes them.
 */
const ALSO_LATER = new Set(["EHOSTUNREACH", "ENETUNREACH"]);

const CONNECTING = new Set(["connect", "getaddrinfo"]);

/** Axios's code if it stops an answer that is larger than allowed. */
const TOO_LARGE = "ERR_BAD_RESPONSE";

/**
 * Names the outcome of a request that ended in an error, or that was stopped when its time was
 * over.
 *
 * It keeps only the code of the error, because an error of axios holds the request with its token,
 * and the answer.
 *
 * @param thrown - what the client threw.
 * @param stoppedAfterMs - the request's time-out, if that stopped it.
 */
export function connectionFailure(thrown: unknown, stoppedAfterMs?: number): TransportError {
    if (stoppedAfterMs !== undefined) {
        return stopped(thrown, stoppedAfterMs);
    }
    const httpStatus = integerOf(memberOf(thrown, "response"), "status");
    if (httpStatus !== undefined) {
        const reason = `the answer was HTTP ${httpStatus} with a body that was cut short`;
        return new TransportError({ kind: "badAnswer", httpStatus, reason });
    }
    const word = wordOf(thrown);
    if (word === TOO_LARGE) {
        return new TransportError({ kind: "badAnswer", reason: "the answer was too large" });
    }
    return broken(thrown, word);
}

function stopped(thrown: unknown, afterMs: number): TransportError {
    return isHandshaking(thrown)
        ? new TransportError({ kind: "notSent", reason: `no connection within ${afterMs} ms` })
        : new TransportError({ kind: "noAnswer", reason: `no whole answer within ${afterMs} ms` });
}

function broken(thrown: unknown, word: string | undefined): TransportError {
    const suffix = word === undefined ? "" : ` (${word})`;
    if (isBeforeSending(thrown, word)) {
        const cause = NOT_SENT.get(word ?? "") ?? "the connection could not be made";
        return new TransportError({ kind: "notSent", reason: `${cause}${suffix}` });
    }
    const reason = `the connection ended without an answer${suffix}`;
    return new TransportError({ kind: "noAnswer", reason });
}

function isBeforeSending(thrown: unknown, word = ""): boolean {
    if (isHandshaking(thrown) || (NOT_SENT.has(word) && !ALSO_LATER.has(word))) {
        return true;
    }
    const attempts = attemptsOf(thrown);
    return attempts.length > 0 && attempts.every(isConnecting);
}

/** Whether TLS was still being set up: Node writes no byte of a request before that is done. */
function isHandshaking(thrown: unknown): boolean {
    const request = memberOf(thrown, "request");
    // The socket of a request is not its own member but that of its class.
    const socket = isJsonObject(request) ? request["socket"] : undefined;
    return memberOf(socket, "secureConnecting") === true;
}

/** The system's errors behind one failure: several where a host has several addresses. */
function attemptsOf(thrown: unknown): readonly unknown[] {
    const source = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
    return source instanceof AggregateError ? source.errors : [source];
}

function isConnecting(thrown: unknown): boolean {
    const call: unknown = isJsonObject(thrown) ? thrown["syscall"] : undefined;
    return typeof call === "string" && CONNECTING.has(call);
}

/** The system's word for the failure; only a plain upper-case word is ever repeated. */
function wordOf(thrown: unknown): string | undefined {
    const word: unknown = isJsonObject(thrown) ? thrown["code"] : undefined;
    return typeof word === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(word) ? word : undefined;
}
