import type { Step } from "../../provider/src/decisions/Step";
import type { Fault } from "./Fault";
import type { End } from "./Run";
import type { Action, Declaration } from "./World";

const LETTERS: Readonly<Record<Step["kind"], string>> = {
    readNumber: "N",
    readStorage: "S",
    writeStorage: "W",
    setPin: "P",
    register: "R",
    deregister: "D",
    wait: "…",
};

/** The letter of a step, as people know it, with its fault: `R!133015`, `D(no answer, done)`. */
export function letterOf(step: Step, fault: Fault | undefined): string {
    if (step.kind === "wait") return step.why === "meta" ? `(${step.ms / 60_000} min)` : "…";
    return `${LETTERS[step.kind]}${fault === undefined ? "" : metText(fault)}`;
}

function metText(fault: Fault): string {
    switch (fault.kind) {
        case "refused":
            return `!${fault.error.graphCode}${fault.hasEffect ? "(done)" : ""}`;
        case "silent":
            return `(no answer, ${effectText(fault.hasEffect)})`;
        case "killed":
            return `(killed, ${effectText(fault.hasEffect)})`;
        case "notSent":
            return "(not sent)";
        case "slow":
            return "(slow)";
        case "engineGone":
            return "(not sent: the engine is gone)";
        case "late":
        case "cut":
            return `(${fault.kind}${fault.isLasting ? " to the end" : ""})`;
    }
}

function effectText(hasEffect: boolean): string {
    return hasEffect ? "done" : "not done";
}

/** The command that a person typed: `up DE`, `destroy`. */
export function actionText(action: Action): string {
    switch (action.kind) {
        case "up":
        case "rename":
        case "adoptedPin":
            return `${action.kind} ${declarationText(action.declaration)}`;
        case "destroy":
        case "refresh":
            return action.kind;
    }
}

function declarationText(declaration: Declaration): string {
    const { pin, region = "no region", tokenName, hasBackup, ignoresDrift } = declaration;
    return [
        region,
        `PIN ${pin}`,
        ...(tokenName === undefined ? [] : [`token ${tokenName}`]),
        ...(hasBackup === true ? ["a backup"] : []),
        ...(ignoresDrift === true ? ["drift ignored"] : []),
    ].join(", ");
}

/** The end of a run, in a few words. */
export function endText(end: End): string {
    switch (end.kind) {
        case "done":
            return `done (${end.how})`;
        case "stop":
            return `stopped (${end.stop.kind})`;
        case "killed":
            return "killed";
        case "refusedByPreview":
            return "refused by the preview";
    }
}
