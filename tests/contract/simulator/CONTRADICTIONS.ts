/** A place where Meta's OpenAPI file contradicts Meta's guides or live answers. */
export interface Contradiction {
    /** The place, as keys from the file's root. */
    readonly path: readonly string[];
    /** What is right instead. */
    readonly holds: unknown;
    /** Why the simulator does not follow the file there. */
    readonly reason: string;
}

const SCHEMAS = ["components", "schemas"];

const STORAGE_STATUS = [
    "IN_COUNTRY_STORAGE_ENABLED",
    "IN_COUNTRY_STORAGE_DISABLED",
    "NO_STORAGE_ENABLED",
    "DEFAULT",
];

const CODE_VERIFICATION_STATUS = ["VERIFIED", "NOT_VERIFIED", "EXPIRED"];

/** Guides and live answers were read 2026-11-22. */
export const CONTRADICTIONS: readonly Contradiction[] = [
    {
        path: [...SCHEMAS, "StorageConfigurationSettings"],
        holds: {
            type: "object",
            required: ["status"],
            additionalProperties: false,
            properties: {
                status: { enum: STORAGE_STATUS.slice(0, 3) },
                data_localization_region: {
                    $ref: "#/components/schemas/WhatsAppDataLocalizationRegion",
                },
                retention_minutes: { const: 60 },
            },
        },
        reason: "the file has {enabled, region}; the local storage guide writes {status, data_localization_region}",
    },
    {
        path: [...SCHEMAS, "StorageConfigurationSettingsResponse", "properties", "status"],
        holds: { enum: [...STORAGE_STATUS, "default", "in_country_storage_enabled"] },
        reason: "the file has two lower-case words; the guide answers in upper case and knows more states",
    },
    {
        path: [...SCHEMAS, "PhoneNumberSettingsResponse", "required"],
        holds: [],
        reason: "a read that selects fields has only those, and storage that is off may be left out",
    },
    {
        path: [...SCHEMAS, "CallingSettingsResponse"],
        holds: {
            type: "object",
            required: ["status"],
            properties: {
                status: { enum: ["ENABLED", "DISABLED"] },
                call_icon_visibility: { enum: ["DEFAULT", "DISABLE_ALL"] },
                callback_permission_status: { enum: ["ENABLED", "DISABLED"] },
            },
        },
        reason: "the file has other words for calling, in lower case, and addresses; the calling guide has neither",
    },
    {
        path: [...SCHEMAS, "WhatsAppBusinessAccount", "properties", "subscribed_apps"],
        holds: { type: "object", required: ["data"] },
        reason: "the file has a bare list of apps; clients read the form that their edge has",
    },
    {
        path: [...SCHEMAS, "PhoneNumberInfo", "properties", "code_verification_status"],
        holds: { enum: CODE_VERIFICATION_STATUS },
        reason: "the file has UNVERIFIED; the guides and live answers have NOT_VERIFIED and EXPIRED",
    },
    {
        path: [...SCHEMAS, "WhatsAppCodeVerificationStatus"],
        holds: { enum: CODE_VERIFICATION_STATUS },
        reason: "the file's list edge lacks EXPIRED, which live answers have",
    },
    {
        path: [...SCHEMAS, "WhatsAppPhoneNumberStatus"],
        holds: { type: "string" },
        reason: "the file lacks CONNECTED, DISCONNECTED and more; Meta's reference of the node has them",
    },
    {
        path: [...SCHEMAS, "WhatsAppBusinessAccountPhoneNumber", "required"],
        holds: ["id"],
        reason: "a read that selects fields has only those and the id",
    },
    {
        path: [...SCHEMAS, "WhatsAppBusinessAccount", "required"],
        holds: ["id"],
        reason: "a read that selects fields has only those and the id",
    },
    {
        path: [...SCHEMAS, "RequestCodeRequest", "properties", "language"],
        holds: { type: "string", pattern: "^[a-z]{2,3}(_[A-Z]{2})?$" },
        reason: "the file wants five characters; the guide also sends en, and languages of three letters exist",
    },
];

/**
 * HTTP statuses of errors that the file does not list for a call. The form of these errors is still
 * checked. 401 on `/settings`: the file lists 400 and 403 there, but the error list of the guides
 * is for all calls. 503: Meta's list gives it to codes 2 and 133004, the file has 500.
 */
export const UNLISTED_STATUSES: readonly number[] = [401, 500, 503];
