import type { GraphApiParts } from "../graph/GraphApi";
import type { AdminReply, AdminRequest } from "../http/SimulatorServer";
import { WorldError } from "../world/WorldError";
import { changedClock } from "./changedClock";
import { numberView, worldView } from "./worldView";

type AdminHandler = (parts: GraphApiParts, request: AdminRequest) => unknown;

/** The admin calls, by method and path; `numbers` has the id behind it. */
const ROUTES: Readonly<Record<string, AdminHandler>> = {
    "GET world": ({ world }) => worldView(world),
    "PATCH world": ({ world }, { body }) => {
        world.change(body);
        return worldView(world);
    },
    "GET requests": ({ journal }) => journal.requests,
    "DELETE requests": ({ journal }) => {
        journal.clear();
        return { success: true };
    },
    "GET clock": ({ world }) => ({ now: world.clock.now().toISOString() }),
    "POST clock": ({ world }, { body }) => changedClock(world.clock, body),
    "GET faults": ({ faults }) => faults.pending,
    "POST faults": ({ faults }, { body }) => {
        faults.add(body);
        return faults.pending;
    },
    "DELETE faults": ({ faults }) => {
        faults.clear();
        return { success: true };
    },
    "GET numbers": ({ world }, { path }) => numberView(world, idOf(path)),
    "PATCH numbers": ({ world }, { path, body }) => {
        world.changeNumber(idOf(path), body);
        return numberView(world, idOf(path));
    },
};

/**
 * Answers a call under `/_simulator/`.
 *
 * @param parts - world, faults and journal
 * @param request - the call
 */
export function adminReply(parts: GraphApiParts, request: AdminRequest): AdminReply {
    const key = `${request.method} ${request.path.replace(/^(numbers)\/.*$/, "$1")}`;
    if (!Object.hasOwn(ROUTES, key)) {
        const known = Object.keys(ROUTES).join(", ").replaceAll("numbers", "numbers/{id}");
        const called = `${request.method} /_simulator/${request.path}`;
        return wrong(404, `There is no ${called}. There are ${known}, all under /_simulator/.`);
    }
    if (request.body === undefined)
        return wrong(400, "Cannot read the body: it is no JSON object.");
    try {
        return { httpStatus: 200, body: ROUTES[key]?.(parts, request) };
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
