import assert from "node:assert/strict";

import type { CheckFailure } from "@pulumi/pulumi/dynamic";

import { failureOf } from "../guide/failureOf";
import { DOOR_NAMES } from "../lifecycle/doors";
import { declared, Rig } from "../lifecycle/Rig";

interface BadInput {
    readonly title: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly property: string;
    readonly reason: RegExp;
}

const badInputs: readonly BadInput[] = [
    {
        title: "an unknown region",
        inputs: { dataLocalizationRegion: "XX" },
        property: "dataLocalizationRegion",
        reason: /"XX" is not a storage region\. Allowed: AE, AU, BH, /,
    },
    {
        title: "a number in place of an id",
        inputs: { phoneNumberId: 106540352242922 },
        property: "phoneNumberId",
        reason: /number.*quotes/,
    },
    {
        title: "a number in place of a PIN",
        inputs: { pin: 12345 },
        property: "pin",
        reason: /number/,
    },
    {
        title: "a list in place of a region",
        inputs: { dataLocalizationRegion: ["CH"] },
        property: "dataLocalizationRegion",
        reason: /must be a string, such as "CH"/,
    },
    {
        title: "a text in place of an object",
        inputs: { noStorage: "60" },
        property: "noStorage",
        reason: /retentionMinutes/,
    },
    {
        title: "a property of another type inside of an object",
        inputs: { noStorage: { retentionMinutes: "sixty" } },
        property: "noStorage",
        reason: /retentionMinutes/,
    },
    {
        title: "an unknown property inside of an object",
        inputs: { noStorage: { retentionMinutes: 60, days: 1 } },
        property: "noStorage",
        reason: /days/,
    },
    {
        title: "a property that does not exist",
        inputs: { region: "CH" },
        property: "region",
        reason: /does not exist.* Did you mean dataLocalizationRegion\?/,
    },
    {
        title: "a boolean in place of a name",
        inputs: { tokenName: true },
        property: "tokenName",
        reason: /tokenName|name/,
    },
];

describe("bad input through both doors", () => {
    const rigs: Rig[] = [];

    before(async () => {
        for (const door of DOOR_NAMES) rigs.push(await Rig.start({}, door));
    });
    after(async () => {
        for (const rig of rigs) await rig.stop();
    });

    const failuresOf = async (
        rig: Rig,
        inputs: BadInput["inputs"],
    ): Promise<readonly CheckFailure[]> => {
        const { failures } = await rig.operation().check({}, declared({ ...inputs }));
        return failures ?? [];
    };

    for (const { title, inputs, property, reason } of badInputs) {
        it(`refuses ${title} in the same words`, async () => {
            const [first, ...others] = await Promise.all(
                rigs.map((rig) => failuresOf(rig, inputs)),
            );
            assert.equal(first?.length, 1, JSON.stringify(first));
            const said = first[0];
            // The failure names no property, because the engine would print the property's value.
            assert.equal(said?.property, "");
            assert.ok(said.reason.startsWith(property), said.reason);
            assert.match(said.reason, reason);
            assert.deepEqual(others, [first]);
        });
    }

    it("refuses a wrong configuration in the same words, and shows no value of it", async () => {
        const messages = await Promise.all(
            rigs.map(async (rig) => {
                Object.assign(rig.config, { "whatsapp:settleTimeoutSeconds": "soon" });
                const { message } = await failureOf(failuresOf(rig, {}));
                return message;
            }),
        );
        assert.match(String(messages[0]), /whatsapp:settleTimeoutSeconds/);
        assert.equal(messages[0], messages[1]);
        assert.equal(messages.length, 2);
    });
});
