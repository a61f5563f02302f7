import assert from "node:assert/strict";

import type { Engine, Outcome } from "../availableEngines";
import { Scene } from "./Scene";
import { down, numbersIn, type Upheaval } from "./Upheaval";

/** Tests after each event that a number is up or down exactly as declared. */
export function numbersStay(engine: Engine, upheavals: readonly Upheaval[]): void {
    for (const upheaval of upheavals) {
        describe(`after ${upheaval.title}`, () => {
            let scene: Scene;

            beforeEach(async () => {
                scene = await Scene.open({ engine, ...upheaval.scene });
                await scene.begin(...upheaval.from);
                scene.declare(...upheaval.to);
            });

            afterEach(() => scene.close());

            const [next, last] = [named(upheaval.nextSends), named(upheaval.destroySends)];
            if (isWhole(upheaval)) {
                it(`the next update sends nothing, and a destroy ${last}`, async () => {
                    await happen(scene, upheaval);
                    await assertMended(scene, upheaval);
                    await assertDestroyed(scene, upheaval);
                });
                return;
            }

            it(`the next update sends ${next}`, async () => {
                await happen(scene, upheaval);
                await assertMended(scene, upheaval);
            });

            it(`a destroy sends ${last}`, async () => {
                await happen(scene, upheaval);
                await assertDestroyed(scene, upheaval);
            });
        });
    }
}

async function happen(scene: Scene, upheaval: Upheaval): Promise<void> {
    const { happens = (it: Scene): Promise<Outcome> => it.up() } = upheaval;
    const { exitCode, output, letters } = await scene.sent(() => happens(scene));
    assert.equal(exitCode, upheaval.exitCode ?? 0, output);
    assert.equal(sorted(letters), sorted(upheaval.sends), output);
    assert.deepEqual(numbersIn(scene), upheaval.leaves);
    scene.simulator.clearFaults();
}

// If the event succeeds and leaves nothing to do, a destroy is the same before and after the next
// update.
function isWhole({ exitCode = 0, leavesTwins = false }: Upheaval): boolean {
    return exitCode === 0 && !leavesTwins;
}

async function assertMended(scene: Scene, upheaval: Upheaval): Promise<void> {
    const { nextSends = "", ends = upheaval.leaves } = upheaval;
    upheaval.mend?.(scene);
    const next = await scene.sent(() => scene.up());
    assert.equal(next.exitCode, 0, next.output);
    assert.equal(sorted(next.letters), sorted(nextSends));
    assert.deepEqual(numbersIn(scene), ends);
    if (nextSends === "") return;
    const last = await scene.sent(() => scene.up());
    assert.deepEqual([last.exitCode, last.letters], [0, ""]);
}

async function assertDestroyed(scene: Scene, upheaval: Upheaval): Promise<void> {
    const destroyed = await scene.sent(() => scene.destroy());
    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.equal(sorted(destroyed.letters), sorted(upheaval.destroySends));
    if (upheaval.destroySends === "") return;
    assert.deepEqual(numbersIn(scene), { main: down, other: down });
}

// Two numbers are handled at the same time. Only the requests of each one have an order.
function sorted(letters: string): string {
    return letters.split(" ").sort().join(" ");
}

function named(letters: string | undefined): string {
    return letters === undefined || letters === "" ? "nothing" : letters;
}
