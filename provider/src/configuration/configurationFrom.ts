import type { ConfiguredRecipe } from "../decisions/storage";
import type { CoalescingMode } from "../graph/CoalescedReads";
import {
    ConfigReader,
    type ConfigSource,
    ConfigurationError,
    type RememberedRefusalMode,
} from "./ConfigReader";

/**
 * Reads the provider's configuration, without I/O.
 *
 * @throws {@link ConfigurationError} naming every key that cannot be used.
 */
export function configurationFrom(source: ConfigSource): Configuration {
    const reader = new ConfigReader(source);
    const configuration = {
        graphUrl: reader.graphUrl(),
        graphApiVersion: reader.graphApiVersion(),
        localStorageRecipe: reader.localStorageRecipe(),
        requestTimeoutMs: reader.requestTimeoutMs(),
        settleTimeoutMs: reader.settleTimeoutMs(),
        strictPreview: reader.strictPreview(),
        rememberedRefusal: reader.rememberedRefusal(),
        coalesceReads: reader.coalesceReads(),
    };
    const appSecret = reader.appSecret();
    if (reader.problems.length > 0) {
        throw new ConfigurationError(reader.problems);
    }
    return appSecret === undefined ? configuration : { ...configuration, appSecret };
}

/** The provider's configuration, complete and valid. */
export interface Configuration {
    /**
     * The address of the Graph API, without a version and without a slash at the end. Config
     * `whatsapp:graphUrl`, default `https://graph.facebook.com`. Plain http only to loopback.
     */
    readonly graphUrl: string;

    /**
     * The version in every path, such as `v24.0`. Config `whatsapp:graphApiVersion`, default
     * v24.0.
     */
    readonly graphApiVersion: string;

    /**
     * How a region is written: `settings` before registering (from v21.0), `register` in the body
     * of that request (up to v20.0), or `auto` to find out by a read, which costs no budget.
     * Config `whatsapp:localStorageRecipe`, default `auto`.
     */
    readonly localStorageRecipe: ConfiguredRecipe;

    /**
     * How long one request may take. Config `whatsapp:requestTimeoutSeconds`, default 30 seconds.
     */
    readonly requestTimeoutMs: number;

    /**
     * How long the provider reads a number until a write shows. Config
     * `whatsapp:settleTimeoutSeconds`, default 90 seconds; 0 reads once.
     */
    readonly settleTimeoutMs: number;

    /**
     * Whether a preview fails for a plan that the budget does not allow, which stops the whole
     * update before anything is sent. Without it the plan's error is logged on the resource, and
     * only that resource's operation fails. Config `whatsapp:strictPreview`, default true.
     */
    readonly strictPreview: boolean;

    /**
     * What happens if a run would repeat a refused request before its time: `fail` ends the run
     * with the earlier error; `warn` leaves the number alone, warns, and lets the run go on. A new
     * refusal always fails. Config `whatsapp:rememberedRefusal`, default `fail`.
     */
    readonly rememberedRefusal: RememberedRefusalMode;

    /**
     * How a refresh reads many numbers of one account: `auto` from the account's list, with their
     * storage in batches (`POST /`); `list` from the list, each storage by itself; `off` each
     * number by itself. Config `whatsapp:coalesceReads`, default `auto`. Only Graph's general
     * documentation describes batches; they were never tried with Meta itself.
     */
    readonly coalesceReads: CoalescingMode;

    /**
     * The app secret that signs requests; secret. The environment variable `WHATSAPP_APP_SECRET`,
     * then secret config `whatsapp:appSecret`; absent if neither is set.
     */
    readonly appSecret?: string;
}
