import { isSameStorage } from "../../provider/src/decisions/storage";
import { countedNow } from "./Meta";
import type { Ended } from "./endProperties";
import type { Run } from "./Run";

/** Outcomes that must happen at least once. So a walk that goes nowhere does not pass. */
export const OUTCOMES = {
    "a move is done": ({ run, end }) => end.kind === "done" && run.facts.hasTakenDown,
    "the way back is taken": ({ run, end }) =>
        end.kind === "stop" && end.stop.kind === "cameBack" && run.truth.registered,
    "a repair is done with the last registration": ({ run, end }) =>
        end.kind === "done" &&
        run.facts.registrations > 0 &&
        !run.facts.hasTakenDown &&
        countedNow(run.truth, "register", run.nowMs) === 10,
    "a region is proved": ({ run, end, after }) =>
        end.kind === "done" &&
        run.truth.storage.kind === "region" &&
        after.saved?.regionVerified === true,
    "a PIN that was not seen is written again": ({ run, end }) =>
        end.kind === "done" &&
        run.letters.includes("P") &&
        run.changes?.updates.includes("unseen") === true,
    "an incomplete deregistration is finished": ({ run, end }) =>
        end.kind === "done" && run.facts.hasFinished,
    "a number is adopted": ({ run, end }) =>
        end.kind === "done" && run.action.kind === "up" && run.letters === " N S",
    "a display name is taken": ({ run, end }) =>
        end.kind === "done" && run.world.truth.isNameWaiting && !run.truth.isNameWaiting,
    "a number is deregistered": ({ run, end }) =>
        end.kind === "done" && run.goal.kind === "deregistered" && !run.truth.registered,
    "a refused registration is tried again after its pause": ({ run, end }) =>
        end.kind === "done" && run.facts.registrations > 0 && isRefusedBefore(run),
} as const satisfies Readonly<Record<string, (ended: Ended) => boolean>>;

function isRefusedBefore({ world: { refused }, goal }: Run): boolean {
    if (goal.kind !== "registered") return false;
    return refused.some(({ storage }) => isSameStorage(storage, goal.storage));
}

/** The outcome of a world whose block is over and whose number is up again. */
export const BLOCK_OUTLIVED = "a block is outlived";

/** The outcomes of a run's end. */
export function outcomesOf(ended: Ended): readonly string[] {
    return Object.entries(OUTCOMES)
        .filter(([, isReached]) => isReached(ended))
        .map(([name]) => name);
}
