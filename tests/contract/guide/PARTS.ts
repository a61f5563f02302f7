import { answering } from "./answering";
import { authenticating } from "./authenticating";
import { deregistering } from "./deregistering";
import type { GuideTests } from "./GuideTests";
import { limiting } from "./limiting";
import { otherReasons } from "./otherReasons";
import { registering } from "./registering";
import { sending } from "./sending";
import { storing } from "./storing";

/** Every test of the registration guide. */
export const PARTS: readonly GuideTests[] = [
    registering,
    authenticating,
    storing,
    limiting,
    deregistering,
    otherReasons,
    sending,
    answering,
];
