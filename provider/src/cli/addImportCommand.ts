import type { Command } from "commander";

import { namedKey, sharedKey, variableFor } from "../configuration/accessTokenFor";
import { withoutUndefined } from "../graph/jsonObject";
import { pinKeyOf } from "../numbers/NumberEntry";
import { countOf } from "./accountNumbers";
import { CommandFailure, readTextFile, WrongUse } from "./CommandFailure";
import {
    commandConfiguration,
    connect,
    optionsOfEach,
    phoneNumberIdFrom,
    type SeveralTokens,
    wabaIdFrom,
    withSeveralTokens,
} from "./connect";
import { type ImportPlan, importPlanOf } from "./importPlanOf";
import { NumberRecords, numbersInState, STATE_OPTION } from "./NumberRecords";
import { pinsIn } from "./pinsIn";
import { numbersToImport, type Selection, selectedNumbers } from "./numbersToImport";
import type { NumbersMerge } from "./NumbersMerge";
import type { Report } from "./Report";
import { newCommand, type Shell } from "./Shell";
import { type ImportFiles, importFilesIn, refuseToOverwrite, writeImport } from "./writeImport";

interface ImportOptions extends SeveralTokens {
    readonly waba?: readonly string[];
    readonly file?: string;
    readonly number?: readonly string[];
    readonly all?: boolean;
    readonly namePrefix?: string;
    readonly state?: string;
    readonly pins?: string;
    readonly output: string;
    readonly numbers?: string;
    readonly overwrite?: boolean;
}

/** Adds `import`: writes what `pulumi import` needs for numbers that are registered already. */
export function addImportCommand(program: Command, shell: Shell): void {
    const description =
        'Write a file for "pulumi import" and the program that declares the same numbers. Reads from Meta and changes nothing there. It neither reads nor writes PINs.';
    const command = withSeveralTokens(newCommand(program, "import", description))
        .option("--waba <id...>", "all numbers of these accounts")
        .option("--file <file>", "all numbers of the accounts in a file, one id a line")
        .option("--number <id...>", "these numbers")
        .option("--all", "all numbers of all accounts that the tokens name")
        .option("--name-prefix <prefix>", "prefix of names (default: the token's name)")
        .option(
            "--state <file>",
            `${STATE_OPTION}: leaves out its numbers, does not reuse its names`,
        )
        .option("--pins <file>", "the PINs to set later, a phone number id and a PIN a line")
        .option("--output <folder>", "folder for import.json and registrations.ts", ".")
        .option("--numbers <file>", "add to this numbers file instead of writing registrations.ts")
        .option("--overwrite", "overwrite existing files");
    command.action(() => {
        const options = command.opts<ImportOptions>();
        return shell.run(command, () => importNumbers(shell, options));
    });
}

async function importNumbers(shell: Shell, options: ImportOptions): Promise<Report> {
    const { surroundings } = shell;
    const selection = selectionFrom(options, surroundings.folder);
    const merge = await numbersMergeFor(options, surroundings.folder);
    const target = {
        folder: surroundings.folder,
        output: options.output,
        ...(merge === undefined ? {} : { numbers: merge }),
    };
    if (options.overwrite !== true) refuseToOverwrite(target);
    const inStates = numbersInState(options.state, surroundings);
    const pins = options.pins === undefined ? undefined : pinsOf(shell, options.pins);
    const connections = optionsOfEach(options).map((each) => connect(shell, each));
    const { graphUrl } = commandConfiguration(shell, graphOptionsOf(options));
    const { numbers, leftOut } = await selectedNumbers(shell, connections, selection);
    const records = await NumberRecords.open(surroundings, graphUrl);
    const read = await numbersToImport(shell, numbers, records);
    const { namePrefix } = options;
    const found = importPlanOf(read, {
        ...(namePrefix === undefined ? {} : { namePrefix }),
        inStack: new Map(inStates.map(({ phoneNumberId, resource }) => [phoneNumberId, resource])),
    });
    const plan = merge?.planned(found) ?? found;
    if (plan.imported.length > 0) writeImport(target, plan.imported);
    return importReport(
        { ...plan, leftOut: [...plan.leftOut, ...leftOut] },
        { ...importFilesIn(target), pinsFile: options.pins, pins },
    );
}

/** Loads the library that writes such files for the commands that do. */
async function numbersMergeFor(
    { numbers: path }: ImportOptions,
    folder: string,
): Promise<NumbersMerge | undefined> {
    if (path === undefined) return undefined;
    const { NumbersMerge } = await import("./NumbersMerge");
    return new NumbersMerge({ folder, path });
}

function graphOptionsOf({ graphUrl, graphApiVersion }: ImportOptions) {
    return withoutUndefined({ graphUrl, graphApiVersion });
}

/** The PINs of a file, which no command writes anywhere. */
function pinsOf(shell: Shell, path: string): ReadonlyMap<string, string> {
    const pins = pinsIn(shell.surroundings.folder, path);
    for (const pin of pins.values()) shell.hide(pin);
    return pins;
}

function selectionFrom(options: ImportOptions, folder: string): Selection {
    const { waba, file, number, all: isAll = false } = options;
    if (waba === undefined && file === undefined && number === undefined && !isAll) {
        throw new WrongUse("say which numbers: give --waba, --file, --number or --all.");
    }
    const listed = file === undefined ? [] : idsIn(file, folder);
    return {
        wabaIds: [...(waba ?? []).map(wabaIdFrom), ...listed],
        phoneNumberIds: (number ?? []).map(phoneNumberIdFrom),
        isAll,
    };
}

/** One id a line; a hash begins a comment. */
function idsIn(path: string, folder: string): readonly string[] {
    const lines = readTextFile({ folder, path, option: "--file" })
        .split("\n")
        .map((line) => line.replace(/#.*/, "").trim());
    const wrong = lines.findIndex((line) => !/^(|[1-9][0-9]*)$/.test(line));
    if (wrong === -1) return lines.filter((line) => line !== "");
    throw new CommandFailure(
        `read ${path}`,
        `line ${wrong + 1} is not an account id. Write one id a line, digits only, such as 102290129340398`,
    );
}

/** The files of an import, and the file of its PINs, if one was given. */
interface FilesAndPins extends ImportFiles {
    readonly pinsFile: string | undefined;
    readonly pins: ReadonlyMap<string, string> | undefined;
}

/** What was imported, what was left out and why, and the commands that come next. */
function importReport(plan: ImportPlan, files: FilesAndPins): Report {
    const { imported, leftOut } = plan;
    const { importFile, program } = files;
    const isEmpty = imported.length === 0;
    return {
        json: {
            imported: imported.map(({ phoneNumberId, name, ...number }) => ({
                phoneNumberId,
                name,
                tokenName: number.tokenName,
                dataLocalizationRegion: number.dataLocalizationRegion,
                noStorage: number.noStorage,
                isRegionKnown: number.isRegionKnown,
                isNameWaiting: number.isNameWaiting,
            })),
            leftOut,
            files: isEmpty ? undefined : { importFile, program },
        },
        lines: (style) => [
            style.strong(
                isEmpty
                    ? "No number can be imported; no file was written."
                    : `${countOf(imported.length)} to import: ${importFile} and ${program} written.`,
            ),
            ...remarksOn(plan).map((line) => style.doubtful(line)),
            ...missingPins(imported, files).map((line) => style.doubtful(line)),
            ...(isEmpty ? [] : nextSteps(imported, files)),
        ],
        exitCode: isEmpty ? 1 : 0,
    };
}

/** What a person should check: unknown regions, waiting names, and what was left out. */
function remarksOn({ imported, leftOut, remarks = [] }: ImportPlan): readonly string[] {
    const unknownRegions = imported.filter(({ isRegionKnown }) => !isRegionKnown);
    const waitingNames = imported.filter(({ isNameWaiting }) => isNameWaiting);
    return [
        ...unknownRegions.map(
            (number) =>
                `Look at ${named(number)}: Meta does not say where its data is stored. If it has a region, add dataLocalizationRegion to both files by hand; if it has No Storage, add noStorage.`,
        ),
        ...waitingNames.map(
            (number) =>
                `Expect one registration of ${named(number)}, in the second "pulumi up": it puts the display name that Meta approved into use. ignoreChanges: ["displayNameRegistered"] prevents it.`,
        ),
        ...remarks,
        ...leftOut.map((number) => `Left out ${named(number)}: ${number.reason}`),
    ];
}

function named({ phoneNumberId, label }: Readonly<Record<"phoneNumberId" | "label", string>>) {
    return label === "" ? phoneNumberId : `${phoneNumberId} (${label})`;
}

function missingPins(
    imported: ImportPlan["imported"],
    { pins, pinsFile }: FilesAndPins,
): readonly string[] {
    if (pins === undefined || pinsFile === undefined) return [];
    return imported
        .filter(({ phoneNumberId }) => !pins.has(phoneNumberId))
        .map((number) => `No PIN for ${named(number)} in ${pinsFile}: add a line with it.`);
}

function nextSteps(imported: ImportPlan["imported"], files: FilesAndPins): readonly string[] {
    const { importFile, program, specifier } = files;
    const [pinStep = "", ...pinLines] = pinSteps(imported, files);
    const [tokenStep = "", ...tokenLines] = tokenSteps(imported);
    return [
        "",
        "Next, in the folder of the Pulumi project:",
        program.endsWith(".ts")
            ? `  1. Import ${program} into the program, such as with: export { numbers } from ${JSON.stringify(specifier)};`
            : `  1. Load it in the program: loadNumbers(${JSON.stringify(program)}) of "pulumi-whatsapp/numbers".`,
        `  2. ${tokenStep}`,
        ...tokenLines.map((line) => `     ${line}`),
        `  3. ${pinStep}`,
        ...pinLines.map((line) => `     ${line}`),
        `  4. pulumi import --file ${importFile} --generate-code=false --protect=false`,
        "  5. pulumi preview: it shows only that the PINs are added.",
        "  6. pulumi up: it proves each PIN with one request, which costs no registration.",
    ];
}

/** How the stack gets the tokens that the resources name. */
function tokenSteps(imported: ImportPlan["imported"]): readonly string[] {
    const names = [...new Set(imported.map(({ tokenName }) => tokenName))];
    const commands = names.map((name) => {
        const key = name === undefined ? sharedKey : `--path ${namedKey}.${name}`;
        return `printf %s "$${variableFor(name)}" | pulumi config set --secret ${key}`;
    });
    return ["Give the stack the tokens that it does not have yet:", ...commands];
}

// Nobody fills in a longer line by hand.
const PINS_IN_A_LINE = 5;

function pinSteps(imported: ImportPlan["imported"], { pinsFile }: FilesAndPins): readonly string[] {
    if (pinsFile !== undefined) return ["Give it the PINs:", pinsLine(pinsFile)];
    const [first, ...others] = imported.map(({ phoneNumberId }) => pinKeyOf(phoneNumberId));
    if (others.length === 0) return [`pulumi config set --secret ${String(first)}`];
    const all = [first, ...others].map((key) => `--secret ${String(key)}=…`).join(" ");
    if (imported.length <= PINS_IN_A_LINE) return [`pulumi config set-all ${all}`];
    return [
        "Give it the PINs. Write a file with a phone number id, a comma and a PIN in each line, then:",
        pinsLine("pins.csv"),
    ];
}

/** Takes PINs from a file into config, in one line of any shell, without showing them. */
function pinsLine(file: string): string {
    return `pulumi config set-all $(awk -F '[,\\r]' '/^[0-9]/ { print "--secret=${pinKeyOf("")}" $1 "=" $2 }' ${file})`;
}
