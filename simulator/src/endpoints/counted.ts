import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import { attemptLimit } from "../graph/registrationRefusals";
import { countedAttempt, uncountedAttempt } from "../world/attemptWindow";
import type { CountedOperation } from "../world/PhoneNumber";

/**
 * Counts a request, and handles it only if the window allows it.
 *
 * @param call - the call
 * @param operation - the operation that Meta counts it for
 * @param handle - the operation itself
 */
export function counted(
    call: NumberCall,
    operation: CountedOperation,
    handle: (call: NumberCall) => GraphAnswer,
): GraphAnswer {
    const { world, now } = call;
    const { switches } = world;
    const verdict = countedAttempt(call.number, { operation, now, switches });
    world.putNumber(verdict.number);
    if (!verdict.allowed) return refused(attemptLimit());
    const answer = handle({ ...call, number: verdict.number });
    if (answer.kind === "refused" && !switches.failuresCount) {
        const number = world.number(call.number.id) ?? verdict.number;
        world.putNumber(uncountedAttempt(number, operation));
    }
    return answer;
}
