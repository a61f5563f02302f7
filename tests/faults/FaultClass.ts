import type { Fault } from "pulumi-whatsapp-simulator";

/** A step of an operation, by the letter of its endpoint in the simulator's journal. */
export type StepLetter = "N" | "S" | "W" | "P" | "R" | "D";

/** The effect of a fault on its request. */
export type FaultEffect =
    /** Meta refuses with a clear error. The request had no effect. */
    | "refused"
    /** No usable answer, and no effect. */
    | "lostBefore"
    /** No usable answer, and the request took effect. */
    | "lostAfter";

/** One way in which a request goes wrong. */
export interface FaultClass {
    readonly name: string;
    readonly fault: Fault;
    readonly effect: FaultEffect;
    /** The steps that can meet it. The reasons are in `faultClasses`. */
    readonly at: readonly StepLetter[];
    /** Meta's code, if Meta refuses. */
    readonly graphCode?: number;
}

const reads: readonly StepLetter[] = ["N", "S"];
const writes: readonly StepLetter[] = ["W", "P", "R", "D"];
const everywhere: readonly StepLetter[] = [...reads, ...writes];
const counted: readonly StepLetter[] = ["R", "D"];

/** Faults of the network and of proxies. */
const TRANSPORT: readonly FaultClass[] = [
    // A read has no effect, so "before" and "after" are the same for it.
    lost("cut before", { kind: "cut", when: "before" }, everywhere),
    lost("cut after", { kind: "cut", when: "after" }, writes),
    lost("timeout before", { kind: "timeout", when: "before" }, everywhere),
    lost("timeout after", { kind: "timeout", when: "after" }, writes),
    lost("cut body", { kind: "malformed", body: "cutJson", when: "after" }, everywhere),
    lost("HTML 502", { kind: "status", httpStatus: 502 }, everywhere),
    // A proxy may answer this after it has passed the request on.
    lost("HTML 502 after", html502After(), writes),
    lost("success:false", { kind: "successFalse", effect: false }, writes),
    lost("success:false after", { kind: "successFalse", effect: true }, writes),
];

/**
 * Meta's answers, with the endpoints that can give them (error code page and specification, read
 * 2026-11-22). Every endpoint can give the codes of the platform. Only endpoints that register,
 * deregister or need a registered number give the codes of a registration.
 */
const CODES: readonly FaultClass[] = [
    refused(1, everywhere),
    refused(3, everywhere),
    refused(4, everywhere),
    refused(10, everywhere),
    // A parameter that this version refuses. Only requests with such a parameter can meet it.
    refused(12, ["W", "R"]),
    refused(100, everywhere, 33),
    refused(190, everywhere),
    refused(200, everywhere),
    refused(131000, writes),
    refused(131031, writes),
    refused(133000, counted),
    // The registration server. A read does not ask it.
    refused(133004, counted),
    // Meta compares the PIN only when a number is registered.
    refused(133005, ["R"]),
    refused(133006, ["R"]),
    refused(133008, ["R"]),
    refused(133010, ["P", "R", "D"]),
    refused(133015, ["R"]),
    refused(133016, counted),
    refused(100, ["R"], 2388001),
];

/** Every way in which a step can go wrong. */
export const faultClasses: readonly FaultClass[] = [...TRANSPORT, ...CODES];

function lost(name: string, fault: Fault, at: readonly StepLetter[]): FaultClass {
    const isAfter = /after/.test(name) || name === "cut body";
    return { name, fault, at, effect: isAfter ? "lostAfter" : "lostBefore" };
}

function html502After(): Fault {
    return { kind: "malformed", body: "html", httpStatus: 502, when: "after" };
}

function refused(code: number, at: readonly StepLetter[], subcode?: number): FaultClass {
    const name = subcode === undefined ? `${code}` : `${code}/${subcode}`;
    const fault: Fault = {
        kind: "graphError",
        code,
        ...(subcode === undefined ? {} : { subcode }),
    };
    return { name, fault, effect: "refused", at, graphCode: code };
}
