import * as pulumi from "@pulumi/pulumi";

import type { WhatsAppPhoneRegistrationArgs } from "../WhatsAppPhoneRegistrationArgs";
import type { NumberEntry } from "./NumberEntry";
import { NumbersFileError } from "./NumbersFileError";
import { readNumbers } from "./readNumbers";

export type { NoStorage } from "../decisions/storage";
export type { RegionCode } from "../decisions/regions";
export type { NumberEntry, PinSource } from "./NumberEntry";
export { type LocatedProblem, NumbersFileError } from "./NumbersFileError";
export { readNumbers } from "./readNumbers";

/** Which numbers of a file a program declares, and how it makes PINs. */
export interface LoadNumbersOptions {
    /** Chooses entries. Default: all of them. */
    readonly select?: (entry: NumberEntry) => boolean;
    /**
     * Makes the PIN of an entry with `pinFrom: generated`, such as with `RandomPassword` of
     * `@pulumi/random`. A lost PIN cannot be found again: no API returns one.
     */
    readonly generatedPin?: (entry: NumberEntry) => pulumi.Input<string>;
}

/** One number, ready for `new WhatsAppPhoneRegistration(name, args, opts)`. */
export interface LoadedNumber {
    /** The resource's name. */
    readonly name: string;
    /** Its arguments; the PIN is a secret. */
    readonly args: WhatsAppPhoneRegistrationArgs;
    /** Its options: `protect`. */
    readonly opts: pulumi.CustomResourceOptions;
    /** The entry as the file has it, with its customer's defaults. */
    readonly entry: NumberEntry;
}

/**
 * Loads a numbers file for a program.
 *
 * @example
 * ```ts
 * for (const { name, args, opts } of loadNumbers("numbers.yaml")) {
 *     new WhatsAppPhoneRegistration(name, args, opts);
 * }
 * ```
 *
 * @param path - the file, YAML or JSON; a relative path starts at the program's folder.
 * @throws pulumi.RunError that names file, line and entry, or the PIN that is not where the file
 * says. Pulumi prints it without a stack trace.
 */
export function loadNumbers(
    path: string,
    options: LoadNumbersOptions = {},
): readonly LoadedNumber[] {
    const { select = () => true } = options;
    return entriesOf(path)
        .filter(select)
        .map((entry) => ({
            name: entry.name,
            args: argsFrom(entry, pinOf(entry, path, options)),
            opts: { protect: entry.protect },
            entry,
        }));
}

function entriesOf(path: string): readonly NumberEntry[] {
    try {
        return readNumbers(path);
    } catch (thrown) {
        if (thrown instanceof NumbersFileError) throw new pulumi.RunError(thrown.message);
        throw thrown;
    }
}

function argsFrom(entry: NumberEntry, pin: pulumi.Input<string>): WhatsAppPhoneRegistrationArgs {
    const { phoneNumberId, dataLocalizationRegion, noStorage, wabaId, tokenName } = entry;
    return {
        phoneNumberId,
        pin,
        ...(dataLocalizationRegion === undefined ? {} : { dataLocalizationRegion }),
        ...(noStorage === undefined ? {} : { noStorage }),
        ...(wabaId === undefined ? {} : { wabaId }),
        ...(tokenName === undefined ? {} : { tokenName }),
    };
}

function pinOf(
    { name, pinFrom, ...entry }: NumberEntry,
    path: string,
    { generatedPin }: LoadNumbersOptions,
): pulumi.Input<string> {
    const missing = (what: string): pulumi.RunError =>
        new pulumi.RunError(`Cannot find the PIN of number "${name}" in ${path}: ${what}`);
    switch (pinFrom.kind) {
        case "config": {
            const [key = "", namespace] = pinFrom.key.split(":").reverse();
            const pin = new pulumi.Config(namespace).getSecret(key);
            if (pin !== undefined) return pin;
            throw missing(
                `config has no ${pinFrom.key}. Run "pulumi config set --secret ${pinFrom.key}".`,
            );
        }
        case "environment": {
            const pin = process.env[pinFrom.variable] ?? "";
            if (pin !== "") return pulumi.secret(pin);
            throw missing(`environment variable ${pinFrom.variable} is not set. Set it.`);
        }
        case "generated": {
            if (generatedPin !== undefined) return generatedPin({ name, pinFrom, ...entry });
            throw missing(
                "pinFrom is generated, and the program gives loadNumbers no generatedPin. Give it a function that makes a PIN.",
            );
        }
    }
}
