import type { ImportedNumber } from "./importPlanOf";

const HEAD = `import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

// The PIN of each number is a secret in the stack's config.
const config = new pulumi.Config();
`;

/** The TypeScript program that declares the numbers, with their PINs as required secrets. */
export function programText(numbers: readonly ImportedNumber[]): string {
    return [HEAD, ...numbers.map(declarationOf)].join("\n");
}

/** The key of a number's PIN in the stack's config. */
export function pinKeyOf({ phoneNumberId }: Pick<ImportedNumber, "phoneNumberId">): string {
    return `pin-${phoneNumberId}`;
}

function declarationOf(number: ImportedNumber): string {
    const { name, label, phoneNumberId, dataLocalizationRegion, noStorage, tokenName } = number;
    const properties = [
        `phoneNumberId: ${JSON.stringify(phoneNumberId)},`,
        `pin: config.requireSecret(${JSON.stringify(pinKeyOf(number))}),`,
        ...(dataLocalizationRegion === undefined
            ? []
            : [`dataLocalizationRegion: ${JSON.stringify(dataLocalizationRegion)},`]),
        ...(noStorage === undefined
            ? []
            : [`noStorage: { retentionMinutes: ${noStorage.retentionMinutes} },`]),
        ...(tokenName === undefined ? [] : [`tokenName: ${JSON.stringify(tokenName)},`]),
    ];
    return [
        ...(label === "" ? [] : [`// ${label}`]),
        `new WhatsAppPhoneRegistration(${JSON.stringify(name)}, {`,
        ...properties.map((property) => `    ${property}`),
        "});\n",
    ].join("\n");
}
