export { startSimulator, type SimulatorOptions } from "./startSimulator";
export type { BugReport } from "./admin/bugReport";
export type { Simulator } from "./Simulator";
export type { ClockStep } from "./clock/SimulatorClock";
export type { EndpointLetter, EndpointName } from "./endpoints/Endpoint";
export type { Fault, FaultRule } from "./faults/Fault";
export type { RecordedRequest } from "./journal/RecordedRequest";
export type { WebhookChange } from "./webhooks/WebhookChange";
export type { SentWebhook } from "./webhooks/WebhookSender";
export { readWorldFile } from "./world/readWorldFile";
export type { NumberChange, NumberInput } from "./world/numberSchema";
export type { NumberSnapshot } from "./world/numberSnapshot";
export type { CountedOperation, NameReview, Storage } from "./world/PhoneNumber";
export type { Region } from "./world/regions";
export { DEFAULT_SWITCHES, type Switches, type SwitchesInput } from "./world/switches";
export { WorldError } from "./world/WorldError";
export type {
    AccountInput,
    AppInput,
    TokenInput,
    WorldChange,
    WorldInput,
} from "./world/worldSchema";
