import type { BugReport } from "./admin/bugReport";
import type { SimulatorClock } from "./clock/SimulatorClock";
import type { FaultRule } from "./faults/Fault";
import type { RecordedRequest } from "./journal/RecordedRequest";
import type { WebhookChange } from "./webhooks/WebhookChange";
import type { SentWebhook } from "./webhooks/WebhookSender";
import type { NumberChange } from "./world/numberSchema";
import type { NumberSnapshot } from "./world/numberSnapshot";
import type { WorldChange } from "./world/worldSchema";

/** A running simulator. */
export interface Simulator {
    /** Its address, such as `http://127.0.0.1:40123`; clients append `/v24.0/…`. */
    readonly url: string;
    /** With TLS, its self-signed certificate, PEM, for clients to trust; else undefined. */
    readonly certificate: string | undefined;
    /** The clock of its world. */
    readonly clock: Pick<SimulatorClock, "now" | "set" | "advance">;

    /** The id of the world: random, and new after every start and every `reset`. */
    readonly worldId: string;

    /** The Graph requests that came in since the last `clearRequests`. */
    requests(): readonly RecordedRequest[];

    /**
     * The letters of these requests, such as `N S W S R N S`.
     *
     * @param phoneNumberId - for this number only
     */
    letters(phoneNumberId?: string): string;

    /** Forgets the requests. What Meta counted for a number stays. */
    clearRequests(): void;

    /**
     * The real state of a number.
     *
     * @param phoneNumberId - its id
     * @throws WorldError if the world has no such number
     */
    number(phoneNumberId: string): NumberSnapshot;

    /**
     * Changes a number as somebody else would: without a request and without a count.
     *
     * @param phoneNumberId - its id
     * @param change - what to change; the rest stays
     * @throws WorldError if the number is unknown or the change is wrong
     */
    changeNumber(phoneNumberId: string, change: NumberChange): void;

    /**
     * Changes the app, accounts, the tokens, the switches or numbers, or adds accounts and numbers.
     *
     * @param change - what to change; the rest stays
     * @throws WorldError naming every place that is wrong
     */
    changeWorld(change: WorldChange): void;

    /**
     * Plans a fault.
     *
     * @param rule - what goes wrong, and on which calls from now on
     * @throws WorldError naming every place that is wrong
     */
    addFault(rule: FaultRule): void;

    /** Forgets all planned faults. */
    clearFaults(): void;

    /**
     * The webhooks that were sent to the app's `webhookUrl`. Waits until all of them have been
     * answered.
     */
    webhooks(): Promise<readonly SentWebhook[]>;

    /**
     * Sends a webhook that nothing in the simulator causes, such as a ban of the account.
     *
     * @param change - what it tells of
     * @throws WorldError if it is wrong, or if the app has no `webhookUrl` or is not subscribed to
     * the account
     */
    sendWebhook(change: WebhookChange): void;

    /**
     * Starts again: world and clock as at the start, another `worldId`, and no requests, faults or
     * webhooks.
     */
    reset(): void;

    /** Time, requests, faults, webhooks and state, without secrets, to attach to a bug report. */
    report(): BugReport;

    /** Stops it and ends all connections. */
    close(): Promise<void>;
}
