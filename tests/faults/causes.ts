import type { FaultRule, NumberChange } from "pulumi-whatsapp-simulator";

import type { Declaration } from "./Declaration";
import { phoneNumberId } from "./Scenario";

/** Why every run fails until somebody repairs it. */
export interface Cause {
    readonly name: string;
    /** The declaration of an `up` without faults before; none for a new number. */
    readonly before?: Declaration;
    readonly declared: Declaration;
    readonly operation: "up" | "destroy";
    /** What is wrong from the first run on, and the value after the repair. */
    readonly number?: { readonly broken: NumberChange; readonly healed: NumberChange };
    /** The fault of every request of a kind, until the repair. */
    readonly fault?: Pick<FaultRule, "endpoint" | "fault">;
    /** The token is refused. */
    readonly isTokenUnusable?: boolean;
    /** Every run repeats its reads, and waits for that in real time. */
    readonly isSlow?: boolean;
    /** The most requests that repeated runs may spend in 72 hours. */
    readonly mostRegisters: number;
    readonly mostDeregisters: number;
}

const main: Declaration = { name: "main", phoneNumberId, pin: "012345" };
const CH: Declaration = { ...main, dataLocalizationRegion: "CH" };
const DE: Declaration = { ...main, dataLocalizationRegion: "DE" };

// At once, then after 5 min, 30 min, 2 h and 8 h, then daily: 0:00, 0:05, 0:35, 2:35, 10:35, 34:35,
// 58:35 (safety issue, section 2).
const SCHEDULED = 7;
// 0:00, 24:00, 48:00. A request at the very end of the 72 hours belongs to the next window.
const DAILY = 3;

const none = { mostRegisters: 0, mostDeregisters: 0 };
const up = { operation: "up", declared: main, mostDeregisters: 0 } as const;

const isNotWorthASend: readonly Cause[] = [
    {
        ...up,
        ...none,
        name: "a dead network",
        isSlow: true,
        fault: { endpoint: "any", fault: { kind: "cut", when: "before" } },
    },
    { ...up, ...none, name: "an unusable token", isTokenUnusable: true },
    {
        ...up,
        ...none,
        name: "an unverified number",
        number: {
            broken: { codeVerificationStatus: "NOT_VERIFIED" },
            healed: { codeVerificationStatus: "VERIFIED" },
        },
    },
    {
        ...up,
        name: "a block, once it is known",
        fault: { endpoint: "register", fault: { kind: "graphError", code: 133016 } },
        mostRegisters: 1,
    },
    {
        ...none,
        name: "a block on deregistering, once it is known",
        operation: "destroy",
        before: CH,
        declared: CH,
        fault: { endpoint: "deregister", fault: { kind: "graphError", code: 133016 } },
        mostDeregisters: 1,
    },
];

const isOncePerDay: readonly Cause[] = [
    {
        ...up,
        name: "a wrong PIN",
        number: { broken: { pin: "999999" }, healed: { pin: "012345" } },
        mostRegisters: DAILY,
    },
    ...[12, 131008, 131009].map((code): Cause => ({
        ...up,
        name: `${code} on register`,
        fault: { endpoint: "register", fault: { kind: "graphError", code } },
        mostRegisters: DAILY,
    })),
    {
        ...up,
        name: "131009 on the settings of a move",
        before: CH,
        declared: DE,
        fault: { endpoint: "setStorage", fault: { kind: "graphError", code: 131009 } },
        mostRegisters: DAILY,
        mostDeregisters: DAILY,
    },
];

const mayHealCodes = [1, 2, 3, 4, 10, 200, 368, 131000, 131005, 131016, 131031, 131042, 131057];
const mayHealAtRegister = [...mayHealCodes, 17, 80007, 133004, 133006, 133010, 2388001];

const mayHeal: readonly Cause[] = [
    ...mayHealAtRegister.map((code): Cause => ({
        ...up,
        name: `${code} on register`,
        fault: { endpoint: "register", fault: { kind: "graphError", code } },
        mostRegisters: SCHEDULED,
    })),
    ...[4, 131000, 133004].map((code): Cause => ({
        ...up,
        name: `${code} on the register of a move`,
        before: CH,
        declared: DE,
        fault: { endpoint: "register", fault: { kind: "graphError", code } },
        // After 133004 the first run may send one more. The run before without faults counts, too.
        mostRegisters: SCHEDULED + (code === 133004 ? 1 : 0),
        mostDeregisters: 1,
    })),
    ...[1, 4, 131000].map((code): Cause => ({
        ...up,
        name: `${code} on the settings of a move`,
        before: CH,
        declared: DE,
        fault: { endpoint: "setStorage", fault: { kind: "graphError", code } },
        mostRegisters: SCHEDULED,
        mostDeregisters: SCHEDULED,
    })),
    ...[4, 10, 131000].map((code): Cause => ({
        ...none,
        name: `${code} on the deregister of a move`,
        operation: "up",
        before: CH,
        declared: DE,
        fault: { endpoint: "deregister", fault: { kind: "graphError", code } },
        mostDeregisters: SCHEDULED,
    })),
    ...[4, 10, 131000].map((code): Cause => ({
        ...none,
        name: `${code} on deregister`,
        operation: "destroy",
        before: CH,
        declared: CH,
        fault: { endpoint: "deregister", fault: { kind: "graphError", code } },
        mostDeregisters: SCHEDULED,
    })),
    {
        ...up,
        name: "a register request that is lost",
        fault: { endpoint: "register", fault: { kind: "cut", when: "before" } },
        mostRegisters: SCHEDULED,
    },
    {
        ...none,
        name: "a deregister request that is lost",
        operation: "destroy",
        before: CH,
        declared: CH,
        fault: { endpoint: "deregister", fault: { kind: "cut", when: "before" } },
        mostDeregisters: SCHEDULED,
    },
    {
        ...up,
        name: "settings that are lost in a move",
        before: CH,
        declared: DE,
        fault: { endpoint: "setStorage", fault: { kind: "cut", when: "before" } },
        mostRegisters: SCHEDULED,
        mostDeregisters: SCHEDULED,
    },
];

/** One row for each cause. The numbers are from the safety issue. */
export const causes: readonly Cause[] = [...isNotWorthASend, ...isOncePerDay, ...mayHeal];
