import assert from "node:assert/strict";

import { diagnose } from "../../../provider/src/cli/doctor/diagnose";
import type {
    AccountFacts,
    DoctorFacts,
    NumberFacts,
} from "../../../provider/src/cli/doctor/DoctorFacts";
import type { Finding } from "../../../provider/src/cli/doctor/Finding";
import type { TokenInspection } from "../../../provider/src/graph/debugToken";
import { GraphError } from "../../../provider/src/graph/GraphError";
import { graphErrorEntry } from "../../../provider/src/graph/catalogue";
import type { PhoneNumber } from "../../../provider/src/graph/phoneNumber";
import type { StorageReading } from "../../../provider/src/graph/settings";

const id = "106540352242922";
const wabaId = "102290129340398";

function refusalOf(graphCode: number): GraphError {
    const entry = graphErrorEntry(graphCode);
    return new GraphError({ graphCode, httpStatus: 400, metaMessage: "refused", entry });
}

function read<T>(value: T): { readonly kind: "read"; readonly value: T } {
    return { kind: "read", value };
}

function failed(graphCode: number) {
    return { kind: "failed", error: refusalOf(graphCode) } as const;
}

const registered: PhoneNumber = {
    id,
    status: "CONNECTED",
    platformType: "CLOUD_API",
    codeVerificationStatus: "VERIFIED",
};
const unregistered: PhoneNumber = {
    ...registered,
    status: "PENDING",
    platformType: "NOT_APPLICABLE",
};

function numberFacts(reading: PhoneNumber, storage?: StorageReading): NumberFacts {
    const facts = { phoneNumberId: id, isNamed: true, spentRequests: [] };
    const phoneNumber = read(reading);
    return { ...facts, phoneNumber, ...(storage === undefined ? {} : { storage: read(storage) }) };
}

function factsWith(
    change: Partial<DoctorFacts>,
    inspection: Partial<TokenInspection> = {},
): DoctorFacts {
    const scopes = ["whatsapp_business_management", "whatsapp_business_messaging"];
    const token = {
        accessToken: "EAA-fake-token",
        source: "environment variable WHATSAPP_ACCESS_TOKEN",
        stored: false,
        environmentVariable: "WHATSAPP_ACCESS_TOKEN",
    };
    return {
        now: new Date("2026-11-22T12:00:00.000Z"),
        graphApiVersion: "v24.0",
        localStorageRecipe: "auto",
        token: {
            kind: "present",
            token,
            inspection: read({ isValid: true, appId: "1", scopes, ...inspection }),
        },
        accounts: [],
        numbers: [numberFacts(registered)],
        ...change,
    };
}

function findingOf(kind: string, facts: DoctorFacts): Finding {
    const finding = diagnose(facts).find((one) => one.kind === kind);
    assert.ok(finding !== undefined, `nothing of kind ${kind}`);
    return finding;
}

describe("the diagnosis of a number", () => {
    const diagnosed = (kind: string, reading: PhoneNumber): Finding =>
        findingOf(kind, factsWith({ numbers: [numberFacts(reading)] }));

    it("finds a problem in a display name that has no certificate, until it is registered", () => {
        const nameStatus = "DECLINED";
        const finding = diagnosed("nameDeclined", { ...unregistered, nameStatus });
        assert.equal(finding.severity, "problem");
        const healthy = diagnose(
            factsWith({ numbers: [numberFacts({ ...registered, nameStatus })] }),
        );
        assert.ok(!healthy.some(({ kind }) => kind === "nameDeclined"));
    });

    it("warns of the 14 days of a new sign-up, and not after them", () => {
        const onboarded = (lastOnboardedTime: string): PhoneNumber => ({
            ...unregistered,
            lastOnboardedTime,
        });
        const finding = diagnosed("signUpDeadline", onboarded("2026-11-20T09:00:00+0000"));
        assert.match(finding.cause, /must be registered by 2026-12-04T09:00:00\.000Z$/);
        const late = numberFacts(onboarded("2026-11-08T11:59:59+0000"));
        assert.ok(
            !diagnose(factsWith({ numbers: [late] })).some((one) => one.kind === finding.kind),
        );
    });

    it("warns of an expired verification where the number is not registered", () => {
        const reading = { ...unregistered, codeVerificationStatus: "EXPIRED" };
        const finding = diagnosed("verificationExpired", reading);
        assert.equal(finding.severity, "warning");
        assert.match(finding.nextStep ?? "", /verify request --number 106540352242922/);
    });

    it("says that the declared PIN becomes the PIN where there is none", () => {
        const finding = diagnosed("noPin", { ...unregistered, isPinEnabled: false });
        assert.equal(finding.severity, "note");
    });

    it("tells a number that settles from one that is connected", () => {
        const finding = diagnosed("number", { ...registered, status: "PENDING" });
        assert.match(finding.cause, /^it is registered and not connected yet/);
    });

    it("finds a problem where the storage settings cannot be read", () => {
        const number = { ...numberFacts(registered), storage: failed(200) };
        const finding = findingOf("settingsUnreadable", factsWith({ numbers: [number] }));
        assert.equal(finding.severity, "problem");
    });

    it("keeps a number that nobody named from being a problem", () => {
        const number = { ...numberFacts({ ...registered, isOnBizApp: true }), isNamed: false };
        const findings = diagnose(factsWith({ numbers: [number] }));
        assert.ok(findings.every(({ severity }) => severity !== "problem"));
        assert.equal(findings[0]?.kind, "coexistence");
    });
});

describe("the diagnosis of an account", () => {
    const accountFacts = (change: Partial<AccountFacts> = {}): AccountFacts => ({
        wabaId,
        account: read({ id: wabaId, accountReviewStatus: "APPROVED" }),
        subscribedAppIds: read(["1"]),
        ...change,
    });
    const diagnosed = (kind: string, change: Partial<AccountFacts>): Finding =>
        findingOf(kind, factsWith({ accounts: [accountFacts(change)] }));

    it("has nothing to say of a good one", () => {
        const findings = diagnose(factsWith({ accounts: [accountFacts()] }));
        assert.ok(!findings.some(({ subject }) => subject === `account ${wabaId}`));
    });

    it("warns where the webhooks do not reach the token's app", () => {
        const finding = diagnosed("notSubscribed", { subscribedAppIds: read(["2"]) });
        assert.equal(finding.severity, "warning");
        assert.match(finding.cause, /app 1\b/);
    });

    it("warns where an unverified business has its two registered numbers", () => {
        const account = read({ id: wabaId, businessVerificationStatus: "not_verified" });
        const two = read([registered, { ...registered, id: "106540352242923" }]);
        assert.equal(diagnosed("capReached", { account, numbers: two }).severity, "warning");
        const one = accountFacts({ account, numbers: read([registered, unregistered]) });
        const findings = diagnose(factsWith({ accounts: [one] }));
        assert.ok(!findings.some(({ kind }) => kind === "capReached"));
    });

    it("warns of a review that is not passed", () => {
        const account = read({ id: wabaId, accountReviewStatus: "REJECTED" });
        assert.match(diagnosed("accountReview", { account }).cause, /REJECTED/);
    });

    it("finds a problem in an account that cannot be read", () => {
        const finding = diagnosed("accountUnreadable", { account: failed(200) });
        assert.equal(finding.severity, "problem");
        assert.match(finding.cause, /a permission is missing/);
    });
});

describe("the diagnosis of storage regions", () => {
    const unavailable: StorageReading = { kind: "unavailable", error: refusalOf(2500) };
    const numbers = [numberFacts(registered, unavailable)];

    it("doubts the body of a registration from v21 on", () => {
        const finding = findingOf("recipeDoubtful", factsWith({ numbers }));
        assert.equal(finding.severity, "warning");
    });

    it("trusts it up to v20", () => {
        const facts = factsWith({ numbers, graphApiVersion: "v20.0" });
        assert.match(findingOf("recipe", facts).cause, /"register"/);
    });
});

describe("the diagnosis of token and version", () => {
    it("puts the token before everything that may follow from it", () => {
        const facts = factsWith(
            {
                graphApiVersion: "v20.0",
                numbers: [numberFacts({ ...registered, isOnBizApp: true })],
            },
            { scopes: [] },
        );
        const problems = diagnose(facts).filter(({ severity }) => severity === "problem");
        assert.deepEqual(
            problems.map(({ kind }) => kind),
            ["scopeMissing", "versionEnded", "coexistence"],
        );
    });

    it("finds a problem in a token that Meta calls invalid", () => {
        const finding = findingOf("tokenUnusable", factsWith({}, { isValid: false }));
        assert.equal(finding.severity, "problem");
        assert.match(finding.nextStep ?? "", /put a fresh one there/);
    });

    it("warns of a version that ends within six months, and only notes one that is newer", () => {
        const soon = findingOf("versionEndsSoon", factsWith({ graphApiVersion: "v22.0" }));
        assert.deepEqual([soon.severity, soon.cause], ["warning", "it ends on 2027-05-20"]);
        const newer = findingOf("versionUnknown", factsWith({ graphApiVersion: "v99.0" }));
        assert.equal(newer.severity, "note");
    });

    it("warns where nothing was looked at", () => {
        const finding = findingOf("nothingExamined", factsWith({ numbers: [] }));
        assert.match(finding.nextStep ?? "", /--waba or .*--number/);
    });

    it("never holds the token", () => {
        const text = JSON.stringify(diagnose(factsWith({}, { isValid: false, scopes: [] })));
        assert.doesNotMatch(text, /EAA-/);
    });
});
