import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import { invalidParameter } from "../graph/platformRefusals";
import { succeed } from "./succeed";

/** `POST /{phone number id}` without a PIN; of its parameters only `new_display_name` is simulated. */
export function updatePhoneNumber(call: NumberCall): GraphAnswer {
    const name = call.parameters["new_display_name"];
    if (typeof name !== "string") {
        return refused(
            invalidParameter("The request has no parameter that this simulator can set"),
        );
    }
    if (name.length < 2 || name.length > 75) {
        return refused(invalidParameter("Param new_display_name must have 2 to 75 characters"));
    }
    const pending = {
        newStatus: "PENDING_REVIEW",
        newDisplayName: name,
        newApprovedAtMs: null,
    };
    return succeed(call, { name: { ...call.number.name, ...pending } });
}
