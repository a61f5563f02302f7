import assert from "node:assert/strict";

import { Bench } from "../faults/Bench";

const ids = [2, 3, 4, 5].map((last) => `10654035224292${last}`);

function programIn(dataLocalizationRegion: string) {
    return ids.map((phoneNumberId) => ({
        name: `n${phoneNumberId}`,
        phoneNumberId,
        pin: "012345",
        dataLocalizationRegion,
    }));
}

describe("a region change of four numbers that Meta does not register again", () => {
    for (const continueOnError of [false, true]) {
        const how = continueOnError ? "with --continue-on-error" : "as it is";
        it(`takes down one of them, run ${how}`, async () => {
            const bench = await Bench.start({ world: { numbers: ids.map((id) => ({ id })) } });
            await bench.up(programIn("CH"));
            const fault = { kind: "graphError", code: 131000 } as const;
            bench.simulator.addFault({ endpoint: "register", times: 100, fault });
            const { exitCode } = await bench.up(programIn("DE"), { continueOnError });
            const down = ids.filter((id) => !bench.simulator.number(id).registered);
            bench.simulator.clearFaults();
            bench.simulator.clock.advance({ minutes: 6 });
            const healed = await bench.up(programIn("DE"));
            const regions = ids.map((id) => {
                const { registered, storage } = bench.simulator.number(id);
                return registered ? storage.dataLocalizationRegion : "down";
            });
            await bench.close();
            assert.deepEqual([exitCode, down.length], [1, 1]);
            assert.deepEqual([healed.exitCode, ...regions], [0, "DE", "DE", "DE", "DE"]);
        });
    }
});
