import process from "node:process";

import type { PolicyProviderResource, ResourceValidationPolicy } from "@pulumi/policy";

import { forRegistrations, textOf, type Properties } from "../registration";

// A dynamic resource has the config of the stack. A native provider has a config of its own.
const configKeys = ["whatsapp:appSecret", "appSecret"];
const variable = "WHATSAPP_APP_SECRET";

/**
 * The app secret is set, so that every request to Meta is signed. It is in the provider's
 * configuration, or in the environment of the policy, which is the environment of Pulumi.
 */
export const appSecretSet: ResourceValidationPolicy = {
    name: "whatsapp-app-secret-set",
    description: "Requests for a WhatsApp number are signed with the app secret.",
    severity: "medium",
    validateResource: forRegistrations(({ provider }) =>
        appSecretViolations(provider, process.env),
    ),
};

/** What is wrong with the app secret of one registration. */
export function appSecretViolations(
    provider: Pick<PolicyProviderResource, "props"> | undefined,
    environment: Properties,
): readonly string[] {
    const props: Properties = provider?.props ?? {};
    const isSet =
        configKeys.some((key) => textOf(props, key) !== undefined) ||
        textOf(environment, variable) !== undefined;
    return isSet
        ? []
        : [
              `No app secret is set, so a stolen token works from anywhere. Set whatsapp:appSecret in the stack's config as a secret, or ${variable}.`,
          ];
}
