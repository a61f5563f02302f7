import { stripVTControlCharacters } from "node:util";

/** An error that the engine reported in an update. */
export interface UpdateError {
    /** Its resource; empty for the stack. */
    readonly urn: string;
    readonly message: string;
}

/**
 * Why an update failed: the error of the first resource, and how many others there are.
 *
 * @param said - the text if no resource had an error.
 */
export function reasonFrom(errors: readonly UpdateError[], said: string): string {
    const ofResources = errors.filter(
        ({ urn }) => urn !== "" && !urn.includes("pulumi:pulumi:Stack"),
    );
    const texts = new Map(ofResources.map(({ urn, message }) => [urn, plain(message)]));
    const [first, ...others] = texts;
    if (first === undefined) return plain(said).split("\n")[0] ?? "";
    const [urn, text] = first;
    const more = others.length === 0 ? "" : ` (${others.length} more failed)`;
    return `${urn.split("::").at(-1) ?? ""}: ${text}${more}`;
}

/** A message without the engine's marks for colours. */
function plain(message: string): string {
    return stripVTControlCharacters(message.replaceAll(/<\{%[^%]*%\}>/g, "")).trim();
}
