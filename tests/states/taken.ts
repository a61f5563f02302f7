import type { Knowledge } from "../../provider/src/decisions/Knowledge";
import { learn } from "../../provider/src/decisions/learn";
import type { ReadStep, Step } from "../../provider/src/decisions/Step";
import { type Facts, factsOfReading } from "./Facts";
import type { Fault } from "./Fault";
import { letterOf } from "./letters";
import type { Truth } from "./Meta";
import { numberReading, storageReading } from "./readings";
import { NO_ANSWER } from "./refusalBy";
import type { Run } from "./Run";
import { REQUEST_MS, written } from "./written";

/** The run after a step. Undefined if another fault gives the same. */
export function taken(run: Run, step: Step, fault: Fault | undefined): Run | undefined {
    const noted = {
        ...run,
        letters: `${run.letters} ${letterOf(step, fault)}`,
        steps: run.steps + 1,
        faults: run.faults + (fault === undefined ? 0 : 1),
    };
    // The engine ends before the step. The run decides again what to do.
    if (fault?.kind === "engineGone") return run.isEngineGone ? undefined : gone(noted);
    switch (step.kind) {
        case "wait": {
            const known = learn(run.known, { kind: "waited", step });
            return { ...noted, known, nowMs: run.nowMs + step.ms };
        }
        case "readNumber":
        case "readStorage":
            return read(noted, step, fault);
        case "writeStorage":
        case "setPin":
        case "deregister":
        case "register":
            return written(noted, step, fault);
    }
}

function gone(run: Run): Run {
    return { ...run, isEngineGone: true };
}

function read(run: Run, step: ReadStep, fault: Fault | undefined): Run | undefined {
    const atMs = run.nowMs + REQUEST_MS;
    const later = { ...run, nowMs: atMs };
    const isLasting = (fault?.kind === "late" || fault?.kind === "cut") && fault.isLasting;
    const lasting = isLasting ? fault.kind : run.lasting;
    const kind = fault?.kind ?? lasting;
    if (kind === "cut") {
        const why = { kind: "unanswered", error: NO_ANSWER } as const;
        const known = learn(run.known, { kind: "readFailed", step, why, atMs });
        return { ...later, known, lasting };
    }
    if (fault?.kind === "refused") {
        const why = { kind: "refused", error: fault.error } as const;
        return { ...later, known: learn(run.known, { kind: "readFailed", step, why, atMs }) };
    }
    const isLate = kind === "late";
    // Nothing was written yet, so no reading can be older than a write.
    if (isLate && !run.facts.hasSent) return undefined;
    const seen = isLate ? run.truth.before : run.truth;
    const known = shown(run.known, step, { seen, atMs });
    const facts: Facts = factsOfReading(run, step, isLate);
    return { ...later, known, lasting, facts };
}

function shown(
    known: Knowledge,
    step: ReadStep,
    { seen, atMs }: { readonly seen: Truth["before"]; readonly atMs: number },
): Knowledge {
    return step.kind === "readNumber"
        ? learn(known, { kind: "number", reading: numberReading(seen), atMs })
        : learn(known, { kind: "storage", reading: storageReading(seen), atMs });
}
