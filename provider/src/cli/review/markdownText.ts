import { oneLine } from "../Report";

const LONGEST = 600;
// It is invisible, and splits a text that would mention a person, an issue or a link.
const PARTING = "\u200B";

/**
 * A text that somebody else wrote, as Markdown that shows it and does nothing else: no HTML, no
 * table cell of its own, no link, no mention of a person or an issue. It is cut where it is long.
 */
export function markdownText(text: string): string {
    const line = oneLine(text).trim();
    const cut = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
    return cut
        .replace(/([@#!~%$&])(?=[\w"])/g, `$1${PARTING}`)
        .replace(/:(?=\/\/)/g, `:${PARTING}`)
        .replace(/www(?=\.)/gi, `$&${PARTING}`)
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/[\\`*_[\]|~#!$]/g, "\\$&");
}
