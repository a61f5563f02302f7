import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

import type { Declaration } from "./Declaration";

/** A registration through the native plugin, as a generated SDK registers it. */
class NativeRegistration extends pulumi.CustomResource {
    declare public readonly status: pulumi.Output<string | undefined>;

    public constructor(name: string, args: object, opts: pulumi.CustomResourceOptions) {
        const secrets = { additionalSecretOutputs: ["pin"] };
        const props = { ...args, status: undefined };
        const type = "whatsapp:index:PhoneRegistration";
        super(type, name, props, pulumi.mergeOptions(secrets, opts));
    }
}

/** An explicit provider, as a generated SDK makes it. */
class NativeProvider extends pulumi.ProviderResource {
    public constructor(name: string) {
        const config = new pulumi.Config("whatsapp");
        const plain = ["graphUrl", "requestTimeoutSeconds", "settleTimeoutSeconds"];
        super("whatsapp", name, {
            accessToken: config.getSecret("accessToken"),
            appSecret: config.getSecret("appSecret"),
            ...Object.fromEntries(plain.map((key) => [key, config.get(key)])),
        });
    }
}

const made = new Map<string, NativeRegistration | WhatsAppPhoneRegistration>();
const components = new Map<string, pulumi.ComponentResource>();
const providers = new Map<string, NativeProvider>();

function registrationOf(declaration: Declaration): NativeRegistration | WhatsAppPhoneRegistration {
    const { name, pin, idFrom, onlyRead, phoneNumberId } = declaration;
    const options = optionsOf(declaration);
    if (onlyRead === true) {
        return declaration.native
            ? new NativeRegistration(name, {}, { ...options, id: phoneNumberId })
            : WhatsAppPhoneRegistration.get(name, phoneNumberId, options);
    }
    const { dataLocalizationRegion, noStorage, migrates, backup, wabaId, tokenName } = declaration;
    const Registration = declaration.native ? NativeRegistration : WhatsAppPhoneRegistration;
    return new Registration(
        name,
        {
            // Depends on another resource: a preview does not know the id yet.
            phoneNumberId: earlier(idFrom)?.status.apply(() => phoneNumberId) ?? phoneNumberId,
            pin: pin ?? new pulumi.Config("numbers").requireSecret("pin"),
            ...(dataLocalizationRegion === undefined ? {} : { dataLocalizationRegion }),
            ...(noStorage === undefined ? {} : { noStorage }),
            ...(migrates === true ? { backup: backupInConfig() } : {}),
            ...(backup === undefined ? {} : { backup }),
            ...(wabaId === undefined ? {} : { wabaId }),
            ...(tokenName === undefined ? {} : { tokenName }),
            ...declaration.misspelt,
        },
        options,
    );
}

function backupInConfig() {
    const config = new pulumi.Config("numbers");
    return {
        data: config.requireSecret("backupData"),
        password: config.requireSecret("backupPassword"),
    };
}

function optionsOf(declaration: Declaration): pulumi.CustomResourceOptions {
    const { opts, after, component, provider, transformedRegion } = declaration;
    const needed = earlier(after);
    return {
        ...opts,
        ...(needed === undefined ? {} : { dependsOn: [needed] }),
        ...(provider === undefined ? {} : { provider: providerNamed(provider) }),
        ...(component === undefined ? {} : { parent: componentNamed(component) }),
        ...(transformedRegion === undefined ? {} : { transforms: [movedTo(transformedRegion)] }),
    };
}

function componentNamed(name: string): pulumi.ComponentResource {
    const component =
        components.get(name) ?? new pulumi.ComponentResource("numbers:index:Team", name);
    components.set(name, component);
    return component;
}

function providerNamed(name: string): NativeProvider {
    const provider = providers.get(name) ?? new NativeProvider(name);
    providers.set(name, provider);
    return provider;
}

function movedTo(dataLocalizationRegion: string): pulumi.ResourceTransform {
    return ({ props, opts }) => ({
        props: { ...(props as Record<string, unknown>), dataLocalizationRegion },
        opts,
    });
}

function earlier(
    name: string | undefined,
): NativeRegistration | WhatsAppPhoneRegistration | undefined {
    return name === undefined ? undefined : made.get(name);
}

const declarations = JSON.parse(process.env["DECLARED_NUMBERS"] ?? "[]") as readonly Declaration[];
for (const declaration of declarations) made.set(declaration.name, registrationOf(declaration));

export const statuses = Object.fromEntries(
    [...made].map(([name, { status }]): [string, pulumi.Output<string | undefined>] => [
        name,
        status,
    ]),
);
