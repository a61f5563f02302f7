import type { ResourceValidationPolicy } from "@pulumi/policy";

import { forRegistrations, textOf, type Properties } from "../registration";

/** The configuration of {@link allowedRegions}. */
export interface AllowedRegionsConfig {
    /** Regions that every account may use. Default: any. */
    readonly regions?: readonly string[];
    /** Regions by account id, instead of `regions`. Needs `wabaId` in every registration. */
    readonly accounts?: Readonly<Record<string, readonly string[]>>;
    /** Whether a number may have no region. Default: no, if regions are configured. */
    readonly allowNoRegion?: boolean;
    /** Whether a number may have `noStorage`. Default: no, if regions are configured. */
    readonly allowNoStorage?: boolean;
}

/** The codes of Meta's storage regions (registration guide, read 2026-11-22). */
export const regionCodes = [
    "AE",
    "AU",
    "BH",
    "BR",
    "CA",
    "CH",
    "DE",
    "GB",
    "ID",
    "IN",
    "JP",
    "KR",
    "SG",
    "ZA",
] as const;

const regionList = {
    type: "array" as const,
    items: { enum: [...regionCodes] },
    minItems: 1,
    uniqueItems: true,
};

/**
 * Data rests in an allowed region. The regions are the same for all accounts, or each account has
 * its own.
 */
export const allowedRegions: ResourceValidationPolicy = {
    name: "whatsapp-allowed-regions",
    description: "The data of a WhatsApp number rests in an allowed region.",
    severity: "high",
    configSchema: {
        properties: {
            regions: { ...regionList, description: "Regions of every account." },
            accounts: {
                type: "object",
                description: "Regions by account id, instead of regions.",
                propertyNames: { pattern: "^[0-9]+$" },
                additionalProperties: regionList,
            },
            allowNoRegion: { type: "boolean", default: false },
            allowNoStorage: { type: "boolean", default: false },
        },
    },
    validateResource: forRegistrations((args) =>
        regionViolations(args.props, args.getConfig<AllowedRegionsConfig>()),
    ),
};

/** What is wrong with the declared storage of one registration. */
export function regionViolations(
    props: Properties,
    config: AllowedRegionsConfig,
): readonly string[] {
    const { regions, accounts = {} } = config;
    const byAccount = Object.keys(accounts).length > 0;
    if (regions === undefined && !byAccount) return [];
    const account = textOf(props, "wabaId");
    if (byAccount && account === undefined) {
        return ["wabaId is missing, so its account's regions are not known. Declare it."];
    }
    const own =
        account !== undefined && Object.hasOwn(accounts, account) ? accounts[account] : undefined;
    const allowed = own ?? regions;
    if (allowed === undefined) {
        return [`Account ${String(account)} has no regions in accounts. Add it there.`];
    }
    const where = own === undefined ? "" : ` in account ${String(account)}`;
    const wrong = wrongPlace(props, config, allowed);
    return wrong === undefined ? [] : [`${wrong}. Allowed${where}: ${allowed.join(", ")}.`];
}

function wrongPlace(
    props: Properties,
    { allowNoRegion = false, allowNoStorage = false }: AllowedRegionsConfig,
    allowed: readonly string[],
): string | undefined {
    if (props["noStorage"] !== undefined && props["noStorage"] !== null) {
        return allowNoStorage ? undefined : "noStorage is not allowed";
    }
    const region = textOf(props, "dataLocalizationRegion");
    if (region === undefined) {
        return allowNoRegion ? undefined : "dataLocalizationRegion is missing";
    }
    const isAllowed = allowed.includes(region.toUpperCase());
    return isAllowed ? undefined : `dataLocalizationRegion ${region} is not allowed`;
}
