import assert from "node:assert/strict";
import { graphAnswer, type GraphAnswer } from "../../../provider/src/graph/GraphAnswer";
import { type GraphError, isGraphError } from "../../../provider/src/graph/GraphError";
import { isTransportError, TransportError } from "../../../provider/src/graph/TransportError";
import { SecretForms } from "../../../provider/src/graph/SecretForms";

function answerTo(error: unknown, httpStatus = 400): GraphAnswer {
    const body = JSON.stringify({ error });
    return graphAnswer({ httpStatus, body, header: () => undefined }, new SecretForms([]));
}

function graphErrorIn(error: unknown): GraphError {
    const answer = answerTo(error);
    if (answer.kind === "error" && isGraphError(answer.error)) {
        return answer.error;
    }
    throw new Error("no Graph error");
}

describe("GraphError", () => {
    it("holds every member of Meta's error and says Meta's words once", () => {
        const error = graphErrorIn({
            message: "(#100) Invalid parameter",
            type: "OAuthException",
            code: 100,
            error_subcode: 2388001,
            is_transient: false,
            error_data: { messaging_product: "whatsapp", details: "Cannot make it" },
            error_user_title: "Certificate",
            error_user_msg: "Confirm the display name",
            fbtrace_id: "AbC1dEf2",
        });
        assert.equal(error.metaMessage, "Invalid parameter");
        assert.equal(error.metaDetails, "Cannot make it");
        assert.equal(error.graphSubcode, 2388001);
        assert.equal(error.httpStatus, 400);
        assert.equal(error.fbtraceId, "AbC1dEf2");
        assert.equal(error.isTransient, false);
        assert.equal(error.entry.name, "certificateNotPossible");
        assert.equal(
            error.message,
            'Meta answered with code 100, subcode 2388001, "Invalid parameter", Cannot make it, Certificate, Confirm the display name',
        );
    });

    it("keeps a code in front of the message that is not its own", () => {
        assert.equal(graphErrorIn({ code: 100, message: "(#10) No" }).metaMessage, "(#10) No");
    });

    it("says once what was left out of several texts", () => {
        const body = JSON.stringify({
            error: { code: 133005, message: "PIN 133005", error_user_msg: "not 133005" },
        });
        const header = (): undefined => undefined;
        const answer = graphAnswer({ httpStatus: 400, body, header }, new SecretForms(["133005"]));
        assert.ok(answer.kind === "error" && isGraphError(answer.error));
        assert.equal(
            answer.error.message,
            'Meta answered with code 133005, "[left out: it repeats a secret]"',
        );
    });

    it("keeps the words of a code that is the PIN as well, where only the code is in them", () => {
        const body = JSON.stringify({ error: { code: 133005, message: "(#133005) PIN mismatch" } });
        const header = (): undefined => undefined;
        const answer = graphAnswer({ httpStatus: 400, body, header }, new SecretForms(["133005"]));
        assert.ok(answer.kind === "error" && isGraphError(answer.error));
        assert.equal(answer.error.metaMessage, "PIN mismatch");
    });

    it("needs nothing but the code, also as a text", () => {
        assert.equal(graphErrorIn({ code: "133005" }).graphCode, 133005);
        assert.equal(graphErrorIn({ code: 0 }).message, 'Meta answered with code 0, "no text"');
    });

    it("takes data that is a text for the details", () => {
        const error = graphErrorIn({ code: 100, message: "No", error_data: "because" });
        assert.equal(error.metaDetails, "because");
    });

    it("tells coexistence by the details where the message is general", () => {
        const details = "Deregister endpoint is not available for API solution for SMB businesses.";
        const error = graphErrorIn({ code: 100, message: "No", error_data: { details } });
        assert.equal(error.entry.name, "coexistence");
    });

    it("keeps at most five hundred characters of a text", () => {
        const error = graphErrorIn({ code: 1, message: "a".repeat(5_000) });
        assert.equal(error.metaMessage.length, 500);
    });

    for (const error of [null, "no", [], {}, { code: null }, { code: 1.5 }, { code: "x" }]) {
        it(`does not take ${JSON.stringify(error)} for an error of the Graph API`, () => {
            const answer = answerTo(error);
            assert.ok(answer.kind === "error" && isTransportError(answer.error));
        });
    }

    it("has no member for what Meta did not say", () => {
        const names = Object.keys(graphErrorIn({ code: 1 })).sort();
        const always = ["entry", "graphCode", "httpStatus", "metaMessage", "name", "tag"];
        assert.deepEqual(names, always);
    });

    it("takes no trace that does not look like one", () => {
        assert.equal(graphErrorIn({ code: 1, fbtrace_id: "a text" }).fbtraceId, undefined);
        assert.equal(graphErrorIn({ code: 1, fbtrace_id: "A-b_C9=" }).fbtraceId, "A-b_C9=");
    });

    it("is known by its tag where another copy of the module made it", () => {
        const copy = Object.assign(new Error("copy"), { tag: graphErrorIn({ code: 1 }).tag });
        assert.ok(isGraphError(copy));
        assert.ok(!isTransportError(copy));
        assert.ok(!isGraphError({ tag: copy.tag }));
        assert.ok(!isGraphError(new TransportError({ kind: "noAnswer", reason: "none" })));
        assert.ok(!isGraphError(undefined));
    });
});
