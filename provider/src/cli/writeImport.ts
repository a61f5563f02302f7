import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

import { pinKeyOf } from "../numbers/NumberEntry";
import { resourceType } from "../resourceType";
import { CommandFailure } from "./CommandFailure";
import type { ImportedNumber } from "./importPlanOf";
import type { NumbersMerge } from "./NumbersMerge";

/** Where an import is written. */
export interface ImportTarget {
    /** The folder of the process. */
    readonly folder: string;
    /** The folder that the user names. */
    readonly output: string;
    /** The numbers file that replaces the program, if there is one. */
    readonly numbers?: Pick<NumbersMerge, "path" | "textWith">;
}

/** The files of an import, as the user may open them. */
export interface ImportFiles {
    /** For `pulumi import --file`. */
    readonly importFile: string;
    /** The program, or the numbers file instead. */
    readonly program: string;
    /** How a program in the current folder imports it, such as `./registrations`. */
    readonly specifier: string;
}

/** The names of both files. */
export function importFilesIn({ folder, output, numbers }: ImportTarget): ImportFiles {
    const module = relative(folder, resolve(folder, output, "registrations"))
        .split(sep)
        .join("/");
    return {
        importFile: join(output, "import.json"),
        program: numbers?.path ?? join(output, "registrations.ts"),
        specifier: module.startsWith("../") ? module : `./${module}`,
    };
}

/**
 * Refuses to overwrite files before it asks Meta anything.
 *
 * @throws CommandFailure that names the file.
 */
export function refuseToOverwrite(target: ImportTarget): void {
    const { importFile, program } = importFilesIn(target);
    // A numbers file gets new entries; it is not overwritten.
    const files = target.numbers === undefined ? [importFile, program] : [importFile];
    const taken = files.find((file) => existsSync(resolve(target.folder, file)));
    if (taken === undefined) return;
    throw new CommandFailure(
        `write ${taken}`,
        "it exists already. Move it away, name another folder with --output, or add --overwrite",
    );
}

/**
 * Writes both files.
 *
 * @throws CommandFailure if the folder cannot be written.
 */
export function writeImport(target: ImportTarget, numbers: readonly ImportedNumber[]): void {
    const { importFile, program } = importFilesIn(target);
    try {
        makeFolder(resolve(target.folder, target.output));
        writeFileSync(resolve(target.folder, importFile), importFileText(numbers));
        const text = target.numbers?.textWith(numbers) ?? programText(numbers);
        writeFileSync(resolve(target.folder, program), text);
    } catch (thrown) {
        const word = (thrown as NodeJS.ErrnoException).code ?? "it failed";
        throw new CommandFailure(
            `write ${importFile} and ${program}`,
            `${word}. Name a folder that can be written with --output`,
        );
    }
}

/**
 * Makes a folder and its parents, one by one. Node's own `recursive` never ends where a folder that
 * exists takes no other one and says ENOENT, as procfs does (Node 24.21, seen 2026-11-22).
 */
export function makeFolder(path: string): void {
    if (existsSync(path)) return;
    makeFolder(dirname(path));
    mkdirSync(path);
}

/**
 * The file for `pulumi import --file`. Inputs and outputs are both given, so that Pulumi reads
 * nothing; a PIN would stand in the state in clear until the next `up`, and is in neither.
 */
function importFileText(numbers: readonly ImportedNumber[]): string {
    const resources = numbers.map(({ phoneNumberId, name, inputs, outputs }) => ({
        type: resourceType,
        name,
        id: phoneNumberId,
        inputs,
        outputs,
    }));
    return `${JSON.stringify({ resources }, undefined, 4)}\n`;
}

const HEAD = `import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";

// The PIN of each number is a secret in the stack's config.
const config = new pulumi.Config();
`;

// What people look at when a number is offline.
const OUTPUTS = `export const numbers = registrations.map((number) => ({
    phoneNumberId: number.phoneNumberId,
    displayPhoneNumber: number.displayPhoneNumber,
    registered: number.registered,
    status: number.status,
    dataLocalizationRegion: number.dataLocalizationRegion,
}));
`;

/**
 * The TypeScript program that declares the numbers, with their PINs as required secrets, and exports
 * how they are.
 */
export function programText(numbers: readonly ImportedNumber[]): string {
    const list = ["const registrations = [", ...numbers.flatMap(declarationOf), "];\n"];
    return [HEAD, list.join("\n"), OUTPUTS].join("\n");
}

function declarationOf(number: ImportedNumber): readonly string[] {
    const { name, label, phoneNumberId, dataLocalizationRegion, noStorage, tokenName } = number;
    const quoted = (property: string, value: string | undefined): readonly string[] =>
        value === undefined ? [] : [`${property}: ${JSON.stringify(value)},`];
    const properties = [
        ...quoted("phoneNumberId", phoneNumberId),
        `pin: config.requireSecret(${JSON.stringify(pinKeyOf(phoneNumberId))}),`,
        ...quoted("dataLocalizationRegion", dataLocalizationRegion),
        ...(noStorage === undefined
            ? []
            : [`noStorage: { retentionMinutes: ${noStorage.retentionMinutes} },`]),
        ...quoted("tokenName", tokenName),
    ];
    return [
        ...(label === "" ? [] : [`    // ${label}`]),
        `    new WhatsAppPhoneRegistration(${JSON.stringify(name)}, {`,
        ...properties.map((property) => `        ${property}`),
        "    }),",
    ];
}
