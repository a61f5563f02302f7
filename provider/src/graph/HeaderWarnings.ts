import { integerOf, isJsonObject, parsedJson } from "./jsonObject";

/** From here on the rest of a run may meet the limit. */
const HIGH_USAGE_PERCENT = 90;

/** Meta's counters go a little beyond a hundred; a number like a PIN is no percentage. */
const HIGHEST_PERCENT = 999;

/** Names of the counters in Meta's usage headers; all are percent of the limit. */
const COUNTERS = ["call_count", "total_cputime", "total_time"] as const;

const MINUTE_MS = 60_000;

/** The header of that name in lower case, if an answer has it. */
export type HeaderOf = (name: string) => string | undefined;

/** Warns about what the headers of Meta's answers say, each thing once. */
export class HeaderWarnings {
    readonly #askedVersion: string;
    readonly #warn: (text: string) => void;
    readonly #given = new Set<string>();

    constructor(askedVersion: string, warn: (text: string) => void) {
        this.#askedVersion = askedVersion;
        this.#warn = warn;
    }

    /** Checks the headers of one answer: the version that really answered, and the usage. */
    look(header: HeaderOf): void {
        this.#lookAtVersion(header("facebook-api-version"));
        this.#lookAtUsage("app", [parsedJson(header("x-app-usage"))]);
        const useCases = useCasesIn(header("x-business-use-case-usage"));
        this.#lookAtUsage("WhatsApp Business account", useCases);
    }

    #lookAtVersion(answered: string | undefined): void {
        const served = versionIn(answered);
        if (served === undefined || served === this.#askedVersion) {
            return;
        }
        this.#once(
            "version",
            `Meta answered with Graph API ${served} instead of ${this.#askedVersion}, which has ` +
                'probably ended. Set "whatsapp:graphApiVersion" to a newer version.',
        );
    }

    #lookAtUsage(whose: string, usages: readonly unknown[]): void {
        const percent = Math.max(0, ...usages.map(fullestPercent));
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

/**
 * The version in `facebook-api-version`. Only a value of that shape is repeated: a header may hold
 * anything.
 */
export function versionIn(header: string | undefined): string | undefined {
    return header !== undefined && /^v\d{1,3}\.\d{1,3}$/.test(header) ? header : undefined;
}

/**
 * How long an `X-Business-Use-Case-Usage` header asks callers to wait, in milliseconds.
 *
 * Meta gives minutes (https://developers.facebook.com/docs/graph-api/overview/rate-limiting, read
 * 2026-11-22).
 */
export function regainAccessMs(header: string | undefined): number {
    const minutes = useCasesIn(header).map(
        (useCase) => integerOf(useCase, "estimated_time_to_regain_access") ?? 0,
    );
    return Math.max(0, ...minutes) * MINUTE_MS;
}

/** A header that is not as documented is ignored, and does not fail a request. */
function useCasesIn(header: string | undefined): readonly unknown[] {
    const usage = parsedJson(header);
    return isJsonObject(usage) ? Object.values(usage).flat() : [];
}

function fullestPercent(usage: unknown): number {
    const percents = COUNTERS.map((counter) => integerOf(usage, counter) ?? 0);
    return Math.max(0, ...percents.filter((percent) => percent <= HIGHEST_PERCENT));
}
