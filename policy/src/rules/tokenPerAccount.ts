import type { ResourceValidationPolicy } from "@pulumi/policy";

import { forRegistrations, textOf, type Properties } from "../registration";

/** The configuration of {@link tokenPerAccount}. */
export interface TokenPerAccountConfig {
    /** The name of each customer's token, by account id. Default: none. */
    readonly tokenNames?: Readonly<Record<string, string>>;
}

/** The numbers of a customer's account use that customer's token. No other numbers use it. */
export const tokenPerAccount: ResourceValidationPolicy = {
    name: "whatsapp-token-per-account",
    description: "A WhatsApp number uses the token of its own account.",
    severity: "high",
    configSchema: {
        properties: {
            tokenNames: {
                type: "object",
                description: "The tokenName of each account, by account id.",
                propertyNames: { pattern: "^[0-9]+$" },
                additionalProperties: { type: "string", minLength: 1 },
            },
        },
    },
    validateResource: forRegistrations((args) =>
        tokenViolations(args.props, args.getConfig<TokenPerAccountConfig>()),
    ),
};

/** What is wrong with the token of one registration. */
export function tokenViolations(
    props: Properties,
    { tokenNames = {} }: TokenPerAccountConfig,
): readonly string[] {
    if (Object.keys(tokenNames).length === 0) return [];
    const account = textOf(props, "wabaId");
    if (account === undefined) {
        return ["wabaId is missing, so its account's token is not known. Declare it."];
    }
    const tokenName = textOf(props, "tokenName");
    const right = Object.hasOwn(tokenNames, account) ? tokenNames[account] : undefined;
    if (right !== undefined) {
        if (tokenName === right) return [];
        const is = tokenName === undefined ? "is missing" : `is "${tokenName}"`;
        return [`tokenName ${is}. Numbers of account ${account} need "${right}".`];
    }
    const [owner] = Object.keys(tokenNames).filter((other) => tokenNames[other] === tokenName);
    return owner === undefined
        ? []
        : [`tokenName "${String(tokenName)}" is for account ${owner}, and not for ${account}.`];
}
