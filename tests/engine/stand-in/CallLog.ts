import type { CallPoint, ProviderCall, ProviderMethod, RunOptions } from "../Engine";
import { nameOf } from "./urn";

/** An event at a call: an interrupt or a kill. */
export interface CallTrigger {
    readonly point: CallPoint;
    readonly act: () => void;
}

/** The provider calls of an operation, in the order in which they were sent. */
export class CallLog {
    readonly #calls: ProviderCall[] = [];
    readonly #triggers = new Set<CallTrigger>();
    readonly #options: Pick<RunOptions, "onProviderCall" | "holdAnswer">;

    constructor(options: Pick<RunOptions, "onProviderCall" | "holdAnswer">) {
        this.#options = options;
    }

    /** The calls so far. */
    get calls(): readonly ProviderCall[] {
        return this.#calls;
    }

    /** Plans an event for a call, once. */
    add(trigger: CallTrigger): void {
        this.#triggers.add(trigger);
    }

    /** Notes a call that is about to be sent. */
    begin(call: {
        readonly method: ProviderMethod;
        readonly request: ProviderCall["request"];
        readonly processIndex: number;
    }): ProviderCall {
        const urn = call.request["urn"];
        const noted: ProviderCall = { ...call, ...(typeof urn === "string" ? { urn } : {}) };
        this.#calls.push(noted);
        this.#options.onProviderCall?.(noted);
        return noted;
    }

    /** Runs the planned events of this moment. */
    async reach(call: ProviderCall, moment: "sent" | "answered"): Promise<void> {
        if (moment === "answered") await this.#options.holdAnswer?.(call);
        const due = [...this.#triggers].filter(({ point }) => isAt(point, call, moment));
        for (const trigger of due) {
            this.#triggers.delete(trigger);
            await trigger.point.when?.();
            trigger.act();
        }
    }
}

function isAt(point: CallPoint, call: ProviderCall, moment: "sent" | "answered"): boolean {
    if (point.method !== call.method || (point.moment ?? "sent") !== moment) return false;
    return point.name === undefined || (call.urn !== undefined && nameOf(call.urn) === point.name);
}
