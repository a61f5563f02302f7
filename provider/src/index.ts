export type { Budget, Budgets } from "./decisions/budget";
export type { RefusedOperation, RememberedRefusal } from "./decisions/refusalMemory";
export type { CountedOperation, SpentRequest } from "./decisions/spentRequests";
export type { NoStorage } from "./decisions/storage";
export type { OnPremisesBackup } from "./graph/registration";
export { WhatsAppPhoneRegistration } from "./WhatsAppPhoneRegistration";
export type {
    WhatsAppPhoneRegistrationArgs,
    WhatsAppPhoneRegistrationInputs,
} from "./WhatsAppPhoneRegistrationArgs";
