import { previewOutput } from "./previewOutput";
import { screenOf, textOf, type Row } from "./screenOf";
import { startOutput } from "./startOutput";
import { terminalPicture } from "./terminalPicture";

/** A picture in the docs. */
export interface Picture {
    /** The file, from the root of the repository. */
    readonly file: string;
    /** Makes it from what the command prints now; undefined if the command cannot be run. */
    readonly make: (() => Promise<string>) | undefined;
    /** The texts in it that every version of Pulumi prints. Default: all texts, at their places. */
    readonly lasting?: RegExp;
}

const COLUMNS = 124;

const preview = previewOutput();

/** The pictures, each made from the real output of its command. */
export const pictures: readonly Picture[] = [
    {
        file: "docs/pictures/preview.svg",
        lasting: /^(?:support|replace|CH|DE|replaces: .*)$/,
        make:
            preview &&
            (async () =>
                pictureOf("pulumi preview", {
                    title: "pulumi preview of a number that moves from CH to DE: it replaces the registration, uses 1 deregistration and 1 registration, and is offline for about a minute",
                    rows: await screenOf(await preview(COLUMNS), COLUMNS),
                })),
    },
    {
        file: "docs/pictures/start.svg",
        make: async () =>
            pictureOf("npm start", {
                title: "npm start: the first step of the life of a number, and the table at the end with each step and the requests that Meta received",
                rows: firstStepAndTable(await screenOf(await startOutput(), COLUMNS)),
            }),
    },
];

function pictureOf(
    command: string,
    { title, rows }: { readonly title: string; readonly rows: readonly Row[] },
): string {
    return terminalPicture({ title, rows: [plain(`$ ${command}`), ...rows], columns: COLUMNS });
}

// The whole story has eleven steps, and another port each time.
function firstStepAndTable(rows: readonly Row[]): readonly Row[] {
    const texts = rows.map(textOf);
    const at = (start: string): number => {
        const found = texts.findIndex((text) => text.startsWith(start));
        if (found === -1) throw new Error(`npm start prints no line "${start}"`);
        return found;
    };
    return [
        ...rows.slice(0, at("In Meta's place")),
        ...rows.slice(at("1. ") - 1, at("2. ")),
        plain("[...]"),
        ...rows.slice(at("step  ") - 1),
    ];
}

function plain(text: string): Row {
    const style = { color: undefined, bold: false, dim: false, underlined: false };
    return [{ column: 0, width: text.length, text, style }];
}
