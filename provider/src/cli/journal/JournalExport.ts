import { isJsonObject, parsedJson, textOf } from "../../graph/jsonObject";
import { type JournalCopy, journalCopyFrom } from "../../journal/RequestJournal";

const FORMAT = "pulumi-whatsapp-journal";
const VERSION = 1;

/** The journals of several numbers as one text. */
export interface JournalExport {
    /** `meta`, or the world of a simulator: their numbers have nothing to do with each other. */
    readonly world: string;
    readonly numbers: ReadonlyMap<string, JournalCopy>;
}

/** An export that was read, and how many of its lines could not be understood. */
export interface ReadExport extends JournalExport {
    readonly damaged: number;
}

/** An export as lines of JSON: a head, then each line with its number. */
export function exportText({ world, numbers }: JournalExport): string {
    const head = { format: FORMAT, version: VERSION, world };
    const lines = [...numbers].flatMap(([phoneNumberId, { entries, lostUntil, others }]) =>
        [...(lostUntil === undefined ? [] : [{ lostUntil }]), ...entries, ...others].map(
            (line) => ({ phoneNumberId, ...line }),
        ),
    );
    // The last line shows that nothing was cut off.
    const all = [head, ...lines, { lines: lines.length }];
    return all.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Reads an export; undefined if a text is none. */
export function exportFrom(text: string): ReadExport | undefined {
    const [first = "", ...rest] = text.split("\n").filter((line) => line.trim() !== "");
    const head = parsedJson(first);
    const world = textOf(head, "world");
    if (textOf(head, "format") !== FORMAT || world === undefined) return undefined;
    const parsed = rest.map(parsedJson);
    const end = parsed.at(-1);
    const told = isJsonObject(end) && typeof end["lines"] === "number" ? end["lines"] : undefined;
    const body = told === undefined ? parsed : parsed.slice(0, -1);
    const lines = body.map(lineFrom).filter((line) => line !== undefined);
    const ids = new Set(lines.map(({ phoneNumberId }) => phoneNumberId));
    const numbers = [...ids].map((id) => {
        const its = lines.filter(({ phoneNumberId }) => phoneNumberId === id);
        return [id, journalCopyFrom(its.map(({ line }) => line))] as const;
    });
    // Without its end an export was cut off, and nobody knows by how much.
    const written = told ?? body.length + 1;
    const damaged = Math.max(written, body.length) - lines.length;
    return { world, numbers: new Map(numbers), damaged };
}

/** An id becomes the name of a file: it is made of digits, or the line is none. */
function lineFrom(
    parsed: unknown,
): { readonly phoneNumberId: string; readonly line: object } | undefined {
    const phoneNumberId = textOf(parsed, "phoneNumberId");
    if (!isJsonObject(parsed) || phoneNumberId === undefined) return undefined;
    if (!/^\d{1,32}$/.test(phoneNumberId)) return undefined;
    const members = Object.entries(parsed).filter(([name]) => name !== "phoneNumberId");
    return { phoneNumberId, line: Object.fromEntries(members) };
}
