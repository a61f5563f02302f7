import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { NumberChange } from "pulumi-whatsapp-simulator";

import { providerLine } from "../../../provider/src/providerLine";
import { phoneNumberId, Rig } from "../lifecycle/Rig";

type Properties = Record<string, unknown>;

const CH = { dataLocalizationRegion: "CH" };
const ON_CH = { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" } as const;

const stateOf = (version: string): Properties =>
    JSON.parse(readFileSync(join(__dirname, `${version}.json`), "utf8")) as Properties;

// Every later version must read what an earlier version stored. Never edit a state here. A new
// shape is a new file.
const STATES: Readonly<Record<string, Properties>> = {
    "0.1.0": stateOf("0.1.0"),
    "the least that any version stores": {
        phoneNumberId,
        pin: "012345",
        ...CH,
        __provider: providerLine,
    },
};

for (const [name, state] of Object.entries(STATES)) {
    describe(`a state of old: ${name}`, () => {
        let rig: Rig;
        const number = () => rig.simulator.number(phoneNumberId);

        beforeEach(async () => {
            rig = await Rig.start();
            rig.simulator.changeNumber(phoneNumberId, {
                registered: true,
                pin: "012345",
                storage: ON_CH,
            });
        });
        afterEach(async () => {
            await rig.stop();
        });

        it("needs no update", async () => {
            assert.deepEqual(await rig.up(state, CH), state);
            assert.equal(rig.letters(), "");
        });

        it("is refreshed, and destroyed, without an update before", async () => {
            const read = await rig.refresh(state);
            assert.equal(read["registered"], true);
            assert.equal(read["dataLocalizationRegion"], "CH");
            await rig.destroy(state);
            assert.equal(number().registered, false);
        });

        it("is repaired, gets another PIN and moves", async () => {
            rig.simulator.changeNumber(phoneNumberId, { registered: false });
            const repaired = await rig.up(await rig.refresh(state), CH);
            assert.equal(number().registered, true);
            const pin = { pin: "543210" };
            const changed = await rig.up(repaired, { ...CH, ...pin });
            assert.equal(number().pin, "543210");
            rig.simulator.clock.advance({ minutes: 1 });
            const moved = await rig.up(changed, { ...pin, dataLocalizationRegion: "DE" });
            assert.equal(moved["regionVerified"], true);
            assert.equal(number().storage.dataLocalizationRegion, "DE");
        });
    });
}

const backup = { data: "fake-backup-data==", password: "fake-backup-password" };
const isUp = { registered: true, pin: "012345", storage: ON_CH } as const;
const isDown = { pin: "012345", storage: { status: "IN_COUNTRY_STORAGE_DISABLED" } } as const;

/** A state that 0.1.0 stored, its number, and what the program declares. */
interface OldKind {
    readonly number: NumberChange;
    readonly inputs: Properties;
    /** The requests of the next update. */
    readonly letters: string;
}

// Made with 0.1.0, one of every kind. Each file is named after its kind.
const KINDS: Readonly<Record<string, OldKind>> = {
    registered: { number: isUp, inputs: CH, letters: "" },
    "registered-without-a-region": {
        number: { registered: true, pin: "012345" },
        inputs: {},
        letters: "",
    },
    adopted: { number: { registered: true, pin: "012345" }, inputs: {}, letters: "" },
    "partial-down-in-a-move": {
        number: isDown,
        inputs: { dataLocalizationRegion: "DE" },
        letters: "N S W S R N S",
    },
    "partial-region-unproved": { number: isUp, inputs: CH, letters: "N S" },
    // 0.1.0 stored "registered" here, although its deregistration was accepted.
    "partial-registered-by-mistake": { number: isDown, inputs: CH, letters: "N S W S R N S" },
    refused: {
        number: { pin: "012345" },
        inputs: CH,
        letters: "N S W S R N S",
    },
    migrating: {
        number: { pin: "012345", onPremises: backup },
        inputs: { ...CH, backup },
        letters: "N S W S R N S",
    },
    "name-waiting": {
        number: {
            ...isUp,
            name: { newStatus: "APPROVED", newDisplayName: "New Shop" },
        },
        inputs: CH,
        letters: "N R N",
    },
    "PIN-unknown": { number: isUp, inputs: { ...CH, pin: "543210" }, letters: "N P" },
};

describe("a state of 0.1.0", () => {
    for (const [name, { number: there, inputs, letters }] of Object.entries(KINDS)) {
        it(`is gone on from: ${name}`, async () => {
            const rig = await Rig.start();
            const number = () => rig.simulator.number(phoneNumberId);
            const state = stateOf(`0.1.0/${name}`);
            rig.simulator.changeNumber(phoneNumberId, there);
            // By then every refusal may be tried again.
            rig.simulator.clock.advance({ hours: 25 });
            const news = await rig.up(state, inputs);
            assert.equal(rig.letters(), letters);
            assert.equal(number().registered, true);
            assert.deepEqual(await rig.up(news, inputs), news);
            assert.equal(rig.letters(), "", "nothing is left to do");
            await rig.destroy(state);
            assert.equal(number().registered, false, "and is destroyed from");
            await rig.stop();
        });
    }

    it("has a file of every kind", () => {
        const files = readdirSync(join(__dirname, "0.1.0")).map((file) =>
            file.replace(".json", ""),
        );
        assert.deepEqual(new Set(files), new Set(Object.keys(KINDS)));
    });
});
