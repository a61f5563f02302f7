import { REGIONS } from "./REGIONS";
import type { Section } from "./Statement";

/** What the guide states about the parameters of registering, and shows in its examples. */
export const parameterStatements: readonly Section[] = [
    {
        heading: "Parameters",
        statements: [
            {
                states: "messaging_product is required and is whatsapp",
                tests: [
                    "sends messaging_product whatsapp with every registration",
                    "answers a registration without messaging_product, and with another, with 100",
                ],
            },
            {
                states: "pin is required",
                tests: [
                    "refuses a registration without a PIN",
                    "answers a registration without a PIN with 100",
                ],
            },
            { states: "A PIN has six digits", tests: ["refuses a PIN that is not six digits"] },
            {
                states: "Where two-step verification is on, pin is the number's PIN",
                tests: [
                    "registers a number that has a PIN with that PIN",
                    "refuses another PIN than the number's, once, in words for the user",
                    "answers a registration with another PIN than the number's with 133005",
                ],
            },
            {
                states: "A PIN that nobody recalls can be changed",
                tests: [
                    "changes the PIN of a registered number without the former one",
                    "takes another PIN for a registered number alone, neither before nor after",
                    "changes the PIN of an unregistered number after registering it with the one it has",
                ],
            },
            {
                states: "Where two-step verification is off, pin becomes the number's PIN",
                tests: [
                    "gives a number without two-step verification the declared PIN: it becomes the PIN",
                ],
            },
            {
                states: "data_localization_region is optional",
                tests: ["registers without local storage where no region is declared"],
            },
            {
                states: "With a region, local storage of the number is enabled",
                tests: ["stores data at rest in Switzerland (CH), by the settings and by the body"],
            },
            {
                states: "The region is a country code of two letters",
                tests: ["takes a code of two letters and no name of a country"],
            },
            ...REGIONS.map(({ code, place }) => ({
                states: `${code} is supported`,
                tests: [
                    `stores data at rest in ${place} (${code}), by the settings and by the body`,
                ],
            })),
            {
                states: "Once enabled, local storage is neither disabled nor changed directly",
                tests: ["never writes the storage of a number while it is registered"],
            },
            {
                states: "To disable it, the number is deregistered and registered without the parameter",
                tests: ["disables local storage by deregistering and registering without a region"],
            },
            {
                states: "To change it, the number is deregistered and registered with the new code",
                tests: ["changes a region by deregistering and registering with the new one"],
            },
            {
                states: "To enable it on a registered number, that number is deregistered first",
                tests: ["enables local storage of a registered number by deregistering it first"],
            },
        ],
    },
    {
        heading: "Example Request without Local Storage",
        statements: [
            {
                states: "The body holds messaging_product and pin",
                tests: ["sends messaging_product and PIN alone where no region is declared"],
            },
            {
                states: "Its Content-Type is application/json, and the token goes as a bearer",
                tests: [
                    "sends a registration as JSON with the token as a bearer, as the guide's example",
                ],
            },
        ],
    },
    {
        heading: "Example Request with Local Storage",
        statements: [
            {
                states: "The body holds data_localization_region beside them",
                tests: ["sends the region in the body of a registration as the guide's example"],
            },
            {
                states: "All calls are authenticated with an access token",
                tests: [
                    "sends the access token with every request",
                    "fails without an access token, and names where it looks",
                    "answers a call to register without an access token with 104",
                    "answers a call to deregister without an access token with 104",
                ],
            },
            {
                states: "A developer may use the token of the App Dashboard",
                tests: [
                    "takes a token of the App Dashboard for its 24 hours, and not a second longer",
                ],
            },
            {
                states: "A Solution Partner uses a token with both permissions",
                tests: [
                    "does not register with a token that lacks whatsapp_business_management",
                    "does not register with a token that lacks whatsapp_business_messaging",
                ],
            },
        ],
    },
];
