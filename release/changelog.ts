/** A version in the changelog, and its text. */
interface Section {
    readonly title: string;
    readonly lines: readonly string[];
}

/** The sections of a changelog, in its order. */
export function sectionsOf(changelog: string): readonly Section[] {
    return changelog
        .split(/^## /m)
        .slice(1)
        .map((text) => {
            const [title = "", ...lines] = text.trimEnd().split("\n");
            return { title: title.trim(), lines: lines.filter((line) => line.trim() !== "") };
        });
}

/** The text of a version, for its release; undefined if the changelog has none. */
export function notesOf(changelog: string, version: string): string | undefined {
    const section = sectionsOf(changelog).find(({ title }) => title === version);
    return section === undefined || section.lines.length === 0
        ? undefined
        : section.lines.join("\n");
}
