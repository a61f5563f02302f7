import assert from "node:assert/strict";

import { accessToken, phoneNumberId, type Rig } from "../lifecycle/Rig";
import type { GuideTests } from "./GuideTests";

const REGISTRATION = { messaging_product: "whatsapp", pin: "012345" };
const MANAGEMENT = "whatsapp_business_management";
const MESSAGING = "whatsapp_business_messaging";
const OPERATIONS = ["register", "deregister"] as const;

type Counted = (typeof OPERATIONS)[number];

/**
 * The answers of Meta that the guide describes. The simulator is asked without the provider: the
 * provider is careful, and would hide what the simulator accepts.
 */
export const answering: GuideTests = {
    ...each((operation) => ({
        [`answers a call to ${operation} with one of the two permissions with 200`]: async (
            rig,
        ) => {
            rig.simulator.changeNumber(phoneNumberId, { registered: operation === "deregister" });
            for (const scopes of [[MANAGEMENT], [MESSAGING], []]) {
                rig.simulator.changeWorld({
                    tokens: [{ token: accessToken, name: "default", scopes }],
                });
                assert.equal(await call(rig, operation), 200, scopes.join());
            }
            assert.equal(isRegistered(rig), operation === "deregister", "nothing changed");
            const scopes = [MANAGEMENT, MESSAGING];
            rig.simulator.changeWorld({
                tokens: [{ token: accessToken, name: "default", scopes }],
            });
            assert.equal(await call(rig, operation), "success");
        },

        [`answers a call to ${operation} without an access token with 104`]: async (rig) => {
            rig.simulator.changeNumber(phoneNumberId, { registered: operation === "deregister" });
            const { simulator } = rig;
            const response = await fetch(`${simulator.url}/v24.0/${phoneNumberId}/${operation}`, {
                method: "POST",
                headers: { "Content-Type": "application/json" },
                body: JSON.stringify(REGISTRATION),
            });
            assert.equal(await codeOf(response), 104);
            assert.equal(isRegistered(rig), operation === "deregister", "nothing changed");
        },

        [`answers a call to ${operation} with 133016 where ten came within 72 hours, on whatever day`]:
            async (rig) => {
                givenTen(rig, operation, 71);
                assert.equal(await call(rig, operation), 133016);
                const { blockedUntil } = rig.simulator.number(phoneNumberId);
                assert.equal(blockedUntil[operation], hoursFromNow(rig, 72));
            },

        [`answers a call to ${operation} with 133016 for 72 hours after the eleventh, and no longer`]:
            async (rig) => {
                givenTen(rig, operation, 71);
                assert.equal(await call(rig, operation), 133016);
                rig.simulator.clock.advance({ hours: 71, minutes: 59, seconds: 59 });
                assert.equal(await call(rig, operation), 133016);
                rig.simulator.clock.advance({ seconds: 1 });
                assert.equal(await call(rig, operation), "success");
            },

        [`answers one call more to ${operation} for each that is 72 hours ago, and no second`]:
            async (rig) => {
                givenTen(rig, operation, 72);
                assert.equal(await call(rig, operation), "success", "one left the window");
                rig.simulator.changeNumber(phoneNumberId, {
                    registered: operation === "deregister",
                });
                assert.equal(await call(rig, operation), 133016, "and no more than one");
            },
    })),

    "answers a registration without a PIN with 100": async (rig) => {
        assert.equal(await post(rig, "register", { messaging_product: "whatsapp" }), 100);
        for (const pin of ["", "12345", "1234567", "abcdef"]) {
            assert.equal(await post(rig, "register", { ...REGISTRATION, pin }), 100, pin);
        }
        assert.equal(isRegistered(rig), false);
    },

    "answers a registration without messaging_product, and with another, with 100": async (rig) => {
        assert.equal(await post(rig, "register", { pin: "012345" }), 100);
        const other = { ...REGISTRATION, messaging_product: "telegram" };
        assert.equal(await post(rig, "register", other), 100);
        assert.equal(isRegistered(rig), false);
    },

    "answers a registration with another PIN than the number's with 133005": async (rig) => {
        rig.simulator.changeNumber(phoneNumberId, { pin: "987654" });
        assert.equal(await call(rig, "register"), 133005);
        assert.equal(isRegistered(rig), false);
        assert.equal(rig.simulator.number(phoneNumberId).pin, "987654");
    },

    "answers a registration of an unverified number with 133006": async (rig) => {
        const change = { codeVerificationStatus: "NOT_VERIFIED" } as const;
        rig.simulator.changeNumber(phoneNumberId, change);
        assert.equal(await call(rig, "register"), 133006);
        assert.equal(isRegistered(rig), false);
    },

    "takes another PIN for a registered number alone, neither before nor after": async (rig) => {
        assert.equal(await post(rig, "", { pin: "543210" }), 133010, "before");
        assert.equal(await call(rig, "register"), "success");
        assert.equal(await post(rig, "", { pin: "543210" }), "success");
        assert.equal(await call(rig, "deregister"), "success");
        assert.equal(await post(rig, "", { pin: "111111" }), 133010, "after");
        assert.equal(rig.simulator.number(phoneNumberId).pin, "543210");
    },

    "answers a deregistration of a number that the app uses too with 100": async (rig) => {
        rig.simulator.changeNumber(phoneNumberId, { registered: true, isOnBizApp: true });
        assert.equal(await call(rig, "deregister"), 100);
        assert.equal(isRegistered(rig), true);
    },

    "answers with a storage of no region after a deregistration": async (rig) => {
        rig.simulator.changeNumber(phoneNumberId, {
            registered: true,
            storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" },
        });
        assert.equal(await call(rig, "deregister"), "success");
        assert.deepEqual(rig.simulator.number(phoneNumberId).storage, {
            status: "IN_COUNTRY_STORAGE_DISABLED",
        });
    },
};

/** The same tests for both operations that the guide counts. */
function each(tests: (operation: Counted) => GuideTests): GuideTests {
    return Object.assign({}, ...OPERATIONS.map(tests)) as GuideTests;
}

/** Calls an operation as the guide's example does, and returns Meta's code or `success`. */
function call(rig: Rig, operation: Counted): Promise<unknown> {
    return post(rig, operation, operation === "register" ? REGISTRATION : undefined);
}

async function post(rig: Rig, edge: string, body?: object): Promise<unknown> {
    const response = await fetch(`${rig.simulator.url}/v24.0/${phoneNumberId}/${edge}`, {
        method: "POST",
        headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return codeOf(response);
}

async function codeOf(response: Response): Promise<unknown> {
    const body = (await response.json()) as { readonly error?: { readonly code: number } };
    return body.error?.code ?? (response.status === 200 ? "success" : response.status);
}

function isRegistered(rig: Rig): boolean {
    return rig.simulator.number(phoneNumberId).registered;
}

/** Ten requests seven hours apart. No day, and no other fixed window, holds them all. */
function givenTen(rig: Rig, operation: Counted, oldestHoursAgo: number): void {
    const times = Array.from({ length: 10 }, (_, at) => hoursFromNow(rig, at * 7 - oldestHoursAgo));
    rig.simulator.changeNumber(phoneNumberId, {
        registered: operation === "deregister",
        pin: "012345",
        attempts: { [operation]: times },
    });
}

function hoursFromNow(rig: Rig, hours: number): string {
    return new Date(rig.simulator.clock.now().getTime() + hours * 3_600_000).toISOString();
}
