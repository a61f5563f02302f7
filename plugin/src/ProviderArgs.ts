// The schema takes its words from here (scripts/schemaOf.ts).

/**
 * The configuration of the provider: in the stack's config with the prefix `whatsapp:`, or of an
 * explicit provider.
 */
export interface ProviderArgs {
    /**
     * The access token of resources without `tokenName`. Secret. It needs the permissions
     * `whatsapp_business_management` and `whatsapp_business_messaging`.
     *
     * The environment variable `WHATSAPP_ACCESS_TOKEN` wins, because a refresh and a destroy read
     * the config from a copy in the state, which may be old.
     */
    accessToken?: string;

    /**
     * The access tokens of resources with that `tokenName`, by name. Secret. For many customers it
     * is the way to go: each explicit provider is a process of its own.
     *
     * The environment variable `WHATSAPP_ACCESS_TOKEN_<NAME>` wins.
     */
    accessTokens?: Record<string, string>;

    /**
     * The app secret, with which every request is signed. Secret.
     *
     * The environment variable `WHATSAPP_APP_SECRET` wins.
     */
    appSecret?: string;

    /** The address of the Graph API. Default: `https://graph.facebook.com`. */
    graphUrl?: string;

    /** The version in every path, in quotes. Default: `v24.0`. */
    graphApiVersion?: string;

    /**
     * How a region is written: `settings` before registering (v21.0 and later), `register` with
     * registering (up to v20.0), `auto` to find out by a read. Default: `auto`.
     */
    localStorageRecipe?: string;

    /** How long one request may take, in seconds. Default: 30. */
    requestTimeoutSeconds?: number;

    /** How long a number is read until a write shows, in seconds. Default: 90. */
    settleTimeoutSeconds?: number;

    /**
     * Whether a change that the budget forbids ends the preview; `false` makes it an error of its
     * resource. Default: `true`.
     */
    strictPreview?: boolean;

    /**
     * What becomes of a run that Meta's earlier refusal holds back: `fail` ends it; `warn` leaves the
     * number as it is, and the run goes on. Default: `fail`.
     */
    rememberedRefusal?: string;

    /**
     * How a refresh reads many numbers of one account: `auto` by its list and in batches, `list` by
     * its list alone, `off` one by one. Default: `auto`.
     */
    coalesceReads?: string;
}

/** The parts of the configuration that are secrets. */
export const secretArgs = [
    "accessToken",
    "accessTokens",
    "appSecret",
] as const satisfies readonly (keyof ProviderArgs)[];
