import type { PhoneNumber } from "../graph/phoneNumber";
import type { StorageReading, WantedStorage } from "../graph/settings";
import type { Circumstances, Decision, Goal } from "./Goal";
import type { Event, Step } from "./Step";
import type { Knowledge } from "./Knowledge";
import { learn } from "./learn";
import { next } from "./next";
import type { Refusal } from "./refusals";
import { isRegistered } from "./registrationStatus";

/** What a run would do if Meta accepted every request. */
export interface Played {
    readonly steps: readonly Step[];
    readonly end: Exclude<Decision, { readonly kind: "step" }>;
    readonly known: Knowledge;
}

// The longest path has eleven steps. A rule that never stops is a bug, and must not hang the preview.
const MOST_STEPS = 50;

/** Plays a run with favourable answers, from what is known now, to find out what a plan costs. */
export function play(start: Knowledge, goal: Goal, at: Circumstances): Played {
    const steps: Step[] = [];
    let known = start;
    while (steps.length < MOST_STEPS) {
        const decision = next(known, goal, at);
        if (decision.kind !== "step") return { steps, end: decision, known };
        steps.push(decision.step);
        known = learn(known, favourable(known, decision.step, at.now));
    }
    return { steps, end: { kind: "done", how: "asWanted" }, known };
}

/**
 * The reasons for which a preview may refuse a plan: only the budget, which a preview knows without
 * asking Meta. If the number may be down, only the run can see what brings it back.
 */
export function refusedInPreview({ end }: Played, start: Knowledge): readonly Refusal[] {
    if (end.kind !== "stop" || end.stop.kind !== "refused") return [];
    if (start.registered === "unknown") return [];
    return end.stop.reasons.filter(({ isBudget }) => isBudget === true);
}

function favourable(known: Knowledge, step: Step, now: Date): Event {
    const atMs = now.getTime();
    switch (step.kind) {
        case "wait":
            return { kind: "waited", step };
        case "readNumber":
            return { kind: "number", reading: expectedReading(known), atMs };
        case "readStorage":
            return { kind: "storage", reading: expectedStorage(known), atMs };
        case "writeStorage":
        case "setPin":
        case "deregister":
        case "register": {
            const at = now.toISOString();
            return { kind: "answer", step, answer: { kind: "accepted" }, at, answeredAt: at };
        }
    }
}

const UP = { status: "CONNECTED", platformType: "CLOUD_API" };
const DOWN = { status: "DISCONNECTED", platformType: "NOT_APPLICABLE" };

/** The number as it was stored, unless newer knowledge says otherwise. */
function expectedReading({ reading = { id: "" }, registered, run }: Knowledge): PhoneNumber {
    const awaited = run.awaited?.operation;
    const isUp = awaited === undefined ? registered !== "no" : awaited === "register";
    return isRegistered(reading) === isUp ? reading : { ...reading, ...(isUp ? UP : DOWN) };
}

function expectedStorage({ storage }: Knowledge): StorageReading {
    const { lastSent, before = { kind: "off" } } = storage;
    const there: WantedStorage =
        lastSent === undefined || lastSent === "deregistered" ? before : lastSent;
    switch (there.kind) {
        case "off":
            return { kind: "answered", storage: { state: "off" } };
        case "region":
            return {
                kind: "answered",
                storage: { state: "on", dataLocalizationRegion: there.region },
            };
        case "noStorage":
            return {
                kind: "answered",
                storage: { state: "noStorage", retentionMinutes: there.retentionMinutes },
            };
    }
}
