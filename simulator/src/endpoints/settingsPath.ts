import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";
import { unknownPath } from "../graph/platformRefusals";

/**
 * The error of a world that has no `/settings`.
 *
 * @param call - a settings call
 */
export function settingsPath({ world }: NumberCall): GraphRefusal | undefined {
    return world.switches.settingsEndpoint === "unknownPath" ? unknownPath("/settings") : undefined;
}
