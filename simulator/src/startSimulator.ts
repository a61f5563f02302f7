import { isIPv6 } from "node:net";
import { bugReport } from "./admin/bugReport";
import { adminReply } from "./admin/adminReply";
import { batchReply, isBatch } from "./graph/batchReply";
import { replyTo } from "./graph/GraphApi";
import { identityOf } from "./http/identity";
import { SimulatorServer, type Listening } from "./http/SimulatorServer";
import { Simulation } from "./Simulation";
import type { Simulator } from "./Simulator";
import { numberSnapshot } from "./world/numberSnapshot";
import type { WorldInput } from "./world/worldSchema";

/** How to start a simulator. */
export interface SimulatorOptions {
    /** The port. By default any free port. */
    readonly port?: number | undefined;
    /**
     * The name or address to listen on, in the form of a URL. By default 127.0.0.1. With an address
     * beyond loopback, such as `0.0.0.0`, everyone who reaches this machine can read and change the
     * world.
     */
    readonly host?: string | undefined;
    /** Whether it speaks HTTPS, with a certificate of its own. By default HTTP. */
    readonly tls?: boolean | undefined;
    /** More names under which the admin interface may be called, such as `simulator.test`. */
    readonly allowedHosts?: readonly string[] | undefined;
    /**
     * The world. Parts that are left out have a default. `readWorldFile` reads one, also a built-in
     * one by name.
     */
    readonly world?: WorldInput | undefined;
    /** The name of the world in errors, such as the name of its file. */
    readonly worldName?: string | undefined;
    /**
     * The ISO 8601 time at which the clock stands still. Without it the clock follows the machine's
     * clock.
     */
    readonly now?: string | undefined;
}

/**
 * Starts a simulator, on loopback unless told otherwise.
 *
 * @param options - where, world and time
 * @throws WorldError if the world is wrong, RangeError if the time is wrong
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
    const { world = {}, worldName, now } = options;
    const simulation = new Simulation({ world, worldName, now });
    const server = await SimulatorServer.listen(listeningOf(options), {
        graph: (request) =>
            isBatch(request)
                ? batchReply(simulation.parts, request)
                : replyTo(simulation.parts, request),
        admin: (request) => adminReply(simulation, request),
        identity: () => identityOf(simulation.worldId),
    });
    return simulatorOf(simulation, server);
}

function listeningOf(options: SimulatorOptions): Listening {
    const { port = 0, host = "127.0.0.1", tls = false, allowedHosts = [] } = options;
    return { port, host: isIPv6(host) ? `[${host}]` : host, tls, allowedHosts };
}

function simulatorOf(simulation: Simulation, server: SimulatorServer): Simulator {
    return {
        url: server.url,
        certificate: server.certificate,
        clock: simulation.clock,
        get worldId() {
            return simulation.worldId;
        },
        requests: () => simulation.parts.journal.requests,
        letters: (phoneNumberId) => simulation.parts.journal.letters(phoneNumberId),
        clearRequests: () => {
            simulation.parts.journal.clear();
        },
        number: (id) => {
            const { world } = simulation.parts;
            return numberSnapshot(world.existingNumber(id), world.switches, world.clock.now());
        },
        changeNumber: (id, change) => {
            simulation.changeElsewhere((world) => {
                world.changeNumber(id, change);
            });
        },
        changeWorld: (change) => {
            simulation.changeElsewhere((world) => {
                world.change(change);
            });
        },
        addFault: (rule) => {
            simulation.parts.faults.add(rule);
        },
        clearFaults: () => {
            simulation.parts.faults.clear();
        },
        webhooks: async () => {
            await simulation.webhooks.settled();
            return simulation.webhooks.sent;
        },
        sendWebhook: (change) => {
            simulation.sendWebhook(change);
        },
        reset: () => {
            simulation.reset();
        },
        report: () => bugReport(simulation),
        close: () => {
            simulation.webhooks.stop();
            return server.close();
        },
    };
}
