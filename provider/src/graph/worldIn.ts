import type { HeaderOf } from "./HeaderWarnings";

const SIMULATOR = /^pulumi-whatsapp-simulator\//;
// It becomes the name of a folder.
const WORLD = /^[0-9a-z-]{8,64}$/;

/** The world that a simulator names in the headers of its answer; undefined of anybody else. */
export function worldIn(header: HeaderOf): string | undefined {
    const by = header("x-simulated-by");
    const world = header("x-simulated-world");
    const isSimulated = by !== undefined && SIMULATOR.test(by);
    return isSimulated && world !== undefined && WORLD.test(world) ? world : undefined;
}
