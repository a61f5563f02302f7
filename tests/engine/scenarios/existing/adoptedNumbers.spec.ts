import assert from "node:assert/strict";

import type { NumberInput } from "pulumi-whatsapp-simulator";

import type { Engine } from "../../availableEngines";
import { onEveryEngine } from "../onEveryEngine";
import { Scene, type Declared } from "../Scene";
import { countsByLetter } from "./countsByLetter";

const count = 50;

// Two of the five have local storage off.
const regions = ["CH", undefined, "DE", undefined, "IN"] as const;
const regionAt = (at: number) => regions[at % regions.length];
const idAt = (at: number): string => String(106_540_352_300_000 + at);

function there(at: number): NumberInput {
    const dataLocalizationRegion = regionAt(at);
    return {
        id: idAt(at),
        registered: true,
        pin: "555555",
        ...(dataLocalizationRegion === undefined
            ? {}
            : { storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion } }),
    };
}

function declaredAt(at: number): Declared {
    const dataLocalizationRegion = regionAt(at);
    const region = dataLocalizationRegion === undefined ? {} : { dataLocalizationRegion };
    return { name: `number-${at}`, phoneNumberId: idAt(at), ...region };
}

const places = Array.from({ length: count }, (_none, at) => at);

onEveryEngine("fifty registered numbers that are declared without an import", (engine: Engine) => {
    let scene: Scene;

    beforeEach(async () => {
        scene = await Scene.open({ engine, world: { numbers: places.map(there) } });
        scene.declare(...places.map(declaredAt));
    });

    afterEach(() => scene.close());

    it("are adopted with reads alone, where their data is, and left alone from then on", async () => {
        const adopted = await scene.sent(() => scene.up());
        assert.equal(adopted.exitCode, 0, adopted.output);
        assert.deepEqual(countsByLetter(scene.simulator), { N: count, S: count });
        const stored = new Map((await scene.stack.state()).map((each) => [each.id, each.outputs]));
        for (const at of places) {
            const outputs = stored.get(idAt(at)) ?? {};
            assert.equal(outputs["registered"], true);
            assert.equal(outputs["dataLocalizationRegion"], regionAt(at));
            assert.equal(
                outputs["pinProvedAt"],
                undefined,
                "a PIN is unproved until it is written",
            );
            const number = scene.simulator.number(idAt(at));
            assert.deepEqual(number.attempts, { register: 0, deregister: 0 });
            assert.equal(number.pin, "555555");
        }
        const again = await scene.sent(() => scene.up());
        assert.deepEqual([again.exitCode, again.letters], [0, ""], again.output);
    }).timeout(180_000);

    it("are adopted but for one that is declared elsewhere, which is refused and left as it is", async () => {
        const elsewhere = { ...declaredAt(0), dataLocalizationRegion: "BR" };
        scene.declare(...places.slice(1).map(declaredAt), elsewhere);
        const { exitCode, output } = await scene.sent(() => scene.up({ continueOnError: true }));
        assert.notEqual(exitCode, 0);
        assert.match(output, new RegExp(`${idAt(0)}.* registered already, and not by this stack`));
        assert.deepEqual(countsByLetter(scene.simulator), { N: count, S: count });
        assert.equal(scene.there(idAt(0)), "CH");
        const stored = new Set((await scene.stack.state()).map(({ id }) => id));
        assert.deepEqual(
            places.filter((at) => !stored.has(idAt(at))),
            [0],
        );
    }).timeout(180_000);
});
