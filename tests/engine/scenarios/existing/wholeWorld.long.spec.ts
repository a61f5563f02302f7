import assert from "node:assert/strict";

import type { Storage } from "pulumi-whatsapp-simulator";

import { providerLine } from "../../../../provider/src/providerLine";
import type { Engine } from "../../availableEngines";
import { isSecret } from "../../stand-in/PropertyMap";
import { onEveryEngine } from "../onEveryEngine";
import { changesIn } from "./changesIn";
import { ExistingNumbers } from "./ExistingNumbers";
import { nameApproved, numberStates } from "./numberStates";
import { countsByLetter, writesTo } from "./countsByLetter";
import { statesOfNumber, statesOfSchema } from "./statesOfSchema";
import { placedNumbers, wabaIds, worldOf } from "./worldOf";

interface ImportReport {
    readonly imported: readonly { readonly phoneNumberId: string; readonly name: string }[];
    readonly leftOut: readonly { readonly phoneNumberId: string; readonly reason: string }[];
}

interface ImportFile {
    readonly resources: readonly { readonly id: string; readonly outputs: object }[];
}

// Two hundred resources, a state that is written at every step, and a busy machine.
const timeoutMs = 180_000;

// These properties do not change the import of a number: how it is written, when something happened
// to it, and where its webhooks go. A number that was taken off its account is in no list.
const NO_STATES = [
    "displayPhoneNumber",
    "deregisteredAt",
    "verifiedAt",
    "overrideCallbackUri",
    "removed true",
];

describe("the world of numbers", () => {
    it("holds every state that the simulator knows", () => {
        const { numbers = [] } = worldOf(placedNumbers(numberStates.length));
        const met = new Set(numbers.flatMap((number) => statesOfNumber(number)));
        const missing = statesOfSchema().filter((state) => !met.has(state));
        // One region of an old account is like any other.
        const others = missing.filter((state) => !state.startsWith("rememberedRegion "));
        assert.deepEqual(others, NO_STATES);
    });
});

// The life of all numbers of a business, step by step. Each step begins where the one before ended.
onEveryEngine("a world of numbers in every state", (engine: Engine) => {
    const placed = placedNumbers(250);
    const managed = placed.filter(({ state }) => state.leftOut === undefined);
    const leftOut = placed.filter(({ state }) => state.leftOut !== undefined);
    const named = placed.filter(({ state }) => state === nameApproved);
    const moved = managed.find(({ state }) => state.title === "storage in CH");
    const movedId = moved?.id ?? "";
    const staying = managed.filter(({ state }) => state.staysAtDestroy === true);
    let numbers: ExistingNumbers;
    let attemptsBefore: readonly unknown[];

    before(async () => {
        const pins = new Map(managed.map(({ id, pin }) => [id, pin]));
        numbers = await ExistingNumbers.open({ engine, world: worldOf(placed), pins });
        attemptsBefore = attempts();
    });

    beforeEach(() => {
        numbers.simulator.clearRequests();
    });

    afterEach(async () => {
        assert.deepEqual(
            writesTo(numbers.simulator, leftOut),
            [],
            "what is left out is left alone",
        );
        assert.deepEqual(await numbers.secretsInClear(), []);
    });

    after(() => numbers.close());

    it("is imported with all accounts of the token, and says what is left out and why", async () => {
        const { exitCode, stdout, stderr } = await numbers.commandLine("import", "--all", "--json");
        assert.equal(exitCode, 0, stderr);
        const report = JSON.parse(stdout) as ImportReport;
        assert.deepEqual(
            ids(report.imported),
            managed.map(({ id }) => id),
        );
        assert.deepEqual(
            ids(report.leftOut),
            leftOut.map(({ id }) => id),
        );
        for (const { phoneNumberId, reason } of report.leftOut) {
            const { state } = leftOut.find(({ id }) => id === phoneNumberId) ?? {};
            assert.match(reason, state?.leftOut ?? /^$/, state?.title);
        }
        const { L, T, ...others } = countsByLetter(numbers.simulator);
        assert.deepEqual([T, L, Object.keys(others)], [1, wabaIds.length, ["S"]]);
    }).timeout(timeoutMs);

    it("is imported the same account by account", async () => {
        const parts: ImportFile["resources"][] = [];
        for (const wabaId of wabaIds) {
            const { exitCode } = await numbers.commandLine(
                ...["import", "--waba", wabaId, "--output", wabaId],
            );
            assert.equal(exitCode, 0);
            parts.push(resourcesIn(`${wabaId}/import.json`));
        }
        const outputsOf = (resources: ImportFile["resources"]): unknown =>
            [...resources].sort(byId).map(({ id, outputs }) => ({ id, outputs }));
        assert.deepEqual(outputsOf(parts.flat()), outputsOf(resourcesIn("import.json")));
        assert.deepEqual(Object.keys(countsByLetter(numbers.simulator)), ["L", "S"]);
    }).timeout(timeoutMs);

    it("is taken into the state without a request, each number where its data is", async () => {
        const { exitCode, output } = await numbers.importFile();
        assert.equal(exitCode, 0, output);
        assert.deepEqual(countsByLetter(numbers.simulator), {});
        const stored = await numbers.registrations();
        assert.equal(stored.size, managed.length);
        for (const { id, state } of managed) {
            const { inputs = {}, outputs = {} } = stored.get(id) ?? {};
            const { storage } = numbers.simulator.number(id);
            assert.equal(inputs["__provider"], providerLine);
            assert.equal(
                outputs["dataLocalizationRegion"],
                storage.dataLocalizationRegion,
                state.title,
            );
            assert.deepEqual(outputs["noStorage"], noStorageIn(storage), state.title);
            assert.equal(outputs["registered"], true, state.title);
            assert.ok(!("pin" in inputs) && !("pin" in outputs), state.title);
        }
    }).timeout(timeoutMs);

    it("is previewed with nothing but PINs to take in, without a request", async () => {
        const { exitCode, output } = await numbers.run("preview");
        assert.equal(exitCode, 0, output);
        const changes = changesIn(output);
        assert.equal(changes.length, managed.length);
        assert.deepEqual(
            changes.filter((change) => !change.endsWith(" update +pin")),
            [],
        );
        assert.deepEqual(countsByLetter(numbers.simulator), {});
    }).timeout(timeoutMs);

    it("takes each PIN with one free request, and registers and deregisters nothing", async () => {
        const { exitCode, output } = await numbers.run("up");
        assert.equal(exitCode, 0, output);
        const count = managed.length;
        assert.deepEqual(countsByLetter(numbers.simulator), { N: count, P: count });
        assert.deepEqual(attempts(), attemptsBefore);
        const stored = await numbers.registrations();
        for (const { id, pin, state } of managed) {
            assert.equal(numbers.simulator.number(id).pin, pin, state.title);
            const { inputs = {}, outputs = {} } = stored.get(id) ?? {};
            assert.ok(isSecret(inputs["pin"]) && isSecret(outputs["pin"]), state.title);
        }
    }).timeout(timeoutMs);

    it("registers next only the numbers whose new name is approved, once each", async () => {
        const { exitCode, output } = await numbers.run("up");
        assert.equal(exitCode, 0, output);
        const count = named.length;
        assert.deepEqual(countsByLetter(numbers.simulator), { N: 2 * count, R: count });
        for (const { id } of named) {
            assert.equal(numbers.simulator.letters(id), "N R N");
            assert.equal(numbers.simulator.number(id).verifiedName, "A new name");
        }
    }).timeout(timeoutMs);

    it("is refreshed with reads alone, and stays registered in the state", async () => {
        const { exitCode, output } = await numbers.run("refresh");
        assert.equal(exitCode, 0, output);
        const counts = countsByLetter(numbers.simulator);
        assert.deepEqual(Object.keys(counts), ["L", "M", "N", "S"]);
        const { L = 0, N = 0 } = counts;
        assert.ok(L + N < managed.length, `${L} lists and ${N} numbers were read`);
        for (const { id } of managed) assert.match(numbers.simulator.letters(id), /^(N|S|N S)?$/);
        for (const { outputs = {}, urn } of (await numbers.registrations()).values()) {
            assert.equal(outputs["registered"], true, urn);
            assert.equal(outputs["displayNameRegistered"], true, urn);
        }
    }).timeout(timeoutMs);

    it("moves one number with one deregistration and one registration, and leaves the others alone", async () => {
        declareElsewhere();
        const { exitCode, output } = await numbers.run("up");
        assert.equal(exitCode, 0, output);
        assert.equal(numbers.simulator.letters(movedId), "N S P D N W S R N S");
        assert.equal(numbers.simulator.requests().length, 10);
        assert.equal(numbers.simulator.number(movedId).storage.dataLocalizationRegion, "DE");
        assert.equal(
            (await numbers.registrations()).get(movedId)?.outputs?.["dataLocalizationRegion"],
            "DE",
        );
    }).timeout(timeoutMs);

    it("is destroyed with one deregistration each, and keeps what Meta refuses to deregister", async () => {
        const { exitCode } = await numbers.run("destroy", { continueOnError: true });
        assert.notEqual(exitCode, 0);
        assert.equal(countsByLetter(numbers.simulator)["D"], managed.length);
        assert.equal(countsByLetter(numbers.simulator)["R"], undefined);
        const down = managed.filter(({ id }) => !numbers.simulator.number(id).registered);
        assert.equal(down.length, managed.length - staying.length);
        assert.deepEqual(
            [...(await numbers.registrations()).keys()],
            staying.map(({ id }) => id),
        );
    }).timeout(timeoutMs);

    it("asks Meta no second time while a block lasts, whatever a person forces", async () => {
        numbers.stack.setEnv("WHATSAPP_FORCE", staying.map(({ id }) => id).join(","));
        const { exitCode } = await numbers.run("destroy", { continueOnError: true });
        assert.notEqual(exitCode, 0);
        assert.deepEqual(countsByLetter(numbers.simulator), { N: staying.length });
        assert.equal((await numbers.registrations()).size, staying.length);
    }).timeout(timeoutMs);

    function ids(items: readonly { readonly phoneNumberId: string }[]): readonly string[] {
        return items.map(({ phoneNumberId }) => phoneNumberId).sort();
    }

    function attempts(): readonly unknown[] {
        return placed.map(({ id }) => numbers.simulator.number(id).attempts);
    }

    function resourcesIn(file: string): ImportFile["resources"] {
        return (JSON.parse(numbers.text(file)) as ImportFile).resources;
    }

    function declareElsewhere(): void {
        const declaration = new RegExp(`("${movedId}",[^}]*dataLocalizationRegion: )"CH"`);
        const program = numbers.text("registrations.ts").replace(declaration, '$1"DE"');
        numbers.write("registrations.ts", program);
    }
});

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
    return left.id.localeCompare(right.id);
}

function noStorageIn({ status, retentionMinutes }: Storage): unknown {
    return status === "NO_STORAGE_ENABLED" ? { retentionMinutes } : undefined;
}
