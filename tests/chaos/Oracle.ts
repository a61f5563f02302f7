import type { EndpointName, RecordedRequest, Simulator } from "pulumi-whatsapp-simulator";

import type { Declared } from "./Declared";

const WINDOW_MS = 72 * 3_600_000;
const REQUESTS_PER_WINDOW = 10;

const counted: readonly EndpointName[] = ["register", "deregister"];
// A batch does nothing itself. Each of its calls is a request of its own here.
const readings: readonly EndpointName[] = [
    "getPhoneNumber",
    "getSettings",
    "listPhoneNumbers",
    "batch",
];

/** Tells what is true from the simulator alone. It does not know the provider or its state. */
export class Oracle {
    readonly #simulator: Simulator;
    readonly #ids: readonly string[];
    readonly #neighbourId: string;

    /**
     * Looks at a simulator that never forgets its requests.
     *
     * @param simulator - Meta's side
     * @param ids - the numbers that may be declared
     * @param neighbourId - a registered number that nobody declares
     */
    constructor(simulator: Simulator, ids: readonly string[], neighbourId: string) {
        this.#simulator = simulator;
        this.#ids = ids;
        this.#neighbourId = neighbourId;
    }

    /** Every difference from the declaration, in words. */
    differences(declared: readonly Declared[]): readonly string[] {
        return declared.flatMap(({ name, phoneNumberId, pin, dataLocalizationRegion }) => {
            const number = this.#simulator.number(phoneNumberId);
            const place = number.storage.dataLocalizationRegion;
            return [
                ...(number.registered ? [] : [`${name}: ${phoneNumberId} is not registered`]),
                ...(place === dataLocalizationRegion
                    ? []
                    : [`${name}: ${phoneNumberId} is in ${place ?? "no region"}`]),
                ...(number.pin === pin ? [] : [`${name}: ${phoneNumberId} has another PIN`]),
            ];
        });
    }

    /** The numbers that are registered although nobody declares them. */
    strays(declared: readonly Declared[]): readonly string[] {
        const wanted = new Set(declared.map(({ phoneNumberId }) => phoneNumberId));
        return this.#ids.filter((id) => !wanted.has(id) && this.isRegistered(id));
    }

    isRegistered(id: string): boolean {
        return this.#simulator.number(id).registered;
    }

    /** The PIN that a number truly has. */
    pinOf(id: string): string | null {
        return this.#simulator.number(id).pin;
    }

    /** The requests for the number that nobody declares, except readings. */
    trespasses(): readonly string[] {
        const sent = this.writes()
            .filter(({ phoneNumberId }) => phoneNumberId === this.#neighbourId)
            .map(({ endpoint }) => `${endpoint} on the number of somebody else`);
        return this.isRegistered(this.#neighbourId)
            ? sent
            : [...sent, "the number of somebody else is not registered"];
    }

    /** The requests that may change something. `first` is the place of the first one, from 0. */
    writes(first = 0): readonly RecordedRequest[] {
        return this.#simulator
            .requests()
            .slice(first)
            .filter(({ endpoint }) => !readings.includes(endpoint));
    }

    /** How many register and deregister requests came in. */
    get countedRequests(): number {
        return this.#requests(counted).length;
    }

    /** The most register or deregister requests of one number in any 72 hours, by Meta's clock. */
    get mostInWindow(): number {
        const windows = this.#ids.flatMap((id) =>
            counted.flatMap((endpoint) => {
                const times = this.#requests([endpoint])
                    .filter(({ phoneNumberId }) => phoneNumberId === id)
                    .map(({ at }) => Date.parse(at));
                return times.map(
                    (end) => times.filter((at) => at <= end && at > end - WINDOW_MS).length,
                );
            }),
        );
        return Math.max(0, ...windows);
    }

    /** Whether a number has had more requests of a kind than Meta allows. */
    get isOverBudget(): boolean {
        return this.mostInWindow > REQUESTS_PER_WINDOW;
    }

    /** Whether a number has so few requests left that a run may refuse to spend one. */
    get isBudgetNearlySpent(): boolean {
        // The provider keeps one registration, to bring a number back.
        return this.mostInWindow >= REQUESTS_PER_WINDOW - 1;
    }

    #requests(endpoints: readonly EndpointName[]): readonly RecordedRequest[] {
        return this.#simulator.requests().filter(({ endpoint }) => endpoints.includes(endpoint));
    }
}
