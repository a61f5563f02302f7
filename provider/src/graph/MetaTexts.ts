import { isJsonObject } from "./jsonObject";
import type { SecretForms } from "./SecretForms";

/** Replaces a text that repeats a secret of the request. */
export const LEFT_OUT = "[left out: it repeats a secret]";

/** Replaces texts that come after too many others. */
const TOO_MUCH = "[left out: the answer is too long]";

/** Meta's texts are a line or two, and a name is shorter; more would flood state and logs. */
const LONGEST_TEXT = 500;

/** A secret may begin in the part that is kept, and end after it. */
const LOOK_AHEAD = 500;

/** The texts of a hundred numbers are a tenth of this. */
const LONGEST_IN_SUM = 150_000;

/** Meta's answers are five deep. */
const DEEPEST = 20;

/**
 * Values of a strict form, which do not change: Meta's codes, some of which are somebody's PIN, the
 * phone number as people read it, and the cursor of a list, which only goes back to Meta.
 */
const FORMS: ReadonlyMap<string, RegExp> = new Map([
    ["code", /^\d{1,15}$/],
    ["error_subcode", /^\d{1,15}$/],
    ["after", /^[\w=+/-]{1,2000}$/],
    ["display_phone_number", /^\+?(?:[ ()-]{0,2}\d){7,20}$/],
]);

/**
 * Meta's texts in the form for messages, outputs, journal and logs: every text of an answer passes
 * here, and only here.
 *
 * A text that repeats a secret is left out as a whole. A line break becomes a space; every other
 * character that is invisible, or that would move visible text, becomes visible, such as
 * `<U+202E>`. A text longer than five hundred characters is cut.
 */
export class MetaTexts {
    readonly #secrets: SecretForms;
    #length = 0;

    /** @param secrets - of the request that was answered. */
    constructor(secrets: SecretForms) {
        this.#secrets = secrets;
    }

    /** A JSON value with all its texts cleaned, and without numbers that repeat a PIN. */
    clean(value: unknown, name = "", depth = 0): unknown {
        if (depth > DEEPEST) return undefined;
        if (typeof value === "string") return this.#hasForm(name, value) ? value : this.text(value);
        if (typeof value === "number") {
            const digits = String(value);
            return this.#hasForm(name, digits) || !this.#secrets.areIn(digits) ? value : undefined;
        }
        if (Array.isArray(value)) return value.map((item) => this.clean(item, "", depth + 1));
        if (!isJsonObject(value)) return value;
        return Object.fromEntries(
            Object.entries(value).map(([key, member]) => [key, this.clean(member, key, depth + 1)]),
        );
    }

    /** One text as it may go on. */
    text(text: string): string {
        this.#length += Math.min(text.length, LONGEST_TEXT);
        if (this.#length > LONGEST_IN_SUM) return TOO_MUCH;
        const looked = text.slice(0, LONGEST_TEXT + LOOK_AHEAD);
        return this.#secrets.areIn(looked) ? LEFT_OUT : shortened(visible(looked), text.length);
    }

    #hasForm(name: string, text: string): boolean {
        return FORMS.get(name)?.test(text) ?? false;
    }
}

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * Control characters, marks of direction, characters without width, halves of characters. Not the
 * style of emoji, nor the joiners that Persian, Indian scripts and emoji need.
 */
const UNSEEN =
    /(?![\uFE0E\uFE0F\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

function visible(text: string): string {
    return text.replace(BREAKS, " ").replace(UNSEEN, (character) => {
        const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
        return `<U+${code.padStart(4, "0")}>`;
    });
}

function shortened(text: string, wholeLength: number): string {
    if (text.length <= LONGEST_TEXT && wholeLength <= LONGEST_TEXT) return text;
    // The last character may be half of one.
    return `${text.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
