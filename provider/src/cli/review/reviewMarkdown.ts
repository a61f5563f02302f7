import { markdownText } from "./markdownText";
import type { Review } from "./Review";
import type { Happening, LeftOver, ReviewedNumber } from "./ReviewedNumber";

// A comment on GitHub takes 65,536 characters; the JSON has everything.
const MOST_ROWS = 100;
const MOST_NOTES = 40;

/**
 * A review as Markdown for a comment. Its first line is a marker that stays the same for a stack,
 * by which a pipeline finds the comment that it has to update.
 */
export function reviewMarkdown(review: Review): string {
    const { headline, numbers, errors, passedLimits, notes } = review;
    const shown = numbers.filter(({ happens, drift }) => happens !== "nothing" || drift);
    const quiet = numbers.length - shown.length;
    const blocks = [
        review.marker,
        `### WhatsApp numbers: ${markdownText(headline)}`,
        ...bulleted("**Past the limits:**", passedLimits.map(markdownText)),
        ...bulleted(
            "**The preview failed, so this is not the whole plan:**",
            errors.map(markdownText),
        ),
        ...(shown.length === 0 ? [] : [tableOf(shown.slice(0, MOST_ROWS))]),
        ...(shown.length > MOST_ROWS
            ? [`${shown.length - MOST_ROWS} more are in the JSON of this review.`]
            : []),
        ...(quiet === 0
            ? []
            : [`${quiet} ${quiet === 1 ? "number stays as it is" : "numbers stay as they are"}.`]),
        ...bulleted("Notes:", limited(shown.flatMap(notesOf))),
        ...notes.map(markdownText),
    ];
    return blocks.join("\n\n");
}

const HEADING = [
    "number",
    "resource",
    "customer",
    "what happens",
    "offline",
    "registrations left",
    "deregistrations left",
];

function tableOf(numbers: readonly ReviewedNumber[]): string {
    const rows = numbers.map((number) => [
        number.phoneNumberId ?? "known in the update",
        markdownText(number.resource),
        markdownText(number.customer ?? ""),
        WORDS[number.happens](number),
        OFFLINE[number.offline],
        leftWords(number.registrations),
        leftWords(number.deregistrations),
    ]);
    const lines = [HEADING, HEADING.map(() => "---"), ...rows];
    return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const WORDS: Readonly<Record<Happening, (number: ReviewedNumber) => string>> = {
    registers: ({ to }) =>
        `registers${to === undefined ? "" : ` in ${placeWords(to)}`}, or adopts it`,
    adopted: () => "stays registered, under another resource",
    moves: ({ from, to }) => `**moves** ${placeWords(from)} → ${placeWords(to)}`,
    setsPin: () => "PIN set in place",
    repaired: ({ to }) =>
        `repaired: registers again${to === undefined ? "" : ` in ${placeWords(to)}`}`,
    takesName: () => "registers again for its display name",
    looked: () => "looked at first",
    deregistered: () => "**deregistered**",
    released: () => "leaves the stack; nothing is sent that changes it",
    nothing: () => "nothing",
    refused: ({ from, to }) => {
        if (to === undefined) return "**refused**: deregister";
        const isMove = from !== undefined && from !== to;
        return isMove
            ? `**refused**: ${placeWords(from)} → ${placeWords(to)}`
            : "**refused**: stays as it is";
    },
};

const OFFLINE: Readonly<Record<ReviewedNumber["offline"], string>> = {
    none: "no",
    aMinute: "about a minute",
    forGood: "for good",
};

function placeWords(place: string | undefined): string {
    if (place === undefined) return "a place not known yet";
    if (place === "none") return "no region";
    return place === "noStorage" ? "No Storage" : place;
}

function leftWords(left: LeftOver | undefined): string {
    if (left === undefined) return "";
    return left.before === left.after ? `${left.before}` : `${left.before} → ${left.after}`;
}

function notesOf(number: ReviewedNumber): readonly string[] {
    const { phoneNumberId, resource, drift, refusal, refusedBecause } = number;
    const name = phoneNumberId ?? markdownText(resource);
    const seen = drift?.seenAt === undefined ? "" : ` Seen by ${drift.seenAt}.`;
    return [
        ...(drift === undefined ? [] : [`${name}: ${markdownText(drift.what)}${seen}`]),
        ...(refusedBecause === undefined ? [] : [`${name}: ${markdownText(refusedBecause)}`]),
        ...(refusal === undefined || refusedBecause?.includes(refusal.message) === true
            ? []
            : [
                  `${name}: ${refusal.operation} was refused at ${refusal.at} and is tried again ` +
                      `at ${refusal.nextTryAt}. ${markdownText(refusal.message)}`,
              ]),
    ];
}

function limited(notes: readonly string[]): readonly string[] {
    if (notes.length <= MOST_NOTES) return notes;
    return [
        ...notes.slice(0, MOST_NOTES),
        `${notes.length - MOST_NOTES} more are in the JSON of this review.`,
    ];
}

function bulleted(heading: string, items: readonly string[]): readonly string[] {
    if (items.length === 0) return [];
    return [[heading, "", ...limited(items).map((item) => `- ${item}`)].join("\n")];
}
