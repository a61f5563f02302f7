import assert from "node:assert/strict";

import { diagnose } from "../../../provider/src/cli/doctor/diagnose";
import type { DoctorFacts } from "../../../provider/src/cli/doctor/examine";
import { knowledgeOf } from "../../../provider/src/decisions/Knowledge";
import { play } from "../../../provider/src/decisions/play";
import type { SpentRequest } from "../../../provider/src/decisions/spentRequests";
import type { PhoneNumber } from "../../../provider/src/graph/phoneNumber";

const now = new Date("2026-11-22T12:00:00.000Z");
const id = "106540352242922";
const down: PhoneNumber = {
    id,
    status: "PENDING",
    platformType: "NOT_APPLICABLE",
    codeVerificationStatus: "VERIFIED",
};
const spent = (count: number, rest: Partial<SpentRequest> = {}): readonly SpentRequest[] =>
    Array.from({ length: count }, (_, minute) => ({
        operation: "register",
        at: new Date(now.getTime() - (60 + minute) * 60_000).toISOString(),
        outcome: "accepted",
        ...rest,
    }));

interface Situation {
    readonly reading: PhoneNumber;
    readonly spentRequests?: readonly SpentRequest[];
    readonly graphApiVersion?: string;
}

/** A number that is down and declared by this stack, and the reasons against registering it. */
const SITUATIONS: Readonly<Record<string, Situation>> = {
    "nothing stands against it": { reading: down },
    "its ownership is not verified": {
        reading: { ...down, codeVerificationStatus: "NOT_VERIFIED" },
    },
    "it is banned": { reading: { ...down, status: "BANNED" } },
    "it is used in the app": { reading: { ...down, isOnBizApp: true } },
    "it is on the On-Premises API": { reading: { ...down, platformType: "ON_PREMISE" } },
    "its budget is spent": { reading: down, spentRequests: spent(10) },
    "one registration is left": { reading: down, spentRequests: spent(9) },
    "Meta blocks it": {
        reading: down,
        spentRequests: spent(1, { outcome: "refused", graphCode: 133016 }),
    },
    "the version has ended": { reading: down, graphApiVersion: "v20.0" },
};

describe("what doctor says would stop a registration", () => {
    for (const [name, situation] of Object.entries(SITUATIONS)) {
        it(`is what stops a run: ${name}`, () => {
            const { reading, spentRequests = [], graphApiVersion = "v24.0" } = situation;
            const known = knowledgeOf({
                state: { phoneNumberId: id, registered: false, spentRequests },
                entries: [],
                now,
            });
            const goal = {
                kind: "registered",
                verb: "update",
                pin: "012345",
                storage: { kind: "off" },
                isOurs: true,
                mayMove: false,
                repairs: true,
                takesName: true,
            } as const;
            const isEnded = graphApiVersion !== "v24.0";
            const { end } = play({ ...known, reading }, goal, {
                now,
                settleTimeoutMs: 1000,
                recipe: "auto",
                isForced: false,
                isEngineGone: false,
                endedVersion: isEnded
                    ? { version: graphApiVersion, endsAt: "2026-09-24" }
                    : undefined,
                markOf: () => "",
            });
            const stops = end.kind === "stop";
            const problems = diagnose(factsOf({ reading, spentRequests, graphApiVersion })).filter(
                ({ severity }) => severity === "problem",
            );
            assert.equal(problems.length > 0, stops, JSON.stringify([end, problems]));
        });
    }
});

function factsOf({
    reading,
    spentRequests = [],
    graphApiVersion = "v24.0",
}: Situation): DoctorFacts {
    const token = {
        accessToken: "EAA-fake-token",
        source: "environment variable WHATSAPP_ACCESS_TOKEN",
        stored: false,
        environmentVariable: "WHATSAPP_ACCESS_TOKEN",
    };
    const scopes = ["whatsapp_business_management", "whatsapp_business_messaging"];
    const inspection = { kind: "read", value: { isValid: true, appId: "1", scopes } } as const;
    return {
        now,
        graphApiVersion,
        localStorageRecipe: "auto",
        hasBackup: false,
        token: { kind: "present", token, inspection },
        accounts: [],
        numbers: [
            {
                phoneNumberId: id,
                isNamed: true,
                spentRequests,
                phoneNumber: { kind: "read", value: reading },
            },
        ],
    };
}
