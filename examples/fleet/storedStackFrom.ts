import type { StoredNumber, StoredStack } from "./Backend";

/** The parts of a stored resource that the fleet looks at. */
export interface StoredResource {
    readonly type: string;
    readonly id?: string;
    readonly delete?: boolean;
    readonly initErrors?: readonly string[];
    readonly outputs?: Readonly<Record<string, unknown>>;
}

const REGISTRATION = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";

/** The content of a stack's state. */
export function storedStackFrom(resources: readonly StoredResource[]): StoredStack {
    const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    const registrations = resources.filter(({ type }) => type === REGISTRATION);
    const declaration = root?.outputs?.["declaration"];
    return {
        ...(typeof declaration === "string" ? { declaration } : {}),
        numbers: registrations.flatMap(numberFrom),
    };
}

function numberFrom({ id, initErrors, outputs = {}, ...rest }: StoredResource): StoredNumber[] {
    if (id === undefined) return [];
    const isWell =
        initErrors === undefined &&
        rest.delete !== true &&
        outputs["registered"] === true &&
        outputs["displayNameRegistered"] !== false;
    const { dataLocalizationRegion, noStorage, tokenName } = outputs;
    return [{ phoneNumberId: id, isWell, dataLocalizationRegion, noStorage, tokenName }];
}
