import type { ConfiguredRecipe } from "../decisions/storage";
import type { CoalescingMode } from "../graph/CoalescedReads";
import { defaultGraphUrl, graphUrlFrom } from "./graphUrl";

// The version of the registration guide that this provider follows.
const defaultGraphApiVersion = "v24.0";
const formOfVersions = `must have the form ${defaultGraphApiVersion}, with the v and in quotes`;

// A registration may take up to 15 seconds where it takes a number over (Meta's On-Premises
// migration guide, read 2026-11-22). Twice that tells a lost answer from a slow one.
const defaultRequestTimeoutSeconds = 30;

// A number that was just registered may read PENDING for a while, for which Meta gives no figure.
const defaultSettleTimeoutSeconds = 90;

// Longer waits would look like a hanging program.
const maximumSeconds = 3600;

const recipes: readonly ConfiguredRecipe[] = ["auto", "settings", "register"];
const coalescingModes: readonly CoalescingMode[] = ["auto", "list", "off"];

/** See `whatsapp:rememberedRefusal`. */
export type RememberedRefusalMode = "fail" | "warn";

/**
 * Reads key after key and gathers what is wrong with them, so that all of it is reported at once.
 */
export class ConfigReader {
    /** What is wrong with the keys read so far; nobody may use them unless this is empty. */
    public readonly problems: ConfigurationProblem[] = [];

    /**
     * Reads from the stack's config and the environment; each method reads one key, and gives a
     * stand-in where the key cannot be used.
     */
    public constructor(private readonly source: ConfigSource) {}

    /** The address of the Graph API. */
    public graphUrl(): string {
        const reading = graphUrlFrom(this.source.get("whatsapp:graphUrl") ?? defaultGraphUrl);
        return reading.kind === "url"
            ? reading.url
            : this.refused("whatsapp:graphUrl", reading.reason, defaultGraphUrl);
    }

    /**
     * The version of the Graph API, of a right form; whether it still lives is another question.
     */
    public graphApiVersion(): string {
        const key = "whatsapp:graphApiVersion";
        const version = this.source.get(key) ?? defaultGraphApiVersion;
        return /^v[1-9][0-9]{0,2}\.[0-9]$/.test(version)
            ? version
            : this.refused(key, formOfVersions, defaultGraphApiVersion);
    }

    /** How a region is written. */
    public localStorageRecipe(): ConfiguredRecipe {
        const key = "whatsapp:localStorageRecipe";
        const text = this.source.get(key) ?? "auto";
        const recipe = recipes.find((known) => known === text);
        return recipe ?? this.refused(key, `must be one of ${recipes.join(", ")}`, "auto");
    }

    /** How long one request may take, in milliseconds. */
    public requestTimeoutMs(): number {
        const key = "whatsapp:requestTimeoutSeconds";
        const seconds = this.seconds(key, defaultRequestTimeoutSeconds);
        return seconds > 0
            ? milliseconds(seconds)
            : this.refused(key, "must be more than 0 seconds", 0);
    }

    /** How long a write may take to show, in milliseconds. */
    public settleTimeoutMs(): number {
        const key = "whatsapp:settleTimeoutSeconds";
        return milliseconds(this.seconds(key, defaultSettleTimeoutSeconds));
    }

    /** Whether a plan that the budget does not allow fails the preview. */
    public strictPreview(): boolean {
        const key = "whatsapp:strictPreview";
        const text = this.source.get(key) ?? "true";
        if (text === "true" || text === "false") return text === "true";
        return this.refused(key, "must be true or false", true);
    }

    /** What becomes of a run that Meta's earlier refusal holds back. */
    public rememberedRefusal(): RememberedRefusalMode {
        const key = "whatsapp:rememberedRefusal";
        const text = this.source.get(key) ?? "fail";
        if (text === "fail" || text === "warn") return text;
        return this.refused(key, "must be fail or warn", "fail");
    }

    /** How the reads of a refresh become fewer requests. */
    public coalesceReads(): CoalescingMode {
        const key = "whatsapp:coalesceReads";
        const text = this.source.get(key) ?? "auto";
        const mode = coalescingModes.find((known) => known === text);
        return mode ?? this.refused(key, `must be one of ${coalescingModes.join(", ")}`, "auto");
    }

    /** The app secret, from the environment or else from config. */
    public appSecret(): string | undefined {
        // An empty variable is how many systems pass on a secret that is not set.
        const fromEnvironment = this.source.env["WHATSAPP_APP_SECRET"];
        return fromEnvironment === undefined || fromEnvironment === ""
            ? this.secret("whatsapp:appSecret", this.source.get("whatsapp:appSecret"))
            : this.secret("WHATSAPP_APP_SECRET", fromEnvironment);
    }

    private seconds(key: string, byDefault: number): number {
        const text = this.source.get(key) ?? String(byDefault);
        const seconds = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : Number.NaN;
        return seconds <= maximumSeconds
            ? seconds
            : this.refused(key, `must be a number of seconds up to ${maximumSeconds}`, byDefault);
    }

    private secret(key: string, value: string | undefined): string | undefined {
        const reason = value === undefined ? undefined : secretTextProblem(value);
        if (reason !== undefined) {
            this.problems.push({ key, reason });
        }
        return value;
    }

    private refused<T>(key: string, reason: string, standIn: T): T {
        this.problems.push({ key, reason });
        return standIn;
    }
}

function milliseconds(seconds: number): number {
    return Math.round(seconds * 1000);
}

/** Where configuration comes from. */
export interface ConfigSource {
    /**
     * The stack's config under a full key such as `whatsapp:graphUrl`, as Pulumi hands it to a
     * provider: secrets in clear, objects as JSON text.
     */
    readonly get: (key: string) => string | undefined;

    /** The environment variables of the process. */
    readonly env: Readonly<Record<string, string | undefined>>;
}

/** One thing that is wrong with the configuration. */
export interface ConfigurationProblem {
    /** The config key or environment variable in question. */
    readonly key: string;
    /** What is wrong and what would be right, as a clause; never a secret. */
    readonly reason: string;
}

/** The provider's configuration cannot be used; the message names every problem at once. */
export class ConfigurationError extends Error {
    public override readonly name = "ConfigurationError";

    /** The problems, one per key. */
    public readonly problems: readonly ConfigurationProblem[];

    public constructor(problems: readonly ConfigurationProblem[]) {
        const list = problems.map(({ key, reason }) => `${key} ${reason}`).join("; ");
        super(
            `Cannot use the configuration of whatsapp: ${list}. Correct it with "pulumi config set KEY VALUE", or in the environment, and run again.`,
        );
        this.problems = problems;
    }
}

/**
 * What keeps a text from being sent as a token or a secret, or undefined when nothing does.
 *
 * The text never repeats the value. Nothing is trimmed: a value that came with a line break or with
 * quotes was set in a way that is worth knowing about.
 */
export function secretTextProblem(value: string): string | undefined {
    if (value.trim() === "") {
        return "is blank";
    }
    if (/["'`]/.test(value)) {
        return "holds quotation marks";
    }
    if (/\s/u.test(value)) {
        return "holds a space or a line break";
    }
    // An HTTP header carries visible ASCII and nothing else.
    return /^[\x21-\x7e]+$/.test(value) ? undefined : "holds a character that is not visible ASCII";
}
