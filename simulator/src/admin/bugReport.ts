import { identityOf, type Identity } from "../http/identity";
import type { RecordedRequest } from "../journal/RecordedRequest";
import type { FaultRule } from "../faults/Fault";
import type { Simulation } from "../Simulation";
import type { SentWebhook } from "../webhooks/WebhookSender";
import type { View } from "./numberView";
import { worldView } from "./worldView";

/**
 * Everything that shows another person what happened, without tokens, secrets, PINs and backups.
 */
export interface BugReport extends Identity {
    /** The version of Node that it runs on. */
    readonly node: string;
    /** When the world began, by its own clock, ISO 8601. */
    readonly beganAt: string;
    /** The time of the world, ISO 8601. */
    readonly now: string;
    /** The Graph requests, oldest first. */
    readonly requests: readonly RecordedRequest[];
    /** The planned faults that have not all happened yet. */
    readonly faults: readonly FaultRule[];
    /** The webhooks that were sent. */
    readonly webhooks: readonly SentWebhook[];
    /** The state, in the form of a world file. */
    readonly state: View;
}

/**
 * The report to attach to a bug.
 *
 * @param simulation - the simulation
 */
export function bugReport(simulation: Simulation): BugReport {
    const { world, faults, journal } = simulation.parts;
    return {
        ...identityOf(simulation.worldId),
        node: process.version,
        beganAt: simulation.beganAt,
        now: world.clock.now().toISOString(),
        requests: journal.requests,
        faults: faults.pending,
        webhooks: simulation.webhooks.sent,
        state: worldView(world),
    };
}
