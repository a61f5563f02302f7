import { get } from "node:http";

const ANSWER_TIMEOUT_MS = 2_000;
const SIMULATOR = /^pulumi-whatsapp-simulator\//;
// It becomes the name of a folder.
const WORLD = /^[0-9a-z-]{8,64}$/;

/**
 * Asks an address of this machine whether it is a simulator, and of which world: a proxy in front
 * of Meta is none, and a simulator that was started anew has another world. Undefined where nobody
 * answers, too, since the numbers may then be real ones.
 */
export function simulatedWorld(graphUrl: string): Promise<string | undefined> {
    return new Promise((resolve) => {
        const request = get(new URL("/", graphUrl), { agent: false }, ({ headers }) => {
            const by = headers["x-simulated-by"];
            const world = headers["x-simulated-world"];
            const isSimulator = typeof by === "string" && SIMULATOR.test(by);
            const isName = typeof world === "string" && WORLD.test(world);
            resolve(isSimulator && isName ? world : undefined);
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
