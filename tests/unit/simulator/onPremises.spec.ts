import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import type { SwitchesInput } from "../../../simulator/src/world/switches";
import { WorldError } from "../../../simulator/src/world/WorldError";
import { graphClient, NUMBER, REGISTRATION, TOKEN, type GraphClient } from "./GraphClient";

const BACKUP = { data: "backup-made-up", password: "password-made-up" };
const MIGRATION = { ...REGISTRATION, backup: BACKUP };

describe("a number of the On-Premises API", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator({
            now: "2026-11-22T00:00:00Z",
            world: { numbers: [{ id: NUMBER, pin: "012345", onPremises: BACKUP }] },
        });
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    async function reading(): Promise<readonly unknown[]> {
        const { body } = await client.get("?fields=status,platform_type,throughput,is_pin_enabled");
        const { level } = body["throughput"] as { readonly level: string };
        return [body["status"], body["platform_type"], level, body["is_pin_enabled"]];
    }

    function switched(switches: SwitchesInput): void {
        simulator.changeWorld({ switches });
    }

    function sendForm(backup: string): Promise<Response> {
        return fetch(`${simulator.url}/v24.0/${NUMBER}/register`, {
            method: "POST",
            headers: { Authorization: `Bearer ${TOKEN}` },
            body: new URLSearchParams({ ...REGISTRATION, backup }),
        });
    }

    it("reads ON_PREMISE with its PIN, and is not registered on Cloud API", async () => {
        assert.deepEqual(await reading(), ["CONNECTED", "ON_PREMISE", "NOT_APPLICABLE", true]);
        assert.equal(simulator.number(NUMBER).registered, false);
        assert.equal((await client.post("", { pin: "111111" })).graphCode, 133010);
        assert.equal((await client.post("/deregister")).graphCode, 133010);
    });

    it("is migrated by its backup and its PIN, and leaves On-Premises by it", async () => {
        assert.equal((await client.post("/register", MIGRATION)).httpStatus, 200);
        assert.deepEqual(await reading(), ["CONNECTED", "CLOUD_API", "STANDARD", true]);
        assert.equal(simulator.number(NUMBER).onPremises, null);
        await client.post("/deregister");
        assert.deepEqual((await reading()).slice(0, 2), ["DISCONNECTED", "NOT_APPLICABLE"]);
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });

    it("is migrated by a form whose backup is JSON text", async () => {
        assert.equal((await sendForm(JSON.stringify({ data: BACKUP.data }))).status, 400);
        assert.equal((await sendForm("backup")).status, 400);
        assert.equal((await sendForm(JSON.stringify(BACKUP))).status, 200);
        assert.equal(simulator.number(NUMBER).registered, true);
    });

    const incomplete: readonly (readonly [string, unknown])[] = [
        ["no password", { data: BACKUP.data }],
        ["no data", { password: BACKUP.password }],
        ["an empty password", { ...BACKUP, password: "" }],
        ["data that is no text", { ...BACKUP, data: 7 }],
        ["nothing", {}],
        ["a list", [BACKUP]],
    ];
    for (const [what, backup] of incomplete) {
        it(`is refused with 100 where the backup has ${what}`, async () => {
            const result = await client.post("/register", { ...REGISTRATION, backup });
            assert.deepEqual([result.httpStatus, result.graphCode], [400, 100]);
            assert.match(result.message ?? "", /both data and password/);
            assert.equal((await reading())[1], "ON_PREMISE");
        });
    }

    it("stays up where the backup is another's: 133002 for the data, 133001 for the password", async () => {
        const wrong = [
            { ...BACKUP, data: "other" },
            { ...BACKUP, password: "other" },
        ];
        const codes = [];
        for (const backup of wrong) {
            codes.push((await client.post("/register", { ...REGISTRATION, backup })).graphCode);
        }
        assert.deepEqual(codes, [133002, 133001]);
        assert.deepEqual((await reading()).slice(0, 2), ["CONNECTED", "ON_PREMISE"]);
        assert.equal(simulator.number(NUMBER).attempts.register, 2);
    });

    it("goes down by a wrong PIN, and is migrated later by the same backup", async () => {
        const wrong = await client.post("/register", { ...MIGRATION, pin: "999999" });
        assert.equal(wrong.graphCode, 133005);
        assert.equal(simulator.requests().at(-1)?.effect, true);
        assert.deepEqual((await reading()).slice(0, 2), ["DISCONNECTED", "NOT_APPLICABLE"]);
        assert.equal(simulator.number(NUMBER).registered, false);
        assert.equal((await client.post("/register", REGISTRATION)).graphCode, 100);
        assert.equal((await client.post("/register", MIGRATION)).httpStatus, 200);
        assert.equal((await reading())[1], "CLOUD_API");
    });

    it("that is down already does not go down again", async () => {
        simulator.changeNumber(NUMBER, { onPremises: { ...BACKUP, connected: false } });
        assert.equal((await reading())[1], "NOT_APPLICABLE");
        await client.post("/register", { ...MIGRATION, pin: "999999" });
        assert.equal(simulator.requests().at(-1)?.effect, false);
    });

    it("gets the PIN of the migration where it had none", async () => {
        simulator.changeNumber(NUMBER, { pin: null });
        await client.post("/register", MIGRATION);
        assert.equal(simulator.number(NUMBER).pin, "012345");
    });

    it("is refused without a backup, or taken all the same, as the world says", async () => {
        const codes = [];
        for (const onPremisesWithoutBackup of [
            "refused",
            "verificationNeeded",
            "accepted",
        ] as const) {
            switched({ onPremisesWithoutBackup });
            codes.push((await client.post("/register", REGISTRATION)).graphCode);
        }
        assert.deepEqual(codes, [100, 133006, undefined]);
        assert.equal((await reading())[1], "CLOUD_API");
    });

    it("needs its other conditions met before the backup is looked at", async () => {
        simulator.changeNumber(NUMBER, { codeVerificationStatus: "NOT_VERIFIED" });
        const other = { ...MIGRATION, backup: { ...BACKUP, data: "other" } };
        assert.equal((await client.post("/register", other)).graphCode, 133006);
    });

    it("takes its time with a backup where the world says so, and is migrated before it answers", async () => {
        switched({ backupTakesSeconds: 15 });
        const caller = new AbortController();
        const answer = fetch(`${simulator.url}/v24.0/${NUMBER}/register`, {
            method: "POST",
            headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
            body: JSON.stringify(MIGRATION),
            signal: caller.signal,
        });
        while (!simulator.number(NUMBER).registered) await new Promise(setImmediate);
        caller.abort();
        await assert.rejects(answer);
        // Without a number on On-Premises there is nothing to migrate, so there is no wait.
        assert.equal((await client.post("/register", MIGRATION)).httpStatus, 200);
    });

    it("is what somebody else makes of a registered number, and the other way round", async () => {
        simulator.changeNumber(NUMBER, { registered: true });
        assert.equal(simulator.number(NUMBER).onPremises, null);
        simulator.changeNumber(NUMBER, { onPremises: BACKUP });
        assert.equal(simulator.number(NUMBER).registered, false);
        assert.equal((await reading())[1], "ON_PREMISE");
        simulator.changeNumber(NUMBER, { onPremises: null });
        assert.equal((await reading())[1], "NOT_APPLICABLE");
    });

    it("cannot be on Cloud API too, and the message does not repeat the backup", () => {
        assert.throws(
            () => {
                simulator.changeNumber(NUMBER, { registered: true, onPremises: BACKUP });
            },
            (error) => {
                assert.ok(error instanceof WorldError);
                assert.match(error.message, /onPremises \(hidden\) cannot stand beside registered/);
                return !error.message.includes(BACKUP.data);
            },
        );
    });

    it("keeps its backup out of the journal and the admin interface", async () => {
        await client.post("/register", MIGRATION);
        await client.post("/register", { ...MIGRATION, backup: { ...BACKUP, password: "" } });
        await sendForm(JSON.stringify(BACKUP));
        await client.post(`/register?backup[data]=${BACKUP.data}&password=${BACKUP.password}`);
        await client.post("", { nested: { backup: BACKUP }, text: JSON.stringify(BACKUP) });
        await client.post("", { cut: JSON.stringify(BACKUP).slice(0, -1) });
        simulator.changeNumber(NUMBER, { onPremises: BACKUP });
        const seen = [JSON.stringify(simulator.requests())];
        for (const path of ["world", `numbers/${NUMBER}`, "requests"]) {
            seen.push(await (await fetch(`${simulator.url}/_simulator/${path}`)).text());
        }
        for (const secret of [BACKUP.data, BACKUP.password]) {
            assert.ok(!seen.join().includes(secret));
        }
        assert.deepEqual(simulator.number(NUMBER).onPremises, { ...BACKUP, connected: true });
        assert.deepEqual(simulator.requests()[0]?.body?.["backup"], {
            data: "masked",
            password: "masked",
        });
    });
});

describe("a backup for a number that is not on On-Premises", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator();
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    it("is without effect", async () => {
        assert.equal((await client.post("/register", MIGRATION)).httpStatus, 200);
        assert.equal(simulator.number(NUMBER).registered, true);
    });

    it("is refused with 100 where the world says so", async () => {
        simulator.changeWorld({ switches: { backupWithoutOnPremises: "refused" } });
        assert.equal((await client.post("/register", MIGRATION)).graphCode, 100);
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });
});
