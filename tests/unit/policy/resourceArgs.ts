import type {
    PolicyResource,
    ResourceValidationArgs,
    ResourceValidationPolicy,
} from "@pulumi/policy";

/** A resource, as a policy sees it. */
export interface Shown {
    readonly type?: string;
    readonly props?: Readonly<Record<string, unknown>>;
    readonly isProtected?: boolean;
    readonly secretOutputs?: readonly string[];
    readonly config?: object;
    readonly providerProps?: Readonly<Record<string, unknown>>;
}

export const dynamicType = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
export const nativeType = "whatsapp:index:PhoneRegistration";
export const phoneNumberId = "106540352242922";
export const account = "102290129340398";

/** One resource, as Pulumi gives it to a stack policy. */
export function policyResource(shown: Shown = {}): PolicyResource {
    const { type = dynamicType, props = {}, isProtected = true } = shown;
    return {
        type,
        props: { phoneNumberId, ...props },
        urn: `urn:pulumi:dev::numbers::${type}::main`,
        name: "main",
        opts: {
            protect: isProtected,
            ignoreChanges: [],
            aliases: [],
            customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
            additionalSecretOutputs: [...(shown.secretOutputs ?? ["pin"])],
        },
        dependencies: [],
        propertyDependencies: {},
        isType: () => false,
        asType: () => undefined,
    };
}

/** Every violation of a resource that a resource policy reports; undefined if it does not apply. */
export function violationsOf(
    policy: ResourceValidationPolicy,
    shown: Shown = {},
): readonly string[] | undefined {
    const violations: string[] = [];
    const { validateResource } = policy;
    if (typeof validateResource !== "function") throw new Error(`${policy.name} validates nothing`);
    try {
        void validateResource(argsOf(shown), (message) => violations.push(message));
    } catch (error) {
        if (error instanceof NotApplicable) return undefined;
        throw error;
    }
    return violations;
}

class NotApplicable extends Error {}

function argsOf(shown: Shown): ResourceValidationArgs {
    const { type, props, urn, name, opts } = policyResource(shown);
    return {
        ...{ type, props, urn, name, opts },
        provider: {
            type: "pulumi:providers:pulumi-nodejs",
            props: { ...shown.providerProps },
            urn: "urn:pulumi:dev::numbers::pulumi:providers:pulumi-nodejs::default",
            name: "default",
        },
        stackTags: new Map(),
        isType: () => false,
        asType: () => undefined,
        getConfig: () => (shown.config ?? {}) as never,
        notApplicable: (reason) => {
            throw new NotApplicable(reason);
        },
    };
}
