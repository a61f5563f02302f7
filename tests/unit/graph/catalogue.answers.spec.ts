import assert from "node:assert/strict";
import { graphErrorEntry, type GraphErrorEntry } from "../../../provider/src/graph/catalogue";
import { CODES, SUBCODES, TEXTS } from "./knownAnswers";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** An answer of Meta: its code, and what else tells it from others. */
type Answer = readonly [graphCode: number, graphSubcode?: number | undefined, text?: string];

const REGION_EXPECTED: Answer = [100, undefined, "(#100) Expected data localization region: 'IN'"];
const ACCOUNT_NOT_ASSIGNED: Answer = [100, undefined, "Unsupported request - method type: post"];
const NO_STORAGE_REFUSED: Answer = [10, undefined, "(#10) No storage is not enabled for this app"];
const TOKEN_UNUSABLE: readonly Answer[] = [
    ...([[0], [104], [190]] as const),
    ...[458, 459, 460, 463, 464, 467, 492].map((graphSubcode): Answer => [190, graphSubcode]),
];
const NOT_PERMITTED: readonly Answer[] = [
    ...([[200], [201], [250], [299]] as const),
    ...[1349174, 1349175, 1349176].map((graphSubcode): Answer => [200, graphSubcode]),
];

/** Answers that the reference knows besides the codes alone (sections 4.2 and 17). */
const ANSWERS: readonly Answer[] = [
    ...CODES.map(([graphCode]): Answer => [graphCode]),
    ...SUBCODES.map(([graphCode, graphSubcode]): Answer => [graphCode, graphSubcode]),
    ...TEXTS.map(([text]): Answer => [100, undefined, text]),
    NO_STORAGE_REFUSED,
    [250],
    [999_999],
];

function textOf(answer: Answer): string {
    return answer.filter((part) => part !== undefined).join(", ");
}

/** The answers whose entry fits. */
function answersWhere(fits: (known: GraphErrorEntry) => boolean): readonly string[] {
    return ANSWERS.filter((answer) => fits(graphErrorEntry(...answer))).map(textOf);
}

/** The same answers, in the order of {@link ANSWERS}. */
function ordered(answers: readonly Answer[]): readonly string[] {
    const wanted = new Set(answers.map(textOf));
    return ANSWERS.map(textOf).filter((text) => wanted.has(text));
}

describe("what an answer of Meta leads to", () => {
    it("may have taken effect where Meta met trouble on its side, or the code is not known", () => {
        const troubles: readonly Answer[] = [
            ...([[1], [2], [131000], [131016], [131057]] as const),
            ...([[131057, 2494100], [2494100], [999_999]] as const),
        ];
        assert.deepEqual(
            answersWhere((known) => known.mayHaveTakenEffect),
            ordered(troubles),
        );
    });

    it("is tried again at once where nothing came of it: the token, an unfinished deregistration", () => {
        assert.deepEqual(
            answersWhere(({ retry }) => retry.kind === "atOnce"),
            ordered([...TOKEN_UNUSABLE, [133000]]),
        );
    });

    for (const [graphCode, retry] of [
        [133015, { kind: "after", ms: 5 * MINUTE_MS }],
        [133009, { kind: "after", ms: 15 * MINUTE_MS }],
        [133008, { kind: "after", ms: 24 * HOUR_MS, isStated: true }],
        [133016, { kind: "after", ms: 72 * HOUR_MS }],
    ] as const) {
        it(`is tried again ${retry.ms / MINUTE_MS} min after code ${graphCode}`, () => {
            assert.deepEqual(graphErrorEntry(graphCode).retry, retry);
        });
    }

    it("is tried again daily where the input is wrong, and with longer pauses else", () => {
        const wrongInput: readonly Answer[] = [
            ...([[133005], [2388092], [100, 2388092], [12]] as const),
            ...([[131008], [131009], [133001], [133002]] as const),
        ];
        assert.deepEqual(
            answersWhere(({ retry }) => retry.kind === "daily"),
            ordered(wrongInput),
        );
        for (const graphCode of [100, 131000, 133004, 133006, 200, 999_999]) {
            assert.deepEqual(graphErrorEntry(graphCode).retry, { kind: "backingOff" });
        }
    });

    it("lets a number come back from other storage where that storage is what was refused", () => {
        assert.deepEqual(
            answersWhere(({ wayBack }) => wayBack === "always"),
            ordered([[12], REGION_EXPECTED, NO_STORAGE_REFUSED]),
        );
        assert.deepEqual(
            answersWhere(({ wayBack }) => wayBack === "fromNoStorage"),
            ordered([[10]]),
        );
    });

    it("lets no number come back where token, permission or account would be refused again", () => {
        assert.deepEqual(
            answersWhere(({ wayBack }) => wayBack === "never"),
            ordered([...TOKEN_UNUSABLE, ...NOT_PERMITTED, [131031], ACCOUNT_NOT_ASSIGNED]),
        );
        for (const graphCode of [1, 3, 131005, 133005, 133016, 999_999]) {
            assert.equal(graphErrorEntry(graphCode).wayBack, "fromSettings", String(graphCode));
        }
    });

    it("registers a number that is down once more where Meta says how soon that helps", () => {
        assert.deepEqual(
            answersWhere(({ onceMoreAfterMs }) => onceMoreAfterMs !== undefined),
            ordered([[133004], [133015]]),
        );
        assert.equal(graphErrorEntry(133015).onceMoreAfterMs, 5 * MINUTE_MS);
        assert.equal(graphErrorEntry(133004).onceMoreAfterMs, MINUTE_MS);
    });

    for (const [column, graphCode] of [
        ["refutesPin", 133005],
        ["finishesByDeregistering", 133000],
        ["blocks", 133016],
    ] as const) {
        it(`says ${column} of code ${graphCode} alone`, () => {
            assert.deepEqual(
                answersWhere((known) => known[column]),
                [String(graphCode)],
            );
        });
    }
});
