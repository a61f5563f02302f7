import assert from "node:assert/strict";

import { properties } from "../../../provider/src/decisions/properties";
import type { NumberEntry } from "../../../provider/src/numbers/NumberEntry";
import { NumbersFileError } from "../../../provider/src/numbers/NumbersFileError";
import { numbersIn } from "../../../provider/src/numbers/numbersIn";

const entriesIn = (text: string): readonly NumberEntry[] => numbersIn(text, "numbers.yaml").entries;

function problemsIn(text: string): readonly string[] {
    try {
        entriesIn(text);
    } catch (thrown) {
        assert.ok(thrown instanceof NumbersFileError, String(thrown));
        const [first, ...lines] = thrown.message.split("\n");
        assert.equal(first, "Cannot use numbers.yaml:");
        return lines.map((line) => line.replace(/^numbers\.yaml:/, ""));
    }
    return assert.fail("the file is taken");
}

const ID = "106540352242922";
const OTHER_ID = "106540352242923";
const number = (...lines: readonly string[]): string =>
    ["numbers:", "  - name: support", `    phoneNumberId: "${ID}"`, ...lines]
        .map((line) => `${line}\n`)
        .join("");

describe("numbersIn", () => {
    it("gives an entry what the file does not say", () => {
        assert.deepEqual(entriesIn(number()), [
            {
                name: "support",
                phoneNumberId: ID,
                pinFrom: { kind: "config", key: `pin-${ID}` },
                protect: false,
            },
        ]);
    });

    const customers = `customers:
  first:
    tokenName: first
    wabaId: "102290129340398"
    dataLocalizationRegion: ch
    pinFrom: environment
    protect: true
`;
    const ofFirst = (...lines: readonly string[]): NumberEntry | undefined =>
        entriesIn(customers + number("    customer: first", ...lines))[0];

    it("gives an entry the defaults of its customer, the region in its normal form", () => {
        assert.deepEqual(ofFirst(), {
            name: "support",
            phoneNumberId: ID,
            customer: "first",
            stack: "first",
            tokenName: "first",
            wabaId: "102290129340398",
            dataLocalizationRegion: "CH",
            pinFrom: { kind: "environment", variable: `WHATSAPP_PIN_${ID}` },
            protect: true,
        });
    });

    it("lets an entry say otherwise", () => {
        const entry = ofFirst(
            "    stack: first-2",
            "    tokenName: second",
            "    dataLocalizationRegion: DE",
            "    pinFrom: { config: 'pins:support' }",
            "    protect: false",
        );
        assert.deepEqual(
            [entry?.stack, entry?.tokenName, entry?.dataLocalizationRegion, entry?.protect],
            ["first-2", "second", "DE", false],
        );
        assert.deepEqual(entry?.pinFrom, { kind: "config", key: "pins:support" });
    });

    it("takes the customer's region away with none, and with No Storage", () => {
        const off = ofFirst("    dataLocalizationRegion: none");
        assert.equal(off?.dataLocalizationRegion, undefined);
        const passing = ofFirst("    noStorage: { retentionMinutes: 60 }");
        assert.equal(passing?.dataLocalizationRegion, undefined);
        assert.deepEqual(passing?.noStorage, { retentionMinutes: 60 });
    });

    it("reads JSON, also with tabs", () => {
        const file = { $schema: "x", numbers: [{ name: "support", phoneNumberId: ID }] };
        for (const space of [undefined, 4, "\t"]) {
            assert.deepEqual(
                entriesIn(JSON.stringify(file, undefined, space)),
                entriesIn(number()),
            );
        }
    });

    const refused: Readonly<Record<string, readonly [text: string, ...problems: string[]]>> = {
        "an empty file": [
            "",
            "1: The file must have numbers, a list with an entry for each number.",
        ],
        "no YAML": [`${number()}  x: [`, "4: It is not YAML: "],
        "a list in place of the file": ["- a\n", "1: The file must have numbers"],
        "no list of numbers": ["numbers: 5\n", "1: numbers must be a list"],
        "a text as an entry": [
            "numbers:\n  - +41 00 000 00 00\n",
            "2: number 1: An entry must have",
        ],
        "an entry without anything": [
            "numbers:\n  - {}\n",
            "2: number 1: name is missing. name must begin with a letter",
            "2: number 1: phoneNumberId is missing. Set it to Meta's id of the number",
        ],
        "an id that is a number": [
            `numbers:\n  - name: support\n    phoneNumberId: ${ID}\n`,
            '3: number "support": phoneNumberId is a number, and ids this long lose digits',
        ],
        "a property with another name": [
            number("    region: CH"),
            '4: number "support": There is no property "region" here. Did you mean dataLocalizationRegion? Allowed: name, customer, stack, phoneNumberId,',
        ],
        "a PIN": [
            number("    protect: true", "    pin: '012345'"),
            '5: number "support": This file never holds a PIN. Say where it is: pinFrom',
        ],
        "a PIN in the place of its source": [
            number("    pinFrom: '012345'"),
            '4: number "support": pinFrom must be config, environment, generated, { config',
        ],
        "a PIN in the place of a key": [
            number("    pinFrom: { config: '012345' }"),
            '4: number "support": pinFrom must be',
        ],
        "a region that Meta has not": [
            number("    dataLocalizationRegion: US"),
            '4: number "support": "US" is not a storage region: Meta does not offer the United States.',
        ],
        "a region beside No Storage": [
            number("    dataLocalizationRegion: CH", "    noStorage: { retentionMinutes: 60 }"),
            '5: number "support": noStorage and dataLocalizationRegion exclude each other',
        ],
        "another retention": [
            number("    noStorage: { retentionMinutes: 30 }"),
            '4: number "support": noStorage must be { retentionMinutes: 60 }',
        ],
        "a word for true": [
            number("    protect: yes"),
            '4: number "support": protect must be true or false.',
        ],
        "a customer that is nowhere": [
            `customers: { first: {} }\n${number("    customer: second")}`,
            '5: number "support": customer names no entry under customers. There are: first.',
        ],
        "a wrong default of a customer": [
            `customers:\n  first:\n    tokenName: 5\n${number()}`,
            '3: customer "first": tokenName must be a string',
        ],
        "a customer's name that no stack can have": [
            `customers:\n  sec ond: {}\n${number()}`,
            "2: customer …: The name of a customer must begin with a letter",
        ],
        "two entries with one name": [
            `${number()}  - name: support\n    phoneNumberId: "${OTHER_ID}"\n`,
            '4: number "support": Another entry above has this name.',
        ],
        "two entries for one number": [
            `${number()}  - name: orders\n    phoneNumberId: "${ID}"\n`,
            '5: number "orders": This phoneNumberId stands in entry "support" too.',
        ],
        "several things at once, in the order of the file": [
            number("    protect: 1", "    dataLocalizationRegion: XX", "    colour: red"),
            '4: number "support": protect must be true or false.',
            '5: number "support": "XX" is not a storage region.',
            '6: number "support": There is no property "colour" here.',
        ],
    };

    for (const [title, [text, ...expected]] of Object.entries(refused)) {
        it(`refuses ${title}`, () => {
            const problems = problemsIn(text);
            assert.equal(problems.length, expected.length);
            for (const [index, problem] of expected.entries()) {
                assert.equal(problems[index]?.slice(0, problem.length), problem);
            }
            assert.doesNotMatch(problems.join(), /012345/);
        });
    }

    it("judges regions and ids with the words of the resource", () => {
        const wrong = { dataLocalizationRegion: "Switzerlnd", wabaId: "+41", tokenName: "1st" };
        for (const [property, value] of Object.entries(wrong)) {
            const [problem] = problemsIn(number(`    ${property}: "${value}"`));
            const rule = properties[property as keyof typeof wrong].problem(value);
            assert.equal(problem, `4: number "support": ${String(rule)}`);
        }
    });

    it("repeats no token that stands in the place of a name", () => {
        const token = "EAAfakeTokenOfNobody0123456789";
        const texts = [
            number(`    tokenName: ${token}`),
            number(`    ${token}: x`),
            `customers: { ${token}: 5 }\n${number()}`,
            `numbers:\n  - name: ${token}\n    phoneNumberId: x\n`,
        ];
        for (const text of texts) assert.doesNotMatch(problemsIn(text).join(), /EAAfake/);
    });
});
