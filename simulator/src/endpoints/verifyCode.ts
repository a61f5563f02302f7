import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import { parameterText } from "../graph/parameterText";
import { invalidParameter } from "../graph/platformRefusals";
import { alreadyVerified, wrongCode } from "../graph/registrationRefusals";
import { ownershipReading } from "../world/ownershipReading";
import { succeed } from "./succeed";

/** `POST /{phone number id}/verify_code`; a code works once. */
export function verifyCode(call: NumberCall): GraphAnswer {
    const { number, parameters, now, world } = call;
    const value = parameterText(parameters["code"]);
    if (ownershipReading(number, world.switches, now) === "VERIFIED")
        return refused(alreadyVerified());
    if (!/^[0-9]{6}$/.test(value)) {
        return refused(invalidParameter("Param code must have six digits, without a hyphen"));
    }
    const { code } = number;
    if (code?.value !== value || code.expiresAtMs <= now.getTime()) {
        return refused(wrongCode());
    }
    return succeed(call, {
        codeVerificationStatus: "VERIFIED",
        verifiedAtMs: now.getTime(),
        code: null,
    });
}
