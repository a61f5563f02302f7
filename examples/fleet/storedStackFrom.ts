import type { StoredStack } from "./Backend";

/** A resource of a state, as far as the fleet looks at it. */
export interface StoredResource {
    readonly type: string;
    readonly id?: string;
    readonly delete?: boolean;
    readonly initErrors?: readonly string[];
    readonly outputs?: Readonly<Record<string, unknown>>;
}

const REGISTRATION = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";

/**
 * What a stack holds, by its state. Its declaration counts where every number of it is in order:
 * Pulumi stores the outputs of a run that failed, too.
 */
export function storedStackFrom(resources: readonly StoredResource[]): StoredStack {
    const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    const registrations = resources.filter(({ type }) => type === REGISTRATION);
    const declaration = root?.outputs?.["declaration"];
    const isInOrder = registrations.every((one) => one.initErrors === undefined && !one.delete);
    return {
        ...(typeof declaration === "string" && isInOrder ? { declaration } : {}),
        phoneNumberIds: registrations.flatMap(({ id }) => id ?? []),
    };
}
