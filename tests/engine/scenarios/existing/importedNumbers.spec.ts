import assert from "node:assert/strict";

import { resourceType } from "../../../../provider/src/resourceType";
import type { Engine } from "../../availableEngines";
import { onEveryEngine } from "../onEveryEngine";
import { otherPin, phoneNumberId, otherNumberId, pin } from "../Scene";
import { changesIn } from "./changesIn";
import { ExistingNumbers } from "./ExistingNumbers";

const wabaId = "102290129340398";
const unverifiedId = "106540352242924";

const inSwitzerland = {
    status: "IN_COUNTRY_STORAGE_ENABLED" as const,
    dataLocalizationRegion: "CH" as const,
};

// From numbers that somebody else registered to a stack that manages them, step by step.
onEveryEngine("numbers that are imported", (engine: Engine) => {
    let numbers: ExistingNumbers;

    before(async () => {
        numbers = await ExistingNumbers.open({
            engine,
            world: {
                accounts: [{ id: wabaId }],
                numbers: [
                    {
                        id: phoneNumberId,
                        registered: true,
                        pin: "555555",
                        storage: inSwitzerland,
                        verifiedName: "Support",
                    },
                    { id: otherNumberId, registered: true, pin: "555556", verifiedName: "Sales" },
                    { id: unverifiedId, codeVerificationStatus: "NOT_VERIFIED" },
                ],
            },
            pins: new Map([
                [phoneNumberId, pin],
                [otherNumberId, otherPin],
            ]),
        });
    });

    beforeEach(() => {
        numbers.simulator.clearRequests();
    });

    afterEach(async () => {
        assert.deepEqual(await numbers.secretsInClear(), []);
    });

    after(() => numbers.close());

    it("are written into files by our command line, which only reads", async () => {
        const { exitCode, stdout } = await numbers.commandLine("import", "--waba", wabaId);
        assert.equal(exitCode, 0, stdout);
        assert.match(stdout, /^2 numbers to import/);
        assert.match(stdout, new RegExp(`Left out ${unverifiedId}.*not verified`));
        assert.equal(numbers.simulator.letters(), "L S S");
    });

    it("are taken into the state by Pulumi without a request, and without a PIN", async () => {
        const { exitCode, output, calls } = await numbers.importFile();
        assert.equal(exitCode, 0, output);
        assert.equal(numbers.simulator.letters(), "");
        assert.equal(calls.filter(({ method }) => method === "Check").length, 2);
        assert.equal(calls.filter(({ method }) => method === "Read").length, 0);
        const support = await numbers.stack.outputsOf("support");
        assert.equal(support["dataLocalizationRegion"], "CH");
        assert.equal(support["status"], "CONNECTED");
        assert.equal(support["pin"], undefined);
    });

    it("stay as they are when the same file is imported once more", async () => {
        const before = await numbers.stack.state();
        const { exitCode, calls } = await numbers.importFile();
        assert.equal(exitCode, 0);
        assert.equal(calls.filter(({ method }) => method === "Check").length, 0);
        assert.deepEqual(await numbers.stack.state(), before);
    });

    it("are not imported under a name that another number has", async () => {
        const before = await numbers.stack.state();
        const mistaken = numbers.text("import.json").replaceAll(phoneNumberId, unverifiedId);
        numbers.write("mistaken.json", mistaken);
        const { exitCode, output } = await numbers.importFile("mistaken.json");
        assert.notEqual(exitCode, 0);
        assert.match(output, /support.*already exists/s);
        assert.deepEqual(await numbers.stack.state(), before);
        assert.equal(numbers.simulator.letters(), "");
    });

    it("cannot be imported by id, and the state stays as it was", async () => {
        const before = await numbers.stack.state();
        const { exitCode } = await numbers.stack.importById({
            type: resourceType,
            name: "third",
            id: unverifiedId,
        });
        assert.notEqual(exitCode, 0);
        assert.deepEqual(await numbers.stack.state(), before);
        assert.equal(numbers.simulator.letters(), "");
    });

    it("are previewed with nothing but their PINs to take in, without a request", async () => {
        const { exitCode, output } = await numbers.run("preview");
        assert.equal(exitCode, 0, output);
        assert.deepEqual(changesIn(output), ["sales update +pin", "support update +pin"]);
        assert.equal(numbers.simulator.letters(), "");
    });

    it("take their PINs with one free request each, and are neither registered nor deregistered", async () => {
        const { exitCode, output } = await numbers.run("up");
        assert.equal(exitCode, 0, output);
        for (const [id, declared] of [
            [phoneNumberId, pin],
            [otherNumberId, otherPin],
        ] as const) {
            assert.equal(numbers.simulator.letters(id), "N P");
            const number = numbers.simulator.number(id);
            assert.equal(number.pin, declared);
            assert.deepEqual(number.attempts, { register: 0, deregister: 0 });
        }
        assert.equal(numbers.simulator.letters(unverifiedId), "");
        assert.equal((await numbers.stack.outputsOf("sales"))["pin"], otherPin);
    });

    it("are left alone by the next update", async () => {
        const { exitCode, output } = await numbers.run("up");
        assert.equal(exitCode, 0, output);
        assert.equal(numbers.simulator.letters(), "");
    });
});
