import type { Section } from "./Statement";

/** What the guide states about deregistering. */
export const deregisteringStatements: readonly Section[] = [
    {
        heading: "Deregister a Business Phone Number",
        statements: [
            {
                states: "A deregistered number is no longer usable with Cloud API",
                tests: ["makes a number unusable with Cloud API by deregistering it"],
            },
            {
                states: "Deregistering disables local storage",
                tests: [
                    "storage reads off after a deregistration",
                    "answers with a storage of no region after a deregistration",
                ],
            },
            {
                states: "A deregistration is a POST to {phone number id}/deregister",
                tests: ["posts a deregistration to {phone number id}/deregister, without a body"],
            },
            {
                states: "A Solution Partner's token needs both permissions to deregister",
                tests: [
                    "does not deregister with a token that lacks whatsapp_business_management",
                    "does not deregister with a token that lacks whatsapp_business_messaging",
                    "answers a call to deregister with one of the two permissions with 200",
                ],
            },
        ],
    },
    {
        heading: "Limitations",
        statements: [
            {
                states: "A number that the WhatsApp Business app uses too cannot be deregistered",
                tests: [
                    "refuses to deregister a number that the WhatsApp Business app uses too",
                    "answers a deregistration of a number that the app uses too with 100",
                    "names the WhatsApp Business app when only Meta's refusal tells that it uses the number",
                ],
            },
            {
                // The guide says that its history stays, too. Neither provider nor simulator has
                // messages.
                states: "Deregistering does not delete the number",
                tests: [
                    "keeps the number on its account, with its id and its verification",
                    "registers a deregistered number again without a new verification",
                ],
            },
            {
                states: "A number and its history are deleted by removing the number from its account",
                tests: ["leaves deleting to WhatsApp Manager, and says so"],
            },
            {
                states: "Ten deregistrations of a number are allowed in a moving window of 72 hours",
                tests: [
                    "deregisters with the tenth request of 72 hours",
                    "counts a deregistration for 72 hours and no longer: the window moves",
                    "answers one call more to deregister for each that is 72 hours ago, and no second",
                ],
            },
            {
                states: "One more is answered with 133016 and blocks deregistering for the next 72 hours",
                tests: [
                    "answers a call to deregister with 133016 where ten came within 72 hours, on whatever day",
                    "does not deregister with the eleventh: 133016, and the number is blocked for 72 hours",
                    "deregisters again when the block of 72 hours is over, and not before",
                    "answers a call to deregister with 133016 for 72 hours after the eleventh, and no longer",
                    "sends no eleventh deregistration that it knows of",
                ],
            },
        ],
    },
    {
        heading: "Example",
        statements: [
            {
                states: "The request has no body and carries the token as a bearer",
                tests: [
                    "posts a deregistration to {phone number id}/deregister, without a body",
                    "sends a deregistration with the token as a bearer and not one byte of a body",
                ],
            },
            {
                states: "A successful answer holds success true",
                tests: ["takes success true, and true as a text, for success"],
            },
        ],
    },
    {
        heading: "See Also",
        statements: [
            {
                states: "A PIN can be reset",
                tests: [
                    "changes the PIN of a registered number without the former one",
                    "takes another PIN for a registered number alone, neither before nor after",
                ],
            },
        ],
    },
];
