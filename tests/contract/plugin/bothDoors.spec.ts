import assert from "node:assert/strict";

import { providerLine } from "../../../provider/src/providerLine";
import { failureOf } from "../guide/failureOf";
import { DOOR_NAMES, type DoorName } from "../lifecycle/doors";
import { declared, phoneNumberId, plain, Rig } from "../lifecycle/Rig";

const CH = { dataLocalizationRegion: "CH" };
const other: Readonly<Record<DoorName, DoorName>> = { dynamic: "native", native: "dynamic" };

// A program may use both doors, and a stack may change from one to the other.
for (const door of DOOR_NAMES) {
    describe(`from the ${door} door to the ${other[door]} one`, () => {
        let rig: Rig;

        beforeEach(async () => {
            rig = await Rig.start({}, door);
        });
        afterEach(async () => {
            await rig.stop();
        });

        it("a number that both declare is refused", async () => {
            await rig.check({ __name: "one" }, rig.operation());
            const twin = rig.check({ __name: "two" }, rig.secondProcess(other[door]));
            const { message } = await failureOf(twin);
            assert.match(message, /is declared twice in this program: the other resource is "one"/);
        });

        it("a number that the other declares is left alone by a delete", async () => {
            const olds = await rig.create(CH);
            rig.simulator.clearRequests();
            const deleting = rig.operation();
            const creating = rig.secondProcess(other[door]);
            const news = await rig.check(CH, creating);
            await creating.create(news);
            await deleting.delete(phoneNumberId, olds);
            assert.deepEqual(rig.simulator.number(phoneNumberId).attempts, {
                register: 1,
                deregister: 0,
            });
        });

        it("a stack moves without a request, and goes on", async () => {
            const olds = await rig.create(CH);
            rig.simulator.clearRequests();
            const move = rig.secondProcess(other[door]);
            const news = plain((await move.check(olds, declared(CH))).inputs ?? {});
            const { changes, replaces } = await move.diff(phoneNumberId, olds, news);
            assert.deepEqual(replaces, []);
            // The dynamic provider reads and deletes with a line in the outputs. This stores the
            // line.
            assert.equal(changes, other[door] === "dynamic");
            const updated = async () => (await move.update(phoneNumberId, olds, news)).outs ?? {};
            const moved = changes ? plain(await updated()) : olds;
            assert.equal(
                moved["__provider"],
                door === "native" ? providerLine : olds["__provider"],
            );
            const again = await rig.secondProcess(other[door]).diff(phoneNumberId, moved, news);
            assert.equal(again.changes, false);
            assert.equal(rig.letters(), "");
        });
    });
}
