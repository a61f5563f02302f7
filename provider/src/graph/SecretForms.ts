import { readingsOf } from "./readingsOf";

/**
 * A piece of this length belongs only to this secret; a quoted part of a long secret contains it.
 */
const PIECE = 16;

/** Tokens have a few hundred characters; a longer secret is a backup. */
const LONG = 1_000;

/** A shorter secret may be a word or a syllable of other texts, so only the whole word counts. */
const SHORTEST = 4;

/** Says whether a text repeats a secret, in any form that {@link readingsOf} knows. */
export class SecretForms {
    readonly #words: readonly RegExp[];
    readonly #texts: readonly string[];
    readonly #pieces: ReadonlySet<string>;
    readonly #syllables: readonly RegExp[];

    /** @param secrets - the texts to look for; empty ones are left out. */
    constructor(secrets: readonly string[]) {
        const given = [...new Set(secrets)].filter((secret) => secret !== "");
        const isNumber = (secret: string): boolean => /^\d{4,}$/.test(secret);
        const isShort = (secret: string): boolean => secret.length < SHORTEST;
        const texts = given
            .filter((secret) => !isNumber(secret) && !isShort(secret))
            .map((secret) => secret.toLowerCase());
        this.#words = given.filter(isNumber).map(wholeNumber);
        this.#syllables = given.filter(isShort).map(wholeWord);
        this.#texts = texts.filter((secret) => secret.length < PIECE);
        this.#pieces = new Set(texts.flatMap(piecesOf));
    }

    /**
     * Whether a text repeats one of the secrets, or sixteen characters of a longer one: unchanged,
     * in other letters, or encoded. Also true if the check of the text would take too long.
     */
    areIn(text: string): boolean {
        const readings = readingsOf(text);
        if (readings === undefined) return true;
        return readings.some(
            ({ text: read, isUnpacked }) =>
                this.#words.some((word) => word.test(read)) ||
                (!isUnpacked && this.#syllables.some((word) => word.test(read))) ||
                this.#isTextIn(read.toLowerCase()),
        );
    }

    #isTextIn(text: string): boolean {
        if (this.#texts.some((secret) => text.includes(secret))) return true;
        if (this.#pieces.size === 0) return false;
        for (let from = 0; from + PIECE <= text.length; from += 1) {
            if (this.#pieces.has(text.slice(from, from + PIECE))) return true;
        }
        return false;
    }
}

/** For a backup every sixteenth piece is enough: a quote of it is a line, or its beginning. */
function piecesOf(secret: string): readonly string[] {
    const stride = secret.length > LONG ? PIECE : 1;
    const count = Math.max(0, Math.floor((secret.length - PIECE) / stride) + 1);
    return Array.from({ length: count }, (_, index) =>
        secret.slice(index * stride, index * stride + PIECE),
    );
}

/**
 * Six digits may be a part of an id or a time, so only the whole number counts as the PIN, also
 * with a hyphen in the middle, as Meta writes codes.
 */
function wholeNumber(digits: string): RegExp {
    const half = digits.length / 2;
    const written =
        digits.length === 6 ? `${digits.slice(0, half)}[ -]?${digits.slice(half)}` : digits;
    return new RegExp(`(?<!\\d)${written}(?!\\d)`);
}

function wholeWord(word: string): RegExp {
    const literal = word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "iu");
}
