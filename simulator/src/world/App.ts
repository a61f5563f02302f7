import type { AppInput } from "./worldSchema";

/** The app of a world. */
export interface App {
    /** The app id. */
    readonly id: string;
    /** Its name. */
    readonly name: string;
    /** The app secret; null for none. */
    readonly secret: string | null;
    /** Whether calls without `appsecret_proof` are refused. */
    readonly requireProof: boolean;
    /** Where webhooks go; null for nowhere. */
    readonly webhookUrl: string | null;
    /** The version of calls that name no version. */
    readonly defaultVersion: string;
}

const DEFAULT_APP: App = {
    id: "634974688087057",
    name: "Example App",
    secret: null,
    requireProof: false,
    webhookUrl: null,
    defaultVersion: "v24.0",
};

/**
 * The app after a change, or a new one.
 *
 * @param input - what to set; an app that gets a secret requires proofs by default
 * @param before - the app before
 */
export function appOf(input: AppInput = {}, before: App = DEFAULT_APP): App {
    const secret = input.secret === undefined ? before.secret : input.secret;
    return {
        id: input.id ?? before.id,
        name: input.name ?? before.name,
        secret,
        requireProof:
            input.requireProof ??
            (input.secret === undefined ? before.requireProof : secret !== null),
        webhookUrl: input.webhookUrl === undefined ? before.webhookUrl : input.webhookUrl,
        defaultVersion: input.defaultVersion ?? before.defaultVersion,
    };
}
