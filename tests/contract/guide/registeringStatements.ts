import type { Section } from "./Statement";

/** What the guide states about registering, except its parameters. */
export const registeringStatements: readonly Section[] = [
    {
        heading: "Registration",
        statements: [
            {
                states: "A number has to be registered before it can be used with Cloud API",
                tests: ["registers a number that was never registered"],
            },
            {
                states: "Account creation: the number that is to send messages is registered",
                tests: ["registers a number that was never registered"],
            },
            {
                states: "Account creation: two-step verification is enforced",
                tests: [
                    "refuses a registration without a PIN",
                    "gives a number without two-step verification the declared PIN: it becomes the PIN",
                ],
            },
            {
                states: "Name change: the new display name is filed in WhatsApp Manager first",
                tests: ["sends nothing for a display name that is filed and not yet approved"],
            },
            {
                states: "Name change: once approved, the number is registered again under the new name",
                tests: [
                    "registers a number again for a display name that is approved, and it never goes down",
                ],
            },
            {
                states: "A number is migrated from the On-Premises API by registering it",
                tests: ["migrates an On-Premises number by registering it with its backup"],
            },
            {
                states: "The ownership of a number is verified before it is registered",
                tests: [
                    "refuses an unverified number before anything is sent",
                    "answers a registration of an unverified number with 133006",
                    "registers a number after the commands that its refusal names have verified it",
                ],
            },
        ],
    },
    {
        heading: "Migration Exception",
        statements: [
            {
                states: "A number on the On-Premises API takes extra steps before it is registered",
                tests: [
                    "refuses an On-Premises number without its backup, and names the page of extra steps",
                ],
            },
        ],
    },
    {
        heading: "Register a Business Phone Number",
        statements: [
            {
                states: "A registration is a POST to {phone number id}/register",
                tests: ["posts a registration to {phone number id}/register"],
            },
            {
                states: "The path takes the phone number id",
                tests: ["takes the phone number id, and tells it from a phone number"],
            },
            {
                states: "A Solution Partner's token needs both permissions to register",
                tests: [
                    "does not register with a token that lacks whatsapp_business_management",
                    "does not register with a token that lacks whatsapp_business_messaging",
                    "answers a call to register with one of the two permissions with 200",
                    "leaves the number up when a move lacks whatsapp_business_messaging",
                ],
            },
        ],
    },
    {
        heading: "Limitations",
        statements: [
            {
                states: "Ten registrations of a number are allowed in a moving window of 72 hours",
                tests: [
                    "registers with the tenth request of 72 hours",
                    "counts a registration for 72 hours and no longer: the window moves",
                    "answers one call more to register for each that is 72 hours ago, and no second",
                ],
            },
            {
                states: "Requests are counted",
                tests: ["records every request that was sent, refused ones too"],
            },
            {
                states: "One more is answered with 133016 and blocks registering for the next 72 hours",
                tests: [
                    "answers a call to register with 133016 where ten came within 72 hours, on whatever day",
                    "does not register with the eleventh: 133016, and the number is blocked for 72 hours",
                    "registers again when the block of 72 hours is over, and not before",
                    "answers a call to register with 133016 for 72 hours after the eleventh, and no longer",
                    "sends no eleventh registration that it knows of",
                ],
            },
        ],
    },
];
