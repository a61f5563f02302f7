import type { AdminReply } from "../http/AdminReply";
import type { AdminRequest } from "../http/SimulatorServer";
import type { Simulation } from "../Simulation";
import { WorldError } from "../world/WorldError";
import { bugReport } from "./bugReport";
import { changedClock } from "./changedClock";
import { numberChange, numberView } from "./numberView";
import { worldChange, worldView } from "./worldView";

type AdminHandler = (
    simulation: Simulation,
    request: AdminRequest & { readonly body: NonNullable<AdminRequest["body"]> },
) => unknown;

/** The admin calls, by method and path. The path of `numbers` ends with an id. */
const ROUTES: Readonly<Record<string, AdminHandler>> = {
    "GET world": ({ parts: { world } }) => worldView(world),
    "PATCH world": (simulation, { body }) => {
        simulation.changeElsewhere((world) => {
            world.change(worldChange(world, body));
        });
        return worldView(simulation.parts.world);
    },
    "GET requests": ({ parts: { journal } }) => journal.requests,
    "DELETE requests": ({ parts: { journal } }) => {
        journal.clear();
        return { success: true };
    },
    "GET clock": ({ parts: { world } }) => ({ now: world.clock.now().toISOString() }),
    "POST clock": ({ parts: { world } }, { body }) => changedClock(world.clock, body),
    "GET faults": ({ parts: { faults } }) => faults.pending,
    "POST faults": ({ parts: { faults } }, { body }) => {
        faults.add(body);
        return faults.pending;
    },
    "DELETE faults": ({ parts: { faults } }) => {
        faults.clear();
        return { success: true };
    },
    "GET numbers": ({ parts: { world } }, { path }) => numberView(world, idOf(path)),
    "PATCH numbers": (simulation, { path, body }) => {
        const id = idOf(path);
        simulation.changeElsewhere((world) => {
            world.changeNumber(id, numberChange(world, id, body));
        });
        return numberView(simulation.parts.world, id);
    },
    "GET webhooks": ({ webhooks }) => webhooks.sent,
    "POST webhooks": (simulation, { body }) => {
        simulation.sendWebhook(body);
        return simulation.webhooks.sent;
    },
    "GET report": (simulation) => bugReport(simulation),
    "POST reset": (simulation) => {
        simulation.reset();
        return worldView(simulation.parts.world);
    },
};

/**
 * Answers a call under `/_simulator/`.
 *
 * @param simulation - the simulation
 * @param request - the call
 */
export function adminReply(simulation: Simulation, request: AdminRequest): AdminReply {
    const key = `${request.method} ${request.path.replace(/^(numbers)\/.*$/, "$1")}`;
    if (!Object.hasOwn(ROUTES, key)) {
        const known = Object.keys(ROUTES).join(", ").replaceAll("numbers", "numbers/{id}");
        const called = `${request.method} /_simulator/${request.path}`;
        return wrong(404, `There is no ${called}. There are ${known}, all under /_simulator/.`);
    }
    const { method, path, body } = request;
    if (body === undefined) return wrong(400, "Cannot read the body: it is not a JSON object.");
    try {
        return { httpStatus: 200, body: ROUTES[key]?.(simulation, { method, path, body }) };
    } catch (error) {
        if (error instanceof WorldError || error instanceof RangeError) {
            return wrong(400, error.message);
        }
        throw error;
    }
}

function wrong(httpStatus: number, error: string): AdminReply {
    return { httpStatus, body: { error } };
}

function idOf(path: string): string {
    return path.replace(/^numbers\/?/, "");
}
