import assert from "node:assert/strict";

import type { Fault } from "pulumi-whatsapp-simulator";

import { failureOf } from "../guide/failureOf";
import { phoneNumberId, Rig } from "../lifecycle/Rig";
import { throughBothDoors } from "../lifecycle/throughBothDoors";

const CH = { dataLocalizationRegion: "CH" };

/**
 * Answers that leave open whether a write took effect. Each is tested with an effect and without.
 */
const OPEN_ANSWERS: readonly {
    readonly name: string;
    readonly took: Fault;
    readonly not: Fault;
}[] = [
    {
        name: "an HTML page with status 502",
        took: { kind: "malformed", body: "html", httpStatus: 502, when: "after" },
        not: { kind: "malformed", body: "html", httpStatus: 502, when: "before" },
    },
    {
        name: "JSON that is cut off",
        took: { kind: "malformed", body: "cutJson", when: "after" },
        not: { kind: "malformed", body: "cutJson", when: "before" },
    },
    {
        name: "an empty body",
        took: { kind: "malformed", body: "empty", when: "after" },
        not: { kind: "malformed", body: "empty", when: "before" },
    },
    {
        name: "success false",
        took: { kind: "successFalse", effect: true },
        not: { kind: "successFalse", effect: false },
    },
    {
        name: "a connection that is cut",
        took: { kind: "cut", when: "after" },
        not: { kind: "cut", when: "before" },
    },
];

throughBothDoors("traps of answers", (door) => {
    let rig: Rig;
    const number = () => rig.simulator.number(phoneNumberId);
    const counted = (letter: string): number =>
        rig.simulator.requests().filter((request) => request.letter === letter).length;

    beforeEach(async () => {
        rig = await Rig.start({}, door);
    });
    afterEach(async () => {
        await rig.stop();
    });

    for (const { name, took, not } of OPEN_ANSWERS) {
        it(`a registration answered with ${name} that took effect is found by reading`, async () => {
            rig.simulator.addFault({ endpoint: "register", fault: took });
            const state = await rig.create(CH);
            assert.equal(counted("R"), 1, "sent once");
            assert.equal(state["registered"], true);
            assert.equal(state["regionVerified"], true);
            assert.equal(state["pinProvedAt"], undefined, "no answer proved the PIN");
        });

        it(`a registration answered with ${name} that took none is no success, and is sent once`, async () => {
            rig.simulator.addFault({ endpoint: "register", fault: not });
            const { message, properties } = await failureOf(rig.create(CH));
            assert.equal(counted("R"), 1, "sent once");
            assert.match(message, /It may still take effect\. Run again/);
            assert.equal(properties?.["registered"], false);
            rig.simulator.clock.advance({ hours: 25 });
            const state = await rig.up(properties, CH);
            assert.equal(state["registered"], true, "the next run reads, then registers");
            assert.equal(number().attempts.register <= 2, true);
        });

        it(`a deregistration answered with ${name} that took effect is found by reading`, async () => {
            const state = await rig.create(CH);
            rig.simulator.addFault({ endpoint: "deregister", fault: took });
            await rig.destroy(state);
            assert.equal(counted("D"), 1, "sent once");
            assert.equal(number().registered, false);
        });

        it(`a deregistration answered with ${name} that took none is no success`, async () => {
            const state = await rig.create(CH);
            rig.simulator.addFault({ endpoint: "deregister", fault: not });
            await failureOf(rig.destroy(state));
            assert.equal(counted("D"), 1, "sent once");
            assert.equal(number().registered, true);
        });
    }

    it("133016 is never repeated, whatever it says of being transient", async () => {
        const fault = { kind: "graphError", code: 133016, isTransient: true } as const;
        rig.simulator.addFault({ endpoint: "register", fault });
        const { message } = await failureOf(rig.create());
        assert.match(message, /133016/);
        assert.equal(counted("R"), 1);
    });

    for (const code of [1, 2, 4, 131000, 131016, 133004, 80007]) {
        it(`code ${code} with is_transient does not send a registration or a deregistration twice`, async () => {
            const fault = { kind: "graphError", code, isTransient: true } as const;
            rig.simulator.addFault({ endpoint: "register", fault });
            await failureOf(rig.create());
            assert.equal(counted("R"), 1);
            rig.simulator.changeNumber(phoneNumberId, { registered: true });
            rig.simulator.addFault({ endpoint: "deregister", fault });
            await failureOf(rig.destroy({ phoneNumberId, registered: true }));
            assert.equal(counted("D"), 1);
        });
    }

    it("a refused deregistration leaves the number's storage as it was", async () => {
        const state = await rig.create(CH);
        const fault = { kind: "graphError", code: 131000 } as const;
        rig.simulator.addFault({ endpoint: "deregister", fault });
        const before = number().storage;
        await failureOf(rig.destroy(state));
        assert.deepEqual(number().storage, before);
    });

    it("a refusal of a region by the settings registers nothing", async () => {
        const fault = { kind: "graphError", code: 100, message: "(#100) Not now" } as const;
        rig.simulator.addFault({ endpoint: "setStorage", fault });
        await failureOf(rig.create(CH));
        assert.equal(rig.letters(), "N S W");
        assert.equal(number().registered, false);
    });
});
