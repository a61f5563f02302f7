import type { GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import type { PhoneNumber } from "../world/PhoneNumber";

/**
 * Changes the number and answers success.
 *
 * @param call - the call
 * @param change - what changes on the number
 * @param extra - properties besides `success`
 */
export function succeed(
    { world, number }: NumberCall,
    change: Partial<PhoneNumber>,
    extra: Readonly<Record<string, unknown>> = {},
): GraphAnswer {
    // The number may have changed since the call came in, because its attempt was counted.
    world.putNumber({ ...(world.number(number.id) ?? number), ...change });
    const success = world.switches.successAs === "string" ? "true" : true;
    return {
        kind: "answered",
        body: { success, ...extra },
        effect: Object.keys(change).length > 0,
    };
}
