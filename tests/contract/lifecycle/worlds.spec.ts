import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { EchoingProxy } from "../secrets/EchoingProxy";
import { phoneNumberId, Rig } from "./Rig";

describe("the journal beside a simulator and beside a proxy", () => {
    let rig: Rig;
    const inMeta = (): string => join(rig.journalFolder, "meta", `${phoneNumberId}.jsonl`);
    const inWorld = (): string => {
        const { worldId } = rig.simulator;
        return join(rig.journalFolder, "simulated", worldId, `${phoneNumberId}.jsonl`);
    };

    beforeEach(async () => {
        rig = await Rig.start();
    });
    afterEach(async () => {
        await rig.stop();
    });

    it("is that of the simulator's world from the first run on, which asks for nothing besides", async () => {
        await rig.create({ dataLocalizationRegion: "CH" });
        assert.equal(rig.letters(), "N S W S R N S");
        assert.match(readFileSync(inWorld(), "utf8"), /"operation":"register"/);
        assert.equal(existsSync(inMeta()), false);
    });

    it("counts nothing of the world before, where the simulator was reset", async () => {
        const state = await rig.create();
        rig.simulator.reset();
        rig.simulator.changeNumber(phoneNumberId, { registered: false });
        await rig.destroy(state);
        assert.equal(existsSync(inWorld()), true);
        assert.equal(existsSync(inMeta()), false);
    });

    describe("behind a proxy of one's own on this machine", () => {
        let proxy: EchoingProxy;

        beforeEach(async () => {
            proxy = await EchoingProxy.start(rig.simulator.url);
            rig.config["whatsapp:graphUrl"] = proxy.url;
        });
        afterEach(() => proxy.stop());

        it("is Meta's, and the proxy gets nothing that is not for the Graph API", async () => {
            const provider = rig.operation();
            await rig.check({}, provider);
            assert.equal(proxy.count, 0, "a preview asks nobody");
            await rig.create();
            assert.match(readFileSync(inMeta(), "utf8"), /"operation":"register"/);
            assert.equal(existsSync(inWorld()), false);
            assert.deepEqual(
                proxy.passed.filter((request) => !request.includes(phoneNumberId)),
                [],
            );
        });
    });
});
