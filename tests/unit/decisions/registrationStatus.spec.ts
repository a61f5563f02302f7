import assert from "node:assert/strict";

import {
    isRegistered,
    isSettling,
    outOfReach,
} from "../../../provider/src/decisions/registrationStatus";

describe("isRegistered", () => {
    const table: readonly (readonly [string | undefined, string | undefined, boolean])[] = [
        ["CONNECTED", "CLOUD_API", true],
        ["PENDING", "CLOUD_API", true],
        ["FLAGGED", "CLOUD_API", true],
        ["RESTRICTED", "CLOUD_API", true],
        ["RATE_LIMITED", "CLOUD_API", true],
        ["BANNED", "CLOUD_API", true],
        ["A_WORD_OF_TOMORROW", "CLOUD_API", true],
        [undefined, "CLOUD_API", true],
        ["UNVERIFIED", "CLOUD_API", false],
        ["DISCONNECTED", "CLOUD_API", false],
        ["UNLINKED", "CLOUD_API", false],
        ["DELETED", "CLOUD_API", false],
        ["MIGRATED", "CLOUD_API", false],
        ["CONNECTED", "NOT_APPLICABLE", false],
        ["PENDING", "NOT_APPLICABLE", false],
        ["CONNECTED", "ON_PREMISE", false],
        ["CONNECTED", undefined, true],
        ["PENDING", undefined, false],
        ["A_WORD_OF_TOMORROW", undefined, false],
        [undefined, undefined, false],
    ];
    for (const [status, platformType, expected] of table) {
        const reading = {
            ...(status === undefined ? {} : { status }),
            ...(platformType === undefined ? {} : { platformType }),
        };
        it(`takes ${String(status)} on ${String(platformType)} as ${expected ? "" : "not "}registered`, () => {
            assert.equal(isRegistered(reading), expected);
        });
    }

    it("uses host_platform where platform_type is absent", () => {
        assert.equal(isRegistered({ status: "CONNECTED", hostPlatform: "NOT_APPLICABLE" }), false);
        assert.equal(isRegistered({ status: "PENDING", hostPlatform: "CLOUD_API" }), true);
    });

    it("does not take an expired ownership verification as not registered", () => {
        const reading = {
            status: "CONNECTED",
            platformType: "CLOUD_API",
            codeVerificationStatus: "EXPIRED",
        };
        assert.equal(isRegistered(reading), true);
    });
});

describe("isSettling", () => {
    it("is true only of a pending number on Cloud API", () => {
        assert.equal(isSettling({ status: "PENDING", platformType: "CLOUD_API" }), true);
        assert.equal(isSettling({ status: "CONNECTED", platformType: "CLOUD_API" }), false);
        assert.equal(isSettling({ status: "PENDING", platformType: "NOT_APPLICABLE" }), false);
    });
});

describe("outOfReach", () => {
    it("names coexistence before anything else", () => {
        const reading = { status: "BANNED", platformType: "CLOUD_API", isOnBizApp: true };
        assert.equal(outOfReach(reading), "coexistence");
    });

    for (const status of ["MIGRATED", "DELETED", "BANNED"]) {
        it(`takes ${status} as lost`, () => {
            assert.equal(outOfReach({ status, platformType: "CLOUD_API" }), "lost");
        });
    }

    it("names On-Premises by either platform field", () => {
        assert.equal(outOfReach({ platformType: "ON_PREMISE" }), "onPremises");
        assert.equal(outOfReach({ hostPlatform: "ON_PREMISE" }), "onPremises");
    });

    it("leaves trouble with quality in reach", () => {
        for (const status of ["FLAGGED", "RESTRICTED", "RATE_LIMITED", "PENDING", undefined]) {
            const reading = status === undefined ? {} : { status };
            assert.equal(outOfReach({ ...reading, platformType: "CLOUD_API" }), undefined);
        }
    });
});
