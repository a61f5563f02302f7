import { adminReply } from "./admin/adminReply";
import { SimulatorClock } from "./clock/SimulatorClock";
import { FaultPlan } from "./faults/FaultPlan";
import { batchReply, isBatch } from "./graph/batchReply";
import { replyTo } from "./graph/GraphApi";
import { SimulatorServer } from "./http/SimulatorServer";
import { Journal } from "./journal/Journal";
import type { Simulator } from "./Simulator";
import { numberSnapshot } from "./world/numberSnapshot";
import { World } from "./world/World";
import type { WorldInput } from "./world/worldSchema";

/** How to start a simulator. */
export interface SimulatorOptions {
    /** The port on 127.0.0.1; by default any that is free. */
    readonly port?: number | undefined;
    /** The world; what it leaves out has a default. */
    readonly world?: WorldInput | undefined;
    /** What errors call the world, such as the name of its file. */
    readonly worldName?: string | undefined;
    /** The ISO 8601 time at which the clock stands still; left out, it follows the machine's. */
    readonly now?: string | undefined;
}

/**
 * Starts a simulator on loopback.
 *
 * @param options - port, world and time
 * @throws WorldError when the world is wrong, RangeError when the time is
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
    const clock = new SimulatorClock(options.now);
    const world = new World(options.world ?? {}, clock, options.worldName);
    const parts = { world, faults: new FaultPlan(), journal: new Journal() };
    const server = await SimulatorServer.listen(options.port ?? 0, {
        graph: (request) =>
            isBatch(request) ? batchReply(parts, request) : replyTo(parts, request),
        admin: (request) => adminReply(parts, request),
    });
    return simulatorOf(parts, server);
}

function simulatorOf(parts: Parameters<typeof replyTo>[0], server: SimulatorServer): Simulator {
    const { world, faults, journal } = parts;
    return {
        url: server.url,
        clock: world.clock,
        requests: () => journal.requests,
        letters: (phoneNumberId) => journal.letters(phoneNumberId),
        clearRequests: () => {
            journal.clear();
        },
        number: (id) => numberSnapshot(world.existingNumber(id), world.switches, world.clock.now()),
        changeNumber: (id, change) => {
            world.changeNumber(id, change);
        },
        changeWorld: (change) => {
            world.change(change);
        },
        addFault: (rule) => {
            faults.add(rule);
        },
        clearFaults: () => {
            faults.clear();
        },
        close: () => server.close(),
    };
}
