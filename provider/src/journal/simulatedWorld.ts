import { get } from "node:http";

import { worldIn } from "../graph/worldIn";

const ANSWER_TIMEOUT_MS = 2_000;

/**
 * Asks a simulator for the id of its world. A restarted simulator has another world. Undefined if
 * there is no simulator, or no answer: the numbers may then be real.
 */
export function simulatedWorld(graphUrl: string): Promise<string | undefined> {
    return new Promise((resolve) => {
        const request = get(new URL("/", graphUrl), { agent: false }, ({ headers }) => {
            resolve(worldIn((name) => headers[name]?.toString()));
            request.destroy();
        });
        request.setTimeout(ANSWER_TIMEOUT_MS, () => request.destroy());
        request.on("error", () => {
            resolve(undefined);
        });
        request.on("close", () => {
            resolve(undefined);
        });
    });
}
