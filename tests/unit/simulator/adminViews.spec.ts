import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { numberChangeSchema } from "../../../simulator/src/world/numberSchema";
import { readWorldFile } from "../../../simulator/src/world/readWorldFile";
import type { WorldInput } from "../../../simulator/src/world/worldSchema";
import { graphClient, NUMBER, REGISTRATION } from "./GraphClient";

type View = Readonly<Record<string, unknown>>;

const PIN = "918273";

describe("what the admin interface shows", () => {
    let simulator: Simulator;

    beforeEach(async () => {
        simulator = await startSimulator({
            now: "2026-11-22T00:00:00Z",
            world: {
                app: { secret: "app-secret-for-tests" },
                tokens: [{ token: "EAA-fake-token", name: "default" }],
                numbers: [
                    { id: NUMBER, pin: PIN, registered: true },
                    {
                        id: "2",
                        onPremises: { data: "made-up", password: "made-up too" },
                        pin: null,
                    },
                ],
            },
        });
    });
    afterEach(() => simulator.close());

    async function call(method: string, path: string, body?: unknown): Promise<View> {
        const response = await fetch(`${simulator.url}/_simulator/${path}`, {
            method,
            headers: { "Content-Type": "application/json" },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const answer = (await response.json()) as View;
        assert.equal(response.status, 200, JSON.stringify(answer));
        return answer;
    }

    it("of a number is every key that a change takes", async () => {
        const view = await call("GET", `numbers/${NUMBER}`);
        const missing = Object.keys(numberChangeSchema.shape).filter((key) => !(key in view));
        assert.deepEqual(missing, []);
    });

    it("of a number can be sent back and changes nothing", async () => {
        for (const id of [NUMBER, "2"]) {
            const before = simulator.number(id);
            const view = await call("GET", `numbers/${id}`);
            assert.deepEqual(await call("PATCH", `numbers/${id}`, view), view);
            assert.deepEqual(simulator.number(id), before);
        }
    });

    it("of a number can be edited and sent back: what was not touched goes on by itself", async () => {
        const view = await call("GET", `numbers/${NUMBER}`);
        await call("PATCH", `numbers/${NUMBER}`, { ...view, registered: false });
        const { registered, status, pin } = simulator.number(NUMBER);
        assert.deepEqual([registered, status, pin], [false, "DISCONNECTED", PIN]);
    });

    it("of a number has the requests that count as a list, and takes one", async () => {
        const register = ["2026-11-21T00:00:00.000Z", "2026-11-21T01:00:00.000Z"];
        await call("PATCH", `numbers/${NUMBER}`, {
            attempts: { register: ["2026-11-01T00:00:00.000Z", ...register] },
        });
        const { attempts } = await call("GET", `numbers/${NUMBER}`);
        assert.deepEqual(attempts, { register, deregister: [] });
        assert.equal(simulator.number(NUMBER).attempts.register, 2);
    });

    it("of the world can be sent back and changes nothing, for every built-in world", async () => {
        for (const name of ["partner", "trouble", "migration", "registration-guide"]) {
            await simulator.close();
            const world = (await readWorldFile(name)) as WorldInput;
            simulator = await startSimulator({ now: "2026-11-22T00:00:00Z", world });
            const snapshots = (): unknown =>
                (world.numbers ?? []).map(({ id }) => simulator.number(id));
            const before = snapshots();
            const view = await call("GET", "world");
            assert.deepEqual(await call("PATCH", "world", view), view, name);
            assert.deepEqual(snapshots(), before, name);
        }
    });

    it("of the world can be edited: app, tokens and numbers keep what is masked", async () => {
        const view = await call("GET", "world");
        const [token] = view["tokens"] as readonly [View];
        const [first, second] = view["numbers"] as readonly [View, View];
        await call("PATCH", "world", {
            ...view,
            app: { ...(view["app"] as View), name: "Another", requireProof: false },
            tokens: [
                { ...token, wabaIds: [] },
                { token: "EAA-second", name: "second" },
            ],
            numbers: [first, { ...second, qualityRating: "RED" }, { id: "3" }],
        });
        assert.equal(simulator.number("3").registered, false);
        assert.deepEqual(simulator.number("2").onPremises?.data, "made-up");
        assert.equal((await call("GET", "numbers/2"))["qualityRating"], "RED");
        const firstClient = graphClient(simulator);
        assert.equal((await firstClient.get("")).graphCode, 100, "reaches no account any more");
        const secondClient = graphClient(simulator, "EAA-second");
        assert.equal((await secondClient.get("")).httpStatus, 200);
        const proved = await secondClient.get("?appsecret_proof=00");
        assert.equal(proved.httpStatus, 400, "the secret is still there");
    });
});

describe("a block", () => {
    it("is lifted when the requests that led to it are taken away", async () => {
        const simulator = await startSimulator({ now: "2026-11-22T00:00:00Z" });
        const client = graphClient(simulator);
        for (let i = 0; i < 11; i += 1) await client.post("/register", REGISTRATION);
        assert.equal((await client.post("/register", REGISTRATION)).graphCode, 133016);
        simulator.changeNumber(NUMBER, { attempts: { register: [] } });
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);

        const blockedUntil = { register: "2026-11-23T00:00:00.000Z" };
        simulator.changeNumber(NUMBER, { attempts: { register: [] }, blockedUntil });
        assert.equal((await client.post("/register", REGISTRATION)).graphCode, 133016);
        await simulator.close();
    });
});
