/**
 * The rules as values, for a policy pack of your own. To run all of them, give Pulumi the folder of
 * this package as a policy pack.
 */
export { policies } from "./policies";
export { registrationTypes } from "./registration";
export type { Approval, Approvals } from "./approval";
export { allowedRegions, type AllowedRegionsConfig } from "./rules/allowedRegions";
export { appSecretSet } from "./rules/appSecretSet";
export { budgetReserve, type BudgetReserveConfig } from "./rules/budgetReserve";
export { noUnapprovedRemoval, type NoUnapprovedRemovalConfig } from "./rules/noUnapprovedRemoval";
export { pinIsNoPattern } from "./rules/pinIsNoPattern";
export { pinIsSecret } from "./rules/pinIsSecret";
export { protectRequired, type ProtectRequiredConfig } from "./rules/protectRequired";
export { tokenPerAccount, type TokenPerAccountConfig } from "./rules/tokenPerAccount";
