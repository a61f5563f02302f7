import * as assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { isUnknown, unknownValue } from "../../../provider/src/decisions/unknownValue";

describe("the unknown value", () => {
    it("is the one of Pulumi's SDK", () => {
        assert.equal(unknownValue, pulumi.runtime.unknownValue);
    });

    it("is told apart from everything else", () => {
        assert.equal(isUnknown(unknownValue), true);
        assert.equal(isUnknown([unknownValue]), false);
        assert.equal(isUnknown(undefined), false);
    });
});
