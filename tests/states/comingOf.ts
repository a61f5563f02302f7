import { describeStop } from "../../provider/src/decisions/describeStop";
import { next } from "../../provider/src/decisions/next";
import type { Step, Stop } from "../../provider/src/decisions/Step";
import { circumstancesOf, type End, type Run, SETTLE_MS } from "./Run";
import { PHONE_NUMBER_ID } from "./World";

/** The next step of a run, or its end. */
export type Coming =
    | {
          readonly kind: "step";
          readonly step: Step;
          /** The step is marked as one that takes the number down, so it waits for its turn. */
          readonly takesDown: boolean;
      }
    | { readonly kind: "end"; readonly end: End };

/** Asks for the next step. */
export function comingOf(run: Run): Coming {
    const decision = next(run.known, run.goal, circumstancesOf(run));
    switch (decision.kind) {
        case "step": {
            const { step, takesDown = false } = decision;
            return { kind: "step", step, takesDown };
        }
        case "done":
            return { kind: "end", end: decision };
        case "stop": {
            const { stop } = decision;
            return { kind: "end", end: { kind: "stop", stop, message: messageOf(run, stop) } };
        }
    }
}

function messageOf(run: Run, stop: Stop): string {
    return describeStop(stop, run.known, {
        phoneNumberId: PHONE_NUMBER_ID,
        now: new Date(run.nowMs),
        settleTimeoutMs: SETTLE_MS,
        tokenAdvice: "",
    });
}
