import assert from "node:assert/strict";
import { connectionFailure } from "../../../provider/src/graph/connectionFailure";

function systemError(code: string, syscall?: string): Error {
    return Object.assign(new Error("made for a test"), {
        code,
        ...(syscall === undefined ? {} : { syscall }),
    });
}

/** The error of a client that passes on the system's error as its cause. */
function wrapped(code: string, cause: Error): Error {
    return Object.assign(new Error("made for a test", { cause }), { code });
}

describe("connectionFailure", () => {
    for (const code of [
        "ECONNREFUSED",
        "ENOTFOUND",
        "EAI_AGAIN",
        "CERT_HAS_EXPIRED",
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "SELF_SIGNED_CERT_IN_CHAIN",
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        "ERR_TLS_CERT_ALTNAME_INVALID",
        "ERR_SSL_WRONG_VERSION_NUMBER",
    ]) {
        it(`knows that nothing was sent after ${code}`, () => {
            const failure = connectionFailure(wrapped(code, systemError(code)));
            assert.equal(failure.kind, "notSent");
            assert.ok(failure.reason.endsWith(`(${code})`));
        });
    }

    for (const code of ["EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "ECONNRESET"]) {
        it(`knows that nothing was sent after ${code} while connecting`, () => {
            const failure = connectionFailure(wrapped(code, systemError(code, "connect")));
            assert.equal(failure.kind, "notSent");
        });

        it(`leaves open what happened after ${code} while reading`, () => {
            const failure = connectionFailure(wrapped(code, systemError(code, "read")));
            assert.equal(failure.kind, "noAnswer");
        });
    }

    it("knows that nothing was sent where every address of a host failed to connect", () => {
        const attempts = [
            systemError("ETIMEDOUT", "connect"),
            systemError("ENETUNREACH", "connect"),
        ];
        const all = wrapped("ETIMEDOUT", new AggregateError(attempts));
        assert.equal(connectionFailure(all).kind, "notSent");
        const mixed = [...attempts, systemError("ECONNRESET", "read")];
        const some = wrapped("ETIMEDOUT", new AggregateError(mixed));
        assert.equal(connectionFailure(some).kind, "noAnswer");
    });

    for (const code of ["ECONNRESET", "EPIPE", "EPROTO", "HPE_INVALID_CONSTANT", "ERR_CANCELED"]) {
        it(`leaves open what happened after ${code}`, () => {
            assert.equal(connectionFailure(systemError(code)).kind, "noAnswer");
        });
    }

    it("repeats nothing of an error but a plain word", () => {
        for (const thrown of [systemError("token EAA-fake-token"), "EAA-fake-token", undefined]) {
            const failure = connectionFailure(thrown);
            assert.equal(failure.reason, "the connection ended without an answer");
        }
    });
});
