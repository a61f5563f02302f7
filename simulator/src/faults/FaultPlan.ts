import type { EndpointName } from "../endpoints/Endpoint";
import { parseInput } from "../world/parseInput";
import { faultRuleSchema, type Fault, type FaultRule } from "./Fault";

/** The planned faults. */
export class FaultPlan {
    #planned: readonly { readonly rule: FaultRule; readonly seen: number }[] = [];

    /**
     * Plans a fault. Its calls are counted from now on.
     *
     * @param rule - what and when
     * @throws WorldError naming every place that is wrong
     */
    add(rule: unknown): void {
        const parsed = parseInput(faultRuleSchema, rule, "the fault");
        this.#planned = [...this.#planned, { rule: parsed, seen: 0 }];
    }

    /** Forgets all planned faults. */
    clear(): void {
        this.#planned = [];
    }

    /** The planned faults that have not all happened yet, oldest first. */
    get pending(): readonly FaultRule[] {
        return this.#planned
            .filter(({ rule, seen }) => seen < lastCall(rule))
            .map(({ rule }) => rule);
    }

    /**
     * Counts a call for every rule that it matches.
     *
     * @param endpoint - what is called
     * @param phoneNumberId - on which number
     * @returns the fault of the oldest rule that is due for this call
     */
    take(endpoint: EndpointName, phoneNumberId: string | undefined): Fault | undefined {
        this.#planned = this.#planned.map((planned) =>
            matches(planned.rule, endpoint, phoneNumberId)
                ? { ...planned, seen: planned.seen + 1 }
                : planned,
        );
        return this.#planned.find(
            ({ rule, seen }) =>
                matches(rule, endpoint, phoneNumberId) &&
                seen >= (rule.call ?? 1) &&
                seen <= lastCall(rule),
        )?.rule.fault;
    }
}

function matches(
    rule: FaultRule,
    endpoint: EndpointName,
    phoneNumberId: string | undefined,
): boolean {
    if (rule.endpoint !== "any" && rule.endpoint !== endpoint) return false;
    return rule.phoneNumberId === undefined || rule.phoneNumberId === phoneNumberId;
}

function lastCall(rule: FaultRule): number {
    return (rule.call ?? 1) + (rule.times ?? 1) - 1;
}
