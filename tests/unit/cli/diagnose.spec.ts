import assert from "node:assert/strict";

import { diagnose } from "../../../provider/src/cli/doctor/diagnose";
import type {
    AccountFacts,
    DoctorFacts,
    NumberFacts,
} from "../../../provider/src/cli/doctor/examine";
import type { Finding } from "../../../provider/src/cli/doctor/Finding";
import { readingText } from "../../../provider/src/decisions/registrationStatus";
import type { RememberedRefusal } from "../../../provider/src/decisions/refusalMemory";
import type { TokenInspection } from "../../../provider/src/graph/debugToken";
import { GraphError } from "../../../provider/src/graph/GraphError";
import { graphErrorEntry } from "../../../provider/src/graph/catalogue";
import { TransportError } from "../../../provider/src/graph/TransportError";
import type { PhoneNumber } from "../../../provider/src/graph/phoneNumber";
import type { StorageReading } from "../../../provider/src/graph/settings";

const id = "106540352242922";
const wabaId = "102290129340398";

function refusalOf(graphCode: number, graphSubcode?: number): GraphError {
    const entry = graphErrorEntry(graphCode, graphSubcode);
    const subcode = graphSubcode === undefined ? {} : { graphSubcode };
    return new GraphError({
        graphCode,
        ...subcode,
        httpStatus: 400,
        metaMessage: "refused",
        entry,
    });
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
        hasBackup: false,
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

    const onboarded = (lastOnboardedTime: string): PhoneNumber => ({
        ...unregistered,
        lastOnboardedTime,
    });

    it("warns of the 14 days of a new sign-up, to the second", () => {
        const finding = diagnosed("signUpDeadline", onboarded("2026-11-20T09:00:00+0000"));
        assert.match(finding.cause, /must be registered by 2026-12-04T09:00:00\.000Z$/);
        const lastSecond = diagnosed("signUpDeadline", onboarded("2026-11-08T12:00:01+0000"));
        assert.match(lastSecond.cause, /by 2026-11-22T12:00:01\.000Z$/);
    });

    it("warns of a sign-up whose 14 days are over, with what to do", () => {
        const finding = diagnosed("signUpOver", onboarded("2026-11-08T12:00:00+0000"));
        assert.equal(finding.severity, "warning");
        assert.match(
            finding.cause,
            /ended at 2026-11-22T12:00:00\.000Z, and Meta wants the sign-up/,
        );
        assert.match(finding.nextStep ?? "", /through Embedded Signup once more/);
    });

    it("takes no number for a new sign-up that was registered, by its status or the journal", () => {
        const late = onboarded("2026-10-01T12:00:00+0000");
        const at = "2026-11-22T11:00:00.000Z";
        const deregistered = {
            ...numberFacts(late),
            spentRequests: [{ operation: "deregister", outcome: "accepted", at } as const],
        };
        for (const number of [
            deregistered,
            numberFacts({ ...late, status: "DISCONNECTED" }),
            numberFacts({ ...registered, lastOnboardedTime: "2026-10-01T12:00:00+0000" }),
        ]) {
            const kinds = diagnose(factsWith({ numbers: [number] })).map(({ kind }) => kind);
            assert.ok(!kinds.some((kind) => kind.startsWith("signUp")), kinds.join(" "));
        }
    });

    it("says by when a waiting name has to be registered, at the latest", () => {
        const finding = diagnosed("nameWaits", { ...registered, newNameStatus: "APPROVED" });
        assert.equal(finding.severity, "warning");
        assert.match(finding.cause, /by 2026-12-06T12:00:00\.000Z if it came just now; --state/);
        assert.match(finding.nextStep ?? "", /pulumi up --refresh/);
    });

    it("warns of a name in review only until the number is registered", () => {
        const nameStatus = "PENDING_REVIEW";
        assert.match(
            diagnosed("nameNotApproved", { ...unregistered, nameStatus }).cause,
            /\(PENDING_REVIEW\).*2388001/,
        );
        const good = [
            { ...registered, nameStatus },
            { ...unregistered, nameStatus: "APPROVED" },
            { ...unregistered, nameStatus: "AVAILABLE_WITHOUT_REVIEW" },
        ];
        for (const reading of good) {
            const findings = diagnose(factsWith({ numbers: [numberFacts(reading)] }));
            assert.ok(!findings.some(({ kind }) => kind.startsWith("name")));
        }
    });

    it("says how many requests are left, as far as this machine knows", () => {
        const at = "2026-11-22T11:00:00.000Z";
        const spent = { operation: "register", outcome: "refused", graphCode: 100, at } as const;
        const number = { ...numberFacts(unregistered), spentRequests: [spent] };
        const finding = findingOf("budget", factsWith({ numbers: [number] }));
        assert.match(finding.cause, /^9 of 10 register and 10 of 10 deregister requests/);
    });

    const refused = (change: Partial<RememberedRefusal>, reading = unregistered): Finding => {
        const refusal: RememberedRefusal = {
            operation: "register",
            at: "2026-11-22T11:00:00.000Z",
            attempts: 1,
            nextTryAt: "2026-11-23T11:00:00.000Z",
            message: "Cannot register it: Meta refused the PIN. Trace AbC1dEf2.",
            reading: readingText(unregistered),
            ...change,
        };
        const facts = factsWith({ numbers: [{ ...numberFacts(reading), refusal }] });
        return findingOf("refusalRemembered", facts);
    };

    it("finds a problem in what was refused and is not tried again yet, with both ways out", () => {
        for (const operation of ["register", "region"] as const) {
            const { severity, cause, nextStep } = refused({ operation });
            assert.equal(severity, "problem");
            assert.match(cause, /is tried again at 2026-11-23T11.*: Cannot .*Trace AbC1dEf2$/);
            assert.match(nextStep ?? "", /^Change what is wrong.*WHATSAPP_FORCE=106540352242922/);
        }
    });

    it("only warns of a refusal that stops no registration, or that holds no more", () => {
        assert.equal(refused({ operation: "deregister" }).severity, "warning");
        assert.equal(refused({}, { ...unregistered, status: "DISCONNECTED" }).severity, "warning");
    });

    it("has forgotten a refusal whose time is over", () => {
        assert.throws(() => refused({ nextTryAt: "2026-11-22T12:00:00.000Z" }), /nothing of kind/);
    });

    const journalled = (reading: PhoneNumber, nextTryAt = "2026-11-23T11:00:00.000Z"): Finding => {
        const at = "2026-11-22T11:00:00.000Z";
        const journalledRefusal = { at, graphCode: 133005, nextTryAt };
        const numbers = [{ ...numberFacts(reading), journalledRefusal }];
        return findingOf("refusalJournalled", factsWith({ numbers }));
    };

    it("finds a problem in a refusal that only the journal knows, while the number is down", () => {
        const { severity, cause, nextStep } = journalled(unregistered);
        assert.equal(severity, "problem");
        assert.match(cause, /refused at 2026-11-22T11:00:00\.000Z with code 133005 .*PIN/);
        assert.match(cause, /with the same input does not try it before 2026-11-23T11.*, in 23 h/);
        assert.match(
            nextStep ?? "",
            /^Set "pin" .* Give --state with the file of "pulumi stack export"/,
        );
        assert.equal(journalled(registered).severity, "warning");
        assert.throws(() => journalled(unregistered, "2026-11-22T12:00:00.000Z"), /nothing of/);
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

    it("finds no problem in a number that nobody named", () => {
        const number = { ...numberFacts({ ...registered, isOnBizApp: true }), isNamed: false };
        const findings = diagnose(factsWith({ numbers: [number] }));
        assert.ok(findings.every(({ severity }) => severity !== "problem"));
        assert.equal(findings[0]?.kind, "coexistence");
    });

    it("gives only its state for a number that nobody named and that needs no step", () => {
        const number = { ...numberFacts({ ...unregistered, isPinEnabled: false }), isNamed: false };
        const kinds = diagnose(factsWith({ numbers: [number] }))
            .filter(({ subject }) => subject.includes(id))
            .map(({ kind }) => kind);
        assert.deepEqual(kinds, ["number"]);
    });
});

describe("the diagnosis of a number on the On-Premises API", () => {
    const onPremises: PhoneNumber = {
        ...registered,
        platformType: "ON_PREMISE",
        isPinEnabled: true,
    };
    const kindsOf = (reading: PhoneNumber, hasBackup: boolean): readonly string[] =>
        diagnose(factsWith({ hasBackup, numbers: [numberFacts(reading)] }))
            .filter(({ subject }) => subject.includes(id))
            .map(({ severity, kind }) => `${severity} ${kind}`);

    it("stops at the missing backup, and warns of the PIN that takes both down", () => {
        assert.deepEqual(kindsOf(onPremises, false), [
            "problem onPremises",
            "warning migrationPin",
            "note migrationCutover",
            "note migrationRegion",
            "note budget",
            "note number",
        ]);
    });

    it("finds no problem where the program declares a backup", () => {
        const kinds = kindsOf(onPremises, true);
        assert.ok(kinds.includes("note onPremises"));
        assert.ok(!kinds.some((kind) => kind.startsWith("problem")));
    });

    it("finds what else would stop the migration: ownership and display name", () => {
        const reading = {
            ...onPremises,
            codeVerificationStatus: "NOT_VERIFIED",
            nameStatus: "DECLINED",
        };
        const problems = kindsOf(reading, true).filter((kind) => kind.startsWith("problem"));
        assert.deepEqual(problems, ["problem notVerified", "problem nameDeclined"]);
    });

    it("doubts the PIN where Meta does not tell, and not where there is none", () => {
        const { isPinEnabled, ...unknown } = onPremises;
        assert.equal(isPinEnabled, true);
        assert.ok(kindsOf(unknown, true).includes("warning migrationPin"));
        const off = kindsOf({ ...onPremises, isPinEnabled: false }, true);
        assert.ok(off.includes("note noPin") && !off.includes("warning migrationPin"));
    });

    it("says nothing of a migration for any other number", () => {
        for (const reading of [registered, unregistered]) {
            assert.ok(!kindsOf(reading, false).some((kind) => /migration|onPremises/.test(kind)));
        }
    });
});

describe("the diagnosis of an account", () => {
    const accountFacts = (change: Partial<AccountFacts> = {}): AccountFacts => ({
        wabaId,
        isNamed: true,
        isWhole: true,
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
        assert.match(finding.nextStep ?? "", /POST \/102290129340398\/subscribed_apps/);
    });

    it("says why it does not know whether webhooks arrive", () => {
        const unread = diagnosed("webhooksUnknown", { subscribedAppIds: failed(200) });
        assert.deepEqual(
            [unread.severity, /its subscribed apps$/.test(unread.cause)],
            ["note", true],
        );
        const inspection = { isValid: true, scopes: [] };
        const token = factsWith({ accounts: [accountFacts()] });
        assert.ok(token.token.kind === "present");
        const facts = { ...token, token: { ...token.token, inspection: read(inspection) } };
        assert.match(findingOf("webhooksUnknown", facts).cause, /the token's app$/);
    });

    it("warns where a business has as many registered numbers as Meta allows it", () => {
        const numbersOf = (count: number) =>
            read(Array.from({ length: count }, (_, at) => ({ ...registered, id: `${id}${at}` })));
        const caps = [
            ["not_verified", 2, /may have 2 in all its accounts/, /Verify the business/],
            ["verified", 20, /may have 20 in all its accounts/, /Ask Meta's support/],
        ] as const;
        for (const [businessVerificationStatus, cap, cause, nextStep] of caps) {
            const account = read({ id: wabaId, businessVerificationStatus });
            const reached = diagnosed("capReached", { account, numbers: numbersOf(cap) });
            assert.equal(reached.severity, "warning");
            assert.match(reached.cause, cause);
            assert.match(reached.nextStep ?? "", nextStep);
            const below = diagnosed("account", { account, numbers: numbersOf(cap - 1) });
            assert.deepEqual([below.severity, below.nextStep], ["note", undefined]);
            assert.match(below.cause, new RegExp(`${cap - 1} registered; .*${cause.source}`));
        }
    });

    const counted = (wabaId: string, count: number, status = "not_verified"): AccountFacts =>
        accountFacts({
            wabaId,
            account: read({ id: wabaId, businessVerificationStatus: status }),
            numbers: read(
                Array.from({ length: count }, (_, at) => ({ ...registered, id: `${wabaId}${at}` })),
            ),
        });

    it("adds up accounts that may be of one business, and does not claim that they are", () => {
        const accounts = [counted("1", 1), counted("2", 1), counted("3", 0)];
        const finding = findingOf("capTogether", factsWith({ accounts }));
        assert.deepEqual([finding.severity, finding.subject], ["note", "accounts 1, 2"]);
        assert.match(
            finding.cause,
            /^together 2 registered numbers; if they are of one business, it may have no more than 2$/,
        );
    });

    it("adds up no accounts that reach no cap, are of different businesses, or say it themselves", () => {
        for (const accounts of [
            [counted("1", 1), counted("2", 0)],
            [counted("1", 1), counted("2", 1, "verified")],
            [counted("1", 10, "verified"), counted("2", 9, "verified")],
            [counted("1", 2), counted("2", 1)],
        ]) {
            const kinds = diagnose(factsWith({ accounts })).map(({ kind }) => kind);
            assert.ok(!kinds.includes("capTogether"), kinds.join(" "));
        }
    });

    it("counts only what is registered, and no cap where Meta does not tell the business", () => {
        const numbers = read([registered, unregistered]);
        const finding = diagnosed("account", { numbers });
        assert.equal(finding.cause, "2 numbers, 1 registered");
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

    it("asks if a named account that does not exist is a phone number id", () => {
        const field = new GraphError({
            graphCode: 100,
            httpStatus: 400,
            metaMessage: "Tried accessing nonexisting field (name) on node type (X)",
            entry: graphErrorEntry(100),
        });
        for (const error of [refusalOf(100, 33), field]) {
            const { cause, nextStep } = diagnosed("accountUnreadable", {
                account: { kind: "failed", error },
            });
            assert.match(cause, /^the token reaches no such account: Meta answered with/);
            assert.match(nextStep ?? "", /^Is this a phone number id\? /);
        }
    });

    it("makes an account that nobody named a warning, and a dead network a problem", () => {
        const isNamed = false;
        const unseen = refusalOf(100, 33);
        const account = { kind: "failed", error: unseen } as const;
        const finding = diagnosed("accountUnreadable", { isNamed, account });
        assert.equal(finding.severity, "warning");
        assert.match(
            finding.cause,
            /^the token reaches no such account: Meta answered with code 100, s/,
        );
        assert.match(finding.nextStep ?? "", /Check that .* account assigned/);
        assert.doesNotMatch(`${finding.cause}${finding.nextStep ?? ""}`, /number/);
        assert.equal(diagnosed("accountUnreadable", { account }).severity, "problem");
        const error = new TransportError({ kind: "noAnswer", reason: "the connection was cut" });
        const cut = { isNamed, account: { kind: "failed", error } as const };
        assert.equal(diagnosed("graphApiUnreachable", cut).severity, "problem");
        assert.equal(
            diagnosed("accountUnreadable", { isNamed, account: failed(190) }).severity,
            "problem",
        );
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
