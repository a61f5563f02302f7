import { appUsagePercent, useCaseUsagePercent } from "./usage";

/** From here on a limit is near enough that the rest of a run may meet it. */
const HIGH_USAGE_PERCENT = 90;

/** The headers of Meta that may be worth a warning. */
export interface WarningHeaders {
    /** `facebook-api-version`: the version that really answered. */
    readonly servedVersion: string | undefined;
    /** `X-App-Usage`, a text of JSON. */
    readonly appUsage: string | undefined;
    /** `X-Business-Use-Case-Usage`, a text of JSON. */
    readonly useCaseUsage: string | undefined;
}

/** Warns of what the headers of Meta's answers tell, each thing once. */
export class HeaderWarnings {
    readonly #askedVersion: string;
    readonly #warn: (text: string) => void;
    readonly #given = new Set<string>();

    constructor(askedVersion: string, warn: (text: string) => void) {
        this.#askedVersion = askedVersion;
        this.#warn = warn;
    }

    /** Looks at the headers of one answer. */
    look(headers: WarningHeaders): void {
        this.#lookAtVersion(headers.servedVersion);
        this.#lookAtUsage("app", appUsagePercent(headers.appUsage));
        this.#lookAtUsage("WhatsApp Business account", useCaseUsagePercent(headers.useCaseUsage));
    }

    #lookAtVersion(served: string | undefined): void {
        // Only the shape of a version is repeated: a header may hold anything.
        if (served === undefined || !/^v\d+\.\d+$/.test(served) || served === this.#askedVersion) {
            return;
        }
        this.#once(
            "version",
            `Meta answered with Graph API ${served} instead of ${this.#askedVersion}, which has ` +
                'probably ended. Set "whatsapp:graphApiVersion" to a living version.',
        );
    }

    #lookAtUsage(whose: string, percent: number): void {
        if (percent < HIGH_USAGE_PERCENT) {
            return;
        }
        this.#once(
            whose,
            `${percent} % of the calls that Meta allows this ${whose} are used. At 100 % Meta ` +
                "refuses every call until older ones no longer count. Run fewer stacks at once.",
        );
    }

    #once(kind: string, text: string): void {
        if (!this.#given.has(kind)) {
            this.#given.add(kind);
            this.#warn(text);
        }
    }
}
