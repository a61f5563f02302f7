import assert from "node:assert/strict";

import { Rig } from "../lifecycle/Rig";
import type { Mutant } from "./Mutant";
import { PARTS } from "./PARTS";
import { PROVIDER_MUTANTS } from "./PROVIDER_MUTANTS";
import { SIMULATOR_MUTANTS } from "./SIMULATOR_MUTANTS";

const TESTS = new Map(PARTS.flatMap((part) => Object.entries(part)));

/**
 * Whether a test of the guide fails, on a rig of its own. A mutant that causes a TypeError is not
 * valid.
 */
async function fails(title: string): Promise<boolean> {
    const holds = TESTS.get(title);
    assert.ok(holds, `there is no test "${title}"`);
    const rig = await Rig.start();
    try {
        await holds(rig);
        return false;
    } catch (error) {
        assert.ok(!(error instanceof TypeError), error as Error);
        return true;
    } finally {
        await rig.stop();
    }
}

function noticesEach(mutants: readonly Mutant[]): void {
    for (const { does, apply, noticedBy } of mutants) {
        it(`that ${does}`, async () => {
            for (const title of noticedBy) {
                assert.equal(await fails(title), false, `"${title}" holds without it`);
                const undo = apply();
                try {
                    assert.equal(await fails(title), true, `"${title}" does not notice`);
                } finally {
                    undo();
                }
            }
        });
    }
}

describe("the guide's tests notice a simulator", () => {
    noticesEach(SIMULATOR_MUTANTS);
});

describe("the guide's tests notice a provider", () => {
    noticesEach(PROVIDER_MUTANTS);
});
