import type { Command } from "commander";

import { countOf } from "./accountNumbers";
import { pinKeyOf } from "../numbers/NumberEntry";
import { CommandFailure, readTextFile, WrongUse } from "./CommandFailure";
import {
    connect,
    type ConnectionOptions,
    phoneNumberIdFrom,
    wabaIdFrom,
    withConnectionOptions,
} from "./connect";
import { type ImportPlan, importPlanOf } from "./importPlanOf";
import { NumberRecords } from "./NumberRecords";
import { numbersToImport, type Selection, selectedNumbers } from "./numbersToImport";
import type { NumbersMerge } from "./NumbersMerge";
import type { Report } from "./Report";
import { newCommand, type Shell } from "./Shell";
import { type ImportFiles, importFilesIn, refuseToOverwrite, writeImport } from "./writeImport";

interface ImportOptions extends ConnectionOptions {
    readonly waba?: readonly string[];
    readonly file?: string;
    readonly number?: readonly string[];
    readonly all?: boolean;
    readonly output: string;
    readonly numbers?: string;
    readonly overwrite?: boolean;
}

/** Adds `import`: writes what `pulumi import` needs for numbers that are registered already. */
export function addImportCommand(program: Command, shell: Shell): void {
    const description =
        'Write a file for "pulumi import" and the program that declares the same numbers. Reads at Meta and changes nothing there; no PIN is read or written.';
    const command = withConnectionOptions(newCommand(program, "import", description))
        .option("--waba <id...>", "all numbers of these accounts")
        .option("--file <file>", "all numbers of the accounts in a file, an id a line")
        .option("--number <id...>", "these numbers")
        .option("--all", "all numbers of all accounts that the token names")
        .option("--output <folder>", "folder for import.json and registrations.ts", ".")
        .option("--numbers <file>", "add to this numbers file, in place of registrations.ts")
        .option("--overwrite", "write over files that are there");
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
    const { calls, configuration, token } = connect(shell, options);
    const records = await NumberRecords.open(surroundings, configuration.graphUrl);
    const { numbers, leftOut } = await selectedNumbers(shell, calls, {
        ...selection,
        ...(options.all === true ? { allOf: token.accessToken } : {}),
    });
    const found = importPlanOf(
        await numbersToImport(shell, numbers, { calls, records }),
        options.tokenName,
    );
    const plan = merge?.planned(found) ?? found;
    if (plan.imported.length > 0) writeImport(target, plan.imported);
    const all = { ...plan, leftOut: [...plan.leftOut, ...leftOut] };
    return importReport(all, importFilesIn(target));
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

function selectionFrom(options: ImportOptions, folder: string): Selection {
    const { waba, file, number, all = false } = options;
    if (waba === undefined && file === undefined && number === undefined && !all) {
        throw new WrongUse("say which numbers: give --waba, --file, --number or --all.");
    }
    const listed = file === undefined ? [] : idsIn(file, folder);
    return {
        wabaIds: [...(waba ?? []).map(wabaIdFrom), ...listed],
        phoneNumberIds: (number ?? []).map(phoneNumberIdFrom),
    };
}

/** One id a line; what follows a hash is a remark. */
function idsIn(path: string, folder: string): readonly string[] {
    const lines = readTextFile({ folder, path, option: "--file" })
        .split("\n")
        .map((line) => line.replace(/#.*/, "").trim());
    const wrong = lines.findIndex((line) => !/^(|[1-9][0-9]*)$/.test(line));
    if (wrong === -1) return lines.filter((line) => line !== "");
    throw new CommandFailure(
        `read ${path}`,
        `line ${wrong + 1} is no id of an account. Write one id a line, digits only, such as 102290129340398`,
    );
}

/** What was imported, what was left out and why, and the commands that come next. */
function importReport(plan: ImportPlan, files: ImportFiles): Report {
    const { imported, leftOut } = plan;
    const { importFile, program } = files;
    const isEmpty = imported.length === 0;
    return {
        json: {
            imported: imported.map(({ phoneNumberId, name, ...number }) => ({
                phoneNumberId,
                name,
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
            ...(isEmpty ? [] : nextSteps(imported, files)),
        ],
        exitCode: isEmpty ? 1 : 0,
    };
}

/** What a person should look at: unknown regions, waiting names, and what was left out. */
function remarksOn({ imported, leftOut, remarks = [] }: ImportPlan): readonly string[] {
    const unknownRegions = imported.filter(({ isRegionKnown }) => !isRegionKnown);
    const waitingNames = imported.filter(({ isNameWaiting }) => isNameWaiting);
    return [
        ...unknownRegions.map(
            (number) =>
                `Look at ${named(number)}: Meta does not tell where its data is stored. Where it has a region, add dataLocalizationRegion to both files by hand; where it has No Storage, noStorage.`,
        ),
        ...waitingNames.map(
            (number) =>
                `Expect one registration of ${named(number)}, in the second "pulumi up": it takes the display name that Meta approved. ignoreChanges: ["displayNameRegistered"] prevents it.`,
        ),
        ...remarks,
        ...leftOut.map((number) => `Left out ${named(number)}: ${number.reason}`),
    ];
}

function named({ phoneNumberId, label }: Readonly<Record<"phoneNumberId" | "label", string>>) {
    return label === "" ? phoneNumberId : `${phoneNumberId} (${label})`;
}

function nextSteps(
    [first, ...others]: ImportPlan["imported"],
    { importFile, program, specifier }: ImportFiles,
): readonly string[] {
    const key = first === undefined ? "pin-<id>" : pinKeyOf(first.phoneNumberId);
    const more = others.length > 0 ? " (and so on for each number)" : "";
    return [
        "",
        "Next, in the folder of the Pulumi project:",
        program.endsWith(".ts")
            ? `  1. Import ${program} into the program, such as with: import ${JSON.stringify(specifier)};`
            : `  1. Load it in the program: loadNumbers(${JSON.stringify(program)}) of "pulumi-whatsapp/numbers".`,
        `  2. pulumi config set --secret ${key}${more}`,
        `  3. pulumi import --file ${importFile} --generate-code=false --protect=false`,
        "  4. pulumi preview: it shows the PINs being taken in, and nothing else.",
        "  5. pulumi up: it proves each PIN with one request, which costs no registration.",
    ];
}
