import { REGIONS } from "./REGIONS";

/** A statement of Meta's registration guide, in our words, and what holds it. */
export interface Statement {
    /** The heading in the guide that it stands under. */
    readonly heading: string;
    /** What the guide states. */
    readonly states: string;
    /** The titles of the tests that hold it; empty where none does yet. */
    readonly tests: readonly string[];
    /** What is still open of it, and what will cover that. */
    readonly later?: string;
}

const INTRODUCTION: readonly Statement[] = [
    {
        heading: "Registration",
        states: "A number has to be registered before it can be used with Cloud API",
        tests: ["registers a number that was never registered"],
    },
    {
        heading: "Registration",
        states: "Account creation: the number that is to send messages is registered",
        tests: ["registers a number that was never registered"],
    },
    {
        heading: "Registration",
        states: "Account creation: two-step verification is enforced",
        tests: [
            "refuses a registration without a PIN",
            "gives a number without two-step verification the declared PIN: it becomes the PIN",
        ],
    },
    {
        heading: "Registration",
        states: "Name change: the new display name is filed in WhatsApp Manager first",
        tests: [],
        later: "covered later by: display name",
    },
    {
        heading: "Registration",
        states: "Name change: once approved, the number is registered again under the new name",
        tests: [],
        later: "covered later by: display name",
    },
    {
        heading: "Registration",
        states: "A number is migrated from the On-Premises API by registering it",
        tests: ["refuses an On-Premises number before anything is sent"],
        later: "covered later by: migration",
    },
    {
        heading: "Registration",
        states: "The ownership of a number is verified before it is registered",
        tests: ["refuses an unverified number before anything is sent"],
        later: "covered later by: ownership verification commands",
    },
    {
        heading: "Migration Exception",
        states: "A number on the On-Premises API takes extra steps before it is registered",
        tests: ["refuses an On-Premises number before anything is sent"],
        later: "covered later by: migration (backup)",
    },
];

const REGISTERING: readonly Statement[] = [
    {
        heading: "Register a Business Phone Number",
        states: "A registration is a POST to {phone number id}/register",
        tests: ["posts a registration to {phone number id}/register"],
    },
    {
        heading: "Register a Business Phone Number",
        states: "The path takes the phone number id",
        tests: ["takes the phone number id, and tells it from a phone number"],
    },
    {
        heading: "Register a Business Phone Number",
        states: "A Solution Partner's token needs both permissions to register",
        tests: [
            "does not register with a token that lacks whatsapp_business_management",
            "does not register with a token that lacks whatsapp_business_messaging",
            "leaves the number up when a move lacks whatsapp_business_messaging",
        ],
    },
    {
        heading: "Limitations",
        states: "Ten registrations of a number are allowed in a moving window of 72 hours",
        tests: [
            "registers with the tenth request of 72 hours",
            "counts a registration for 72 hours and no longer: the window moves",
        ],
    },
    {
        heading: "Limitations",
        states: "Requests are counted",
        tests: ["records every request that was sent, refused ones too"],
    },
    {
        heading: "Limitations",
        states: "One more is answered with 133016 and blocks registering for the next 72 hours",
        tests: [
            "does not register with the eleventh: 133016, and the number is blocked for 72 hours",
            "registers again when the block of 72 hours is over, and not before",
        ],
        later: "covered later by: the budget, which refuses the eleventh before it is sent",
    },
    {
        heading: "Parameters",
        states: "messaging_product is required and is whatsapp",
        tests: ["sends messaging_product whatsapp with every registration"],
    },
    {
        heading: "Parameters",
        states: "pin is required",
        tests: ["refuses a registration without a PIN"],
    },
    {
        heading: "Parameters",
        states: "A PIN has six digits",
        tests: ["refuses a PIN that is not six digits"],
    },
    {
        heading: "Parameters",
        states: "Where two-step verification is on, pin is the number's PIN",
        tests: [
            "registers a number that has a PIN with that PIN",
            "refuses another PIN than the number's, once, in words for the user",
        ],
    },
    {
        heading: "Parameters",
        states: "A PIN that nobody recalls can be changed",
        tests: ["changes the PIN of a registered number without the former one"],
    },
    {
        heading: "Parameters",
        states: "Where two-step verification is off, pin becomes the number's PIN",
        tests: [
            "gives a number without two-step verification the declared PIN: it becomes the PIN",
        ],
    },
];

const STORING: readonly Statement[] = [
    {
        heading: "Parameters",
        states: "data_localization_region is optional",
        tests: ["registers without local storage where no region is declared"],
    },
    {
        heading: "Parameters",
        states: "With a region, local storage of the number is enabled",
        tests: ["stores data at rest in Switzerland (CH), by the settings and by the body"],
    },
    {
        heading: "Parameters",
        states: "The region is a country code of two letters",
        tests: ["takes a code of two letters and no name of a country"],
    },
    ...REGIONS.map(({ code, place }) => ({
        heading: "Parameters",
        states: `${code} is supported`,
        tests: [`stores data at rest in ${place} (${code}), by the settings and by the body`],
    })),
    {
        heading: "Parameters",
        states: "Once enabled, local storage is neither disabled nor changed directly",
        tests: ["never writes the storage of a number while it is registered"],
    },
    {
        heading: "Parameters",
        states: "To disable it, the number is deregistered and registered without the parameter",
        tests: ["disables local storage by deregistering and registering without a region"],
    },
    {
        heading: "Parameters",
        states: "To change it, the number is deregistered and registered with the new code",
        tests: ["changes a region by deregistering and registering with the new one"],
    },
    {
        heading: "Parameters",
        states: "To enable it on a registered number, that number is deregistered first",
        tests: ["enables local storage of a registered number by deregistering it first"],
    },
    {
        heading: "Example Request without Local Storage",
        states: "The body holds messaging_product and pin",
        tests: ["sends messaging_product and PIN alone where no region is declared"],
    },
    {
        heading: "Example Request with Local Storage",
        states: "The body holds data_localization_region beside them",
        tests: ["sends the region in the body of a registration as the guide's example"],
    },
    {
        heading: "Example Request with Local Storage",
        states: "All calls are authenticated with an access token",
        tests: [
            "sends the access token with every request",
            "fails without an access token, and names where it looks",
        ],
    },
    {
        heading: "Example Request with Local Storage",
        states: "A developer may use the token of the App Dashboard",
        tests: ["says of a token that has expired how long the dashboard's live"],
    },
    {
        heading: "Example Request with Local Storage",
        states: "A Solution Partner uses a token with both permissions",
        tests: [
            "does not register with a token that lacks whatsapp_business_management",
            "does not register with a token that lacks whatsapp_business_messaging",
        ],
    },
];

const DEREGISTERING: readonly Statement[] = [
    {
        heading: "Deregister a Business Phone Number",
        states: "A deregistered number is no longer usable with Cloud API",
        tests: ["makes a number unusable with Cloud API by deregistering it"],
    },
    {
        heading: "Deregister a Business Phone Number",
        states: "Deregistering disables local storage",
        tests: ["storage reads off after a deregistration"],
    },
    {
        heading: "Deregister a Business Phone Number",
        states: "A deregistration is a POST to {phone number id}/deregister",
        tests: ["posts a deregistration to {phone number id}/deregister, without a body"],
    },
    {
        heading: "Deregister a Business Phone Number",
        states: "A Solution Partner's token needs both permissions to deregister",
        tests: [
            "does not deregister with a token that lacks whatsapp_business_management",
            "does not deregister with a token that lacks whatsapp_business_messaging",
        ],
    },
    {
        heading: "Limitations",
        states: "A number that the WhatsApp Business app uses too cannot be deregistered",
        tests: [
            "refuses to deregister a number that the WhatsApp Business app uses too",
            "names the WhatsApp Business app when only Meta's refusal tells that it uses the number",
        ],
    },
    {
        heading: "Limitations",
        states: "Deregistering deletes neither the number nor its message history",
        tests: [
            "the number and its history stay",
            "registers a deregistered number again without a new verification",
        ],
    },
    {
        heading: "Limitations",
        states: "A number and its history are deleted by removing the number from its account",
        tests: ["the number and its history stay"],
        later: "covered later by: the documentation, which points to WhatsApp Manager",
    },
    {
        heading: "Limitations",
        states: "Ten deregistrations of a number are allowed in a moving window of 72 hours",
        tests: [
            "deregisters with the tenth request of 72 hours",
            "counts a deregistration for 72 hours and no longer: the window moves",
        ],
    },
    {
        heading: "Limitations",
        states: "One more is answered with 133016 and blocks deregistering for the next 72 hours",
        tests: [
            "does not deregister with the eleventh: 133016, and the number is blocked for 72 hours",
            "deregisters again when the block of 72 hours is over, and not before",
        ],
        later: "covered later by: the budget, which refuses the eleventh before it is sent",
    },
    {
        heading: "Example",
        states: "The request has no body",
        tests: ["posts a deregistration to {phone number id}/deregister, without a body"],
    },
    {
        heading: "Example",
        states: "A successful answer holds success true",
        tests: ["takes success true, and true as a text, for success"],
    },
    {
        heading: "See Also",
        states: "A PIN can be reset",
        tests: ["changes the PIN of a registered number without the former one"],
    },
];

/** Every statement of the registration guide, in its order. Read 2026-11-22. */
export const STATEMENTS: readonly Statement[] = [
    ...INTRODUCTION,
    ...REGISTERING,
    ...STORING,
    ...DEREGISTERING,
];
