import type { Policies } from "@pulumi/policy";

import { allowedRegions } from "./rules/allowedRegions";
import { appSecretSet } from "./rules/appSecretSet";
import { budgetReserve } from "./rules/budgetReserve";
import { noUnapprovedRemoval } from "./rules/noUnapprovedRemoval";
import { pinIsNoPattern } from "./rules/pinIsNoPattern";
import { pinIsSecret } from "./rules/pinIsSecret";
import { protectRequired } from "./rules/protectRequired";
import { tokenPerAccount } from "./rules/tokenPerAccount";

/**
 * Every rule, in the order of the documentation. A new rule is a file in `rules/` and a line here.
 */
export const policies: Policies = [
    allowedRegions,
    protectRequired,
    noUnapprovedRemoval,
    tokenPerAccount,
    pinIsSecret,
    pinIsNoPattern,
    budgetReserve,
    appSecretSet,
];
