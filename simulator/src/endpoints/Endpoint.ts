import type { AccountCall, GraphCall, NumberCall } from "../graph/GraphCall";
import type { GraphAnswer } from "../graph/GraphAnswer";

/** The endpoints by the names that faults and the journal use, each with its letter. */
export const ENDPOINT_LETTERS = {
    getPhoneNumber: "N",
    getSettings: "S",
    setStorage: "W",
    setPin: "P",
    updatePhoneNumber: "U",
    register: "R",
    deregister: "D",
    requestCode: "C",
    verifyCode: "V",
    getAccount: "A",
    listPhoneNumbers: "L",
    getSubscribedApps: "B",
    subscribeApp: "E",
    unsubscribeApp: "X",
    debugToken: "T",
    batch: "M",
    unknown: "?",
} as const;

/** The name of an endpoint; `unknown` if path or method are of no endpoint. */
export type EndpointName = keyof typeof ENDPOINT_LETTERS;

/** The letter of an endpoint in the journal, as in `N S W S R N S`. */
export type EndpointLetter = (typeof ENDPOINT_LETTERS)[EndpointName];

/** The handler of a call, by the kind of object that is called. */
export type Endpoint = {
    /** Its name. */
    readonly name: EndpointName;
    /** The permissions it needs. */
    readonly scopes: readonly string[];
} & (
    | { readonly on: "number"; readonly handle: (call: NumberCall) => GraphAnswer }
    | { readonly on: "account"; readonly handle: (call: AccountCall) => GraphAnswer }
    | { readonly on: "nothing"; readonly handle: (call: GraphCall) => GraphAnswer }
);
