import { countOf } from "../accountNumbers";
import type { Report } from "../Report";
import type { ImportPlan } from "./importPlanOf";
import { pinKeyOf } from "./programText";

/** The files of an import, as the user may open them. */
export interface ImportFiles {
    /** For `pulumi import --file`. */
    readonly importFile: string;
    /** The program. */
    readonly program: string;
    /** What a program in the present folder imports it by, such as `./registrations`. */
    readonly specifier: string;
}

/** What was imported, what was left out and why, and the commands that come next. */
export function importReport({ imported, leftOut }: ImportPlan, files: ImportFiles): Report {
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
            ...unknownRegions(imported).map((line) => style.doubtful(line)),
            ...waitingNames(imported).map((line) => style.doubtful(line)),
            ...leftOut.map(({ phoneNumberId, label, reason }) =>
                style.doubtful(`Left out ${named(phoneNumberId, label)}: ${reason}`),
            ),
            ...(isEmpty ? [] : nextSteps(imported, files)),
        ],
        exitCode: isEmpty ? 1 : 0,
    };
}

function unknownRegions(imported: ImportPlan["imported"]): readonly string[] {
    return imported
        .filter(({ isRegionKnown }) => !isRegionKnown)
        .map(
            ({ phoneNumberId, label }) =>
                `Look at ${named(phoneNumberId, label)}: Meta does not tell where its data is stored. Where it has a region, add dataLocalizationRegion to both files by hand; where it has No Storage, noStorage.`,
        );
}

function waitingNames(imported: ImportPlan["imported"]): readonly string[] {
    return imported
        .filter(({ isNameWaiting }) => isNameWaiting)
        .map(
            ({ phoneNumberId, label }) =>
                `Expect one registration of ${named(phoneNumberId, label)}, in the second "pulumi up": it takes the display name that Meta approved. ignoreChanges: ["displayNameRegistered"] prevents it.`,
        );
}

function named(phoneNumberId: string, label: string): string {
    return label === "" ? phoneNumberId : `${phoneNumberId} (${label})`;
}

function nextSteps(
    imported: ImportPlan["imported"],
    { importFile, program, specifier }: ImportFiles,
): readonly string[] {
    const [first] = imported;
    const key = first === undefined ? "pin-<id>" : pinKeyOf(first);
    const others = imported.length > 1 ? " (and so on for each number)" : "";
    return [
        "",
        "Next, in the folder of the Pulumi project:",
        `  1. Import ${program} into the program, such as with: import ${JSON.stringify(specifier)};`,
        `  2. pulumi config set --secret ${key}${others}`,
        `  3. pulumi import --file ${importFile} --generate-code=false --protect=false`,
        "  4. pulumi preview: it shows the PINs being taken in, and nothing else.",
        "  5. pulumi up: it proves each PIN with one request, which costs no registration.",
    ];
}
