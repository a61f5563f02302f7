import { createHash } from "node:crypto";
import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import { invalidParameter } from "../graph/platformRefusals";
import { alreadyVerified } from "../graph/registrationRefusals";
import { ownershipReading } from "../world/ownershipReading";
import { succeed } from "./succeed";

/** How long a code can be used: about ten minutes by Meta's OpenAPI file, read 2026-11-22. */
const CODE_LIVES_MS = 10 * 60_000;

/** How a code is sent; `IVR` since the reference of v26.0, read 2026-11-24. */
const CODE_METHODS = ["SMS", "VOICE", "IVR"];

/** `POST /{phone number id}/request_code`. The number's snapshot shows the code. */
export function requestCode(call: NumberCall): GraphAnswer {
    const { number, parameters, now, world } = call;
    const method = parameters["code_method"];
    if (ownershipReading(number, world.switches, now) === "VERIFIED")
        return refused(alreadyVerified());
    if (!CODE_METHODS.some((known) => known === method)) {
        return refused(invalidParameter("Param code_method must be one of {SMS, VOICE, IVR}"));
    }
    const language = parameters["language"] ?? parameters["locale"];
    if (typeof language !== "string" || !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language)) {
        return refused(invalidParameter("Param language must be a locale, such as en_US"));
    }
    const code = { value: codeOf(number.id, now), expiresAtMs: now.getTime() + CODE_LIVES_MS };
    return succeed(call, { code });
}

/** Made from the time: a frozen clock gives the same code again. */
function codeOf(phoneNumberId: string, now: Date): string {
    const hash = createHash("sha256").update(`${phoneNumberId} ${now.toISOString()}`).digest();
    return String(hash.readUInt32BE(0) % 1_000_000).padStart(6, "0");
}
