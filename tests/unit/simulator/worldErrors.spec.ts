import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SimulatorClock } from "../../../simulator/src/clock/SimulatorClock";
import { readWorldFile } from "../../../simulator/src/world/readWorldFile";
import { World } from "../../../simulator/src/world/World";
import { WorldError } from "../../../simulator/src/world/WorldError";
import { NUMBER } from "./GraphClient";

const WORLDS = join(__dirname, "../../../simulator/worlds");

function errorOf(input: unknown): string {
    try {
        new World(input, new SimulatorClock(), "world.json");
    } catch (error) {
        assert.ok(error instanceof WorldError);
        return error.message;
    }
    return "no error";
}

describe("a wrong world", () => {
    const cases: readonly (readonly [string, unknown, RegExp])[] = [
        ["is no object", [], /^Cannot use world.json: the top level is a list, not an object\.$/],
        [
            "has a key that does not exist",
            { number: [] },
            /the top level has no place for "number"\. Known keys: .*numbers/,
        ],
        [
            "has such a key deep inside",
            { numbers: [{ id: NUMBER, storage: { status: "DEFAULT", region: "CH" } }] },
            /numbers\[0\]\.storage has no place for "region"\. Known keys: status, dataLocalizationRegion/,
        ],
        [
            "has a number as an id",
            { numbers: [{ id: 1 }] },
            /numbers\[0\]\.id is a number, not a string/,
        ],
        [
            "has a phone number as an id",
            { numbers: [{ id: "+41 00 000 00 00" }] },
            /numbers\[0\]\.id \("\+41 00 000 00 00"\) is not an id\. Write the digits/,
        ],
        ["has no id", { numbers: [{}] }, /numbers\[0\]\.id is missing\. It is a string/],
        [
            "has a region that does not exist",
            { numbers: [{ id: NUMBER, rememberedRegion: "UK" }] },
            /rememberedRegion is "UK", which is none of "AE", .*"GB"/,
        ],
        [
            "keeps a number's data in a region and not at all",
            {
                numbers: [
                    {
                        id: NUMBER,
                        storage: { status: "NO_STORAGE_ENABLED", dataLocalizationRegion: "CH" },
                    },
                ],
            },
            /storage\.dataLocalizationRegion \("CH"\) cannot stand beside NO_STORAGE_ENABLED/,
        ],
        [
            "has a switch with another value",
            { switches: { bodyRegion: "always" } },
            /switches\.bodyRegion is "always", which is none of "byVersion", "accepted", "ignored"/,
        ],
        [
            "has a time that is none",
            { numbers: [{ id: NUMBER, attempts: { register: ["yesterday"] } }] },
            /attempts\.register\[0\] \("yesterday"\) is not a time\. Write ISO 8601/,
        ],
        [
            "has a number on an account that is not there",
            { numbers: [{ id: NUMBER, wabaId: "7" }] },
            /numbers\[0\]\.wabaId \("7"\) is not in this world\. It has 102290129340398/,
        ],
        [
            "has a token that reaches an account that is not there",
            { tokens: [{ token: "EAA-x", name: "x", wabaIds: ["7"] }] },
            /tokens\[0\]\.wabaIds \("7"\) is not in this world/,
        ],
        [
            "has a number twice",
            { numbers: [{ id: NUMBER }, { id: NUMBER }] },
            /numbers\[1\]\.id \("106540352242922"\) is also that of numbers\[0\]/,
        ],
        [
            "has an id twice, as a number and as an account",
            { accounts: [{ id: NUMBER }], numbers: [{ id: NUMBER }] },
            /numbers\[0\]\.id \("106540352242922"\) is also an account's id/,
        ],
    ];
    for (const [what, input, message] of cases) {
        it(`that ${what} is refused by place, fault and remedy`, () => {
            assert.match(errorOf(input), message);
        });
    }

    it("is refused with all its faults at once", () => {
        const message = errorOf({ numbers: [{ id: 1 }, { id: NUMBER, pin: 7 }], colour: 1 });
        assert.equal(message.split("\n").length, 4);
    });

    it("is refused without repeating a PIN or a token", () => {
        const numbers = [{ id: NUMBER, pin: "9999" }];
        const same = { token: "EAA-same", name: "a" };
        assert.match(errorOf({ numbers }), /numbers\[0\]\.pin \(hidden\) is not a PIN\. Write six/);
        assert.doesNotMatch(errorOf({ numbers }), /9999/);
        const message = errorOf({ tokens: [same, { ...same, name: "b" }] });
        assert.match(message, /tokens\[1\]\.token is also that of tokens\[0\]/);
        assert.doesNotMatch(message, /EAA-same/);
    });
});

describe("a world file", () => {
    for (const name of readdirSync(WORLDS)) {
        it(`named ${name} makes a world`, async () => {
            const world = new World(await readWorldFile(join(WORLDS, name)), new SimulatorClock());
            assert.ok(world.numbers.length > 0);
        });
    }

    it("that is not there is refused by name", async () => {
        await assert.rejects(readWorldFile("no-such-world.json"), {
            message: "Cannot read world no-such-world.json: there is no such file.",
        });
    });

    it("that is not JSON is refused by name", async () => {
        await assert.rejects(readWorldFile(__filename), /Cannot use .*: it is not JSON/);
    });
});
