import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import { parameterText } from "../graph/parameterText";
import { notRegistered, pinFormat } from "../graph/registrationRefusals";
import { succeed } from "./succeed";

/** `POST /{phone number id}` with `pin`: sets the PIN of a registered number without the old one. */
export function setPin(call: NumberCall): GraphAnswer {
    const { number, parameters, world } = call;
    const pin = parameterText(parameters["pin"]);
    if (!number.registered) return refused(notRegistered());
    if (!/^[0-9]{6}$/.test(pin)) return refused(pinFormat());
    if (world.switches.accountModel === "pinRetired") return succeed(call, {});
    return succeed(call, { pin, wrongPins: 0, pinLockedUntilMs: null });
}
