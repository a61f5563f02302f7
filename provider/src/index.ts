export type { SpentRequest } from "./decisions/spentRequests";
export { WhatsAppPhoneRegistration } from "./WhatsAppPhoneRegistration";
export type {
    WhatsAppPhoneRegistrationArgs,
    WhatsAppPhoneRegistrationInputs,
} from "./WhatsAppPhoneRegistrationArgs";
