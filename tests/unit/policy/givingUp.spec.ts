import assert from "node:assert/strict";

import { noUnapprovedRemoval, protectRequired } from "pulumi-whatsapp-policy";

import { approvalOf } from "../../../policy/src/approval";
import { protectViolations } from "../../../policy/src/rules/protectRequired";
import { removalViolations } from "../../../policy/src/rules/noUnapprovedRemoval";
import { phoneNumberId, policyResource, violationsOf } from "./resourceArgs";

const now = new Date("2026-11-22T12:00:00Z");
const by = "CHANGE-1207";
const untilThatDay = { [phoneNumberId]: { by, until: "2026-11-22" } };
const untilTheDayBefore = { [phoneNumberId]: { by, until: "2026-11-21" } };

describe("an approval", () => {
    it("holds for ever, or to the end of its last day in UTC", () => {
        const lastMoment = new Date("2026-11-22T23:59:59.999Z");
        const { kind } = approvalOf(phoneNumberId, untilThatDay, lastMoment);
        assert.equal(kind, "holds");
        const after = approvalOf(phoneNumberId, untilThatDay, new Date("2026-11-23T00:00:00Z"));
        assert.deepEqual(after, { kind: "over", by, until: "2026-11-22" });
        assert.equal(approvalOf(phoneNumberId, { [phoneNumberId]: { by } }, now).kind, "holds");
    });

    it("is none without a name, for another number, or for a name that every object has", () => {
        assert.equal(approvalOf(phoneNumberId, { [phoneNumberId]: { by: " " } }, now).kind, "none");
        assert.equal(approvalOf("106540352242923", untilThatDay, now).kind, "none");
        assert.equal(approvalOf("toString", {}, now).kind, "none");
    });
});

describe("protectRequired", () => {
    it("wants the option protect", () => {
        assert.deepEqual(violationsOf(protectRequired, { isProtected: true }), []);
        assert.match(
            violationsOf(protectRequired, { isProtected: false })?.join() ?? "",
            /^Number 106540352242922 is not protected, and approvals has no entry for it\. Set the/,
        );
    });

    it("wants it also of a number whose id a preview does not know yet", () => {
        const unknown = { phoneNumberId: undefined, isProtected: false };
        const [violation] = protectViolations(unknown, { approvals: untilThatDay }, now);
        assert.match(violation ?? "", /^The number is not protected/);
    });

    it("lets the option go with an approval that holds", () => {
        const bare = { phoneNumberId, isProtected: false };
        assert.deepEqual(protectViolations(bare, { approvals: untilThatDay }, now), []);
        const [violation] = protectViolations(bare, { approvals: untilTheDayBefore }, now);
        assert.match(violation ?? "", /and the approval of CHANGE-1207 ended on 2026-11-21\./);
    });
});

describe("noUnapprovedRemoval", () => {
    it("wants every number of the list, and no more", () => {
        const config = { numbers: [phoneNumberId] };
        assert.deepEqual(removalViolations([phoneNumberId, "1"], config, now), []);
        assert.deepEqual(removalViolations([], {}, now), []);
        assert.match(
            removalViolations(["1"], config, now).join(),
            /^Number 106540352242922 is not declared, .* and approvals has no entry for it\./,
        );
    });

    it("lets a number go with an approval that holds", () => {
        const numbers = [phoneNumberId];
        assert.deepEqual(removalViolations([], { numbers, approvals: untilThatDay }, now), []);
        const late = removalViolations([], { numbers, approvals: untilTheDayBefore }, now);
        assert.match(late.join(), /the approval of CHANGE-1207 ended on 2026-11-21/);
    });

    it("counts neither another resource nor an id that a preview does not know", () => {
        const unknown = policyResource();
        Object.defineProperty(unknown, "props", {
            value: {
                get phoneNumberId(): string {
                    throw new Error("can't be known during preview");
                },
            },
        });
        const other = policyResource({ type: "aws:s3/bucket:Bucket" });
        const reported: string[] = [];
        void noUnapprovedRemoval.validateStack(
            {
                resources: [unknown, other],
                stackTags: new Map(),
                getConfig: () => ({ numbers: [phoneNumberId] }) as never,
                notApplicable: () => {
                    throw new Error("it applies");
                },
            },
            (message) => reported.push(message),
        );
        assert.equal(reported.length, 1);
    });
});
