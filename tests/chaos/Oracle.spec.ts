import assert from "node:assert/strict";

import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import { Oracle } from "./Oracle";

const id = "106540352242922";
const other = "106540352242923";
const neighbour = "106540352242999";
const pin = "741900";
const declared = { name: "main", phoneNumberId: id, pin, dataLocalizationRegion: "CH" };

describe("Oracle", () => {
    let simulator: Simulator;
    let oracle: Oracle;

    beforeEach(async () => {
        const storage = {
            status: "IN_COUNTRY_STORAGE_ENABLED",
            dataLocalizationRegion: "CH",
        } as const;
        simulator = await startSimulator({
            now: "2026-11-22T12:00:00.000Z",
            world: {
                numbers: [
                    { id, registered: true, pin, storage },
                    { id: other },
                    { id: neighbour, registered: true },
                ],
            },
        });
        oracle = new Oracle(simulator, [id, other], neighbour);
    });
    afterEach(() => simulator.close());

    it("finds nothing where all is as declared", () => {
        assert.deepEqual(oracle.differences([declared]), []);
        assert.deepEqual(oracle.strays([declared]), []);
        assert.deepEqual(oracle.trespasses(), []);
        assert.equal(oracle.mostInWindow, 0);
    });

    it("finds a number that is down, elsewhere or has another PIN", () => {
        const ch = { ...declared, name: "down", phoneNumberId: other };
        assert.match(String(oracle.differences([ch])), /down: 106540352242923 is not registered/);
        const de = { ...declared, dataLocalizationRegion: "DE" };
        assert.deepEqual(oracle.differences([de]), ["main: 106540352242922 is in CH"]);
        const nowhere = { name: "main", phoneNumberId: id, pin };
        assert.deepEqual(oracle.differences([nowhere]), ["main: 106540352242922 is in CH"]);
        const changed = { ...declared, pin: "741901" };
        assert.deepEqual(oracle.differences([changed]), ["main: 106540352242922 has another PIN"]);
    });

    it("finds a number that is registered and that nobody declares", () => {
        assert.deepEqual(oracle.strays([]), [id]);
    });

    it("finds what is done to the number of somebody else", async () => {
        await post(neighbour, "deregister");
        assert.deepEqual(oracle.trespasses(), [
            "deregister on the number of somebody else",
            "the number of somebody else is not registered",
        ]);
    });

    it("takes a batch for what its calls are", async () => {
        await postBatch([{ method: "GET", relative_url: `${id}?fields=status` }]);
        assert.deepEqual(oracle.writes(), []);
        const before = simulator.requests().length;
        await postBatch([{ method: "GET", relative_url: id }]);
        await postBatch([{ method: "POST", relative_url: `${id}/deregister` }]);
        assert.deepEqual(
            oracle.writes(before).map(({ letter }) => letter),
            ["D"],
        );
    });

    it("counts the requests of any 72 hours, kind by kind and number by number", async () => {
        for (let count = 0; count < 6; count += 1) await post(id, "deregister");
        await post(id, "register");
        await post(other, "deregister");
        assert.equal(oracle.mostInWindow, 6);
        simulator.clock.advance({ hours: 71, minutes: 59 });
        for (let count = 0; count < 5; count += 1) await post(id, "deregister");
        assert.equal(oracle.mostInWindow, 11);
        assert.equal(oracle.isOverBudget, true);
        assert.equal(oracle.countedRequests, 13);
    });

    it("lets a request go that is 72 hours old", async () => {
        for (let count = 0; count < 6; count += 1) await post(id, "deregister");
        simulator.clock.advance({ hours: 72 });
        for (let count = 0; count < 5; count += 1) await post(id, "deregister");
        assert.equal(oracle.mostInWindow, 6);
        assert.equal(oracle.isOverBudget, false);
    });

    async function post(phoneNumberId: string, operation: string): Promise<void> {
        await send(`${phoneNumberId}/${operation}`);
    }

    async function postBatch(calls: readonly object[]): Promise<void> {
        await send("", { batch: JSON.stringify(calls) });
    }

    async function send(path: string, body: object = {}): Promise<void> {
        await fetch(`${simulator.url}/v24.0/${path}`, {
            method: "POST",
            headers: {
                Authorization: "Bearer EAA-fake-token",
                "Content-Type": "application/json",
            },
            body: JSON.stringify(body),
        });
    }
});
