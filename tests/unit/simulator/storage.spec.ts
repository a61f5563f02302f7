import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/Simulator";
import { startSimulator } from "../../../simulator/src/startSimulator";
import { REGIONS } from "../../../simulator/src/world/regions";
import {
    graphClient,
    NUMBER,
    REGISTRATION,
    STORAGE_OFF,
    storageOn,
    TOKEN,
    type GraphClient,
} from "./GraphClient";

/** v20.0 ended on 2026-09-24. Every later version is still served. */
const LAST_DAY_OF_V20 = "2026-09-23T00:00:00Z";

const WITHOUT_STORAGE = { ...REGISTRATION, meta_store_retention_minutes: 60 };
const IN_SWITZERLAND = { ...REGISTRATION, data_localization_region: "CH" };

describe("local storage", () => {
    let simulator: Simulator;
    let client: GraphClient;

    beforeEach(async () => {
        simulator = await startSimulator({ now: LAST_DAY_OF_V20 });
        client = graphClient(simulator);
    });
    afterEach(() => simulator.close());

    async function storage(): Promise<unknown> {
        return (await client.get("/settings")).body["storage_configuration"];
    }

    it("is written on an unregistered number, kept by registering and off after deregistering", async () => {
        await client.post("/settings", storageOn("CH"));
        const on = { status: "IN_COUNTRY_STORAGE_ENABLED", data_localization_region: "CH" };
        assert.deepEqual(await storage(), on);
        await client.post("/register", REGISTRATION);
        assert.deepEqual(await storage(), on);
        await client.post("/deregister");
        assert.deepEqual(await storage(), { status: "IN_COUNTRY_STORAGE_DISABLED" });
    });

    for (const region of REGIONS) {
        it(`can be in ${region}, by settings and by the body up to v20`, async () => {
            assert.equal((await client.post("/settings", storageOn(region))).httpStatus, 200);
            await client.post("/settings", STORAGE_OFF);
            await client.post(`/v20.0/${NUMBER}/register`, {
                ...REGISTRATION,
                data_localization_region: region,
            });
            assert.equal(simulator.number(NUMBER).storage.dataLocalizationRegion, region);
        });
    }

    it("is refused for a region that does not exist, in lower case too", async () => {
        for (const region of ["US", "UK", "ch", "valueOf"]) {
            assert.equal((await client.post("/settings", storageOn(region))).graphCode, 100);
        }
        assert.equal(simulator.number(NUMBER).storage.status, "DEFAULT");
    });

    it("is refused on a registered number, without effect", async () => {
        simulator.changeNumber(NUMBER, { registered: true });
        const { httpStatus, graphCode } = await client.post("/settings", storageOn("CH"));
        assert.deepEqual([httpStatus, graphCode], [400, 100]);
        assert.equal(simulator.number(NUMBER).storage.status, "DEFAULT");
    });

    it("is accepted or ignored on a registered number where the world says so", async () => {
        simulator.changeNumber(NUMBER, { registered: true });
        simulator.changeWorld({ switches: { storageWriteWhileRegistered: "ignored" } });
        assert.equal((await client.post("/settings", storageOn("CH"))).httpStatus, 200);
        assert.equal(simulator.number(NUMBER).storage.status, "DEFAULT");
        simulator.changeWorld({ switches: { storageWriteWhileRegistered: "accepted" } });
        await client.post("/settings", storageOn("CH"));
        assert.equal(simulator.number(NUMBER).storage.dataLocalizationRegion, "CH");
    });

    it("takes one feature a request", async () => {
        const two = { ...storageOn("CH"), calling: { status: "ENABLED" } };
        assert.equal((await client.post("/settings", two)).graphCode, 100);
        assert.equal((await client.post("/settings", {})).graphCode, 100);
    });

    it("takes no status but the guide's three, in upper case", async () => {
        for (const status of ["in_country_storage_enabled", "DEFAULT", "ON"]) {
            const body = { storage_configuration: { status, data_localization_region: "CH" } };
            assert.equal((await client.post("/settings", body)).graphCode, 100);
        }
        const old = { storage_configuration: { enabled: true, region: "CH" } };
        assert.equal((await client.post("/settings", old)).graphCode, 100);
        assert.equal(simulator.number(NUMBER).storage.status, "DEFAULT");
    });

    it("is written by a form whose value is JSON text", async () => {
        const value = { status: "IN_COUNTRY_STORAGE_ENABLED", data_localization_region: "JP" };
        const send = (text: string): Promise<Response> =>
            fetch(`${simulator.url}/v24.0/${NUMBER}/settings`, {
                method: "POST",
                headers: { Authorization: `Bearer ${TOKEN}` },
                body: new URLSearchParams({ storage_configuration: text }),
            });
        assert.equal((await send("{")).status, 400);
        assert.equal((await send(JSON.stringify(value))).status, 200);
        assert.equal(simulator.number(NUMBER).storage.dataLocalizationRegion, "JP");
    });

    describe("that is none", () => {
        const NONE = { status: "NO_STORAGE_ENABLED", retention_minutes: 60 };

        it("is written, kept by registering and off after deregistering", async () => {
            await client.post("/settings", { storage_configuration: NONE });
            assert.deepEqual(await storage(), NONE);
            await client.post("/register", REGISTRATION);
            assert.deepEqual(await storage(), NONE);
            await client.post("/deregister");
            assert.deepEqual(await storage(), { status: "IN_COUNTRY_STORAGE_DISABLED" });
        });

        const wrong: readonly (readonly [string, object])[] = [
            ["61 minutes", { ...NONE, retention_minutes: 61 }],
            ["minutes that are no number", { ...NONE, retention_minutes: true }],
            ["no minutes", { status: NONE.status }],
            ["a region", { ...NONE, data_localization_region: "CH" }],
        ];
        for (const [what, configuration] of wrong) {
            it(`is refused with ${what}`, async () => {
                const body = { storage_configuration: configuration };
                assert.equal((await client.post("/settings", body)).graphCode, 100);
                assert.equal(simulator.number(NUMBER).storage.status, "DEFAULT");
            });
        }

        it("is refused on a registered number, without effect", async () => {
            simulator.changeNumber(NUMBER, { registered: true });
            const result = await client.post("/settings", { storage_configuration: NONE });
            assert.equal(result.graphCode, 100);
            assert.deepEqual(await storage(), { status: "DEFAULT" });
        });

        it("satisfies a migrated number that demands its old region", async () => {
            simulator.changeNumber(NUMBER, { rememberedRegion: "IN" });
            await client.post("/settings", { storage_configuration: NONE });
            assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
            assert.deepEqual(await storage(), NONE);
        });

        it("has its 60 minutes where a world names none", async () => {
            simulator.changeNumber(NUMBER, { storage: { status: "NO_STORAGE_ENABLED" } });
            assert.deepEqual(await storage(), NONE);
        });

        it("is refused with 10 by settings and by the body where Meta has not granted it", async () => {
            simulator.changeWorld({ switches: { noStorage: "notAllowed" } });
            for (const result of [
                await client.post("/settings", { storage_configuration: NONE }),
                await client.post(`/v20.0/${NUMBER}/register`, WITHOUT_STORAGE),
            ]) {
                assert.deepEqual([result.httpStatus, result.graphCode], [403, 10]);
            }
            assert.equal(simulator.number(NUMBER).storage.status, "DEFAULT");
            assert.equal(simulator.number(NUMBER).registered, false);
        });
    });

    it("shows a write in reads only after the delay", async () => {
        simulator.changeWorld({ switches: { storageVisibleAfterSeconds: 2 } });
        await client.post("/settings", storageOn("CH"));
        assert.deepEqual(await storage(), { status: "DEFAULT" });
        simulator.clock.advance({ seconds: 2 });
        assert.equal(
            ((await storage()) as { data_localization_region: string }).data_localization_region,
            "CH",
        );
    });

    it("reads as the world writes it: lower case, DEFAULT, or not at all", async () => {
        await client.post("/settings", STORAGE_OFF);
        simulator.changeWorld({ switches: { storageStatusCase: "lower" } });
        assert.deepEqual(await storage(), { status: "in_country_storage_disabled" });
        simulator.changeWorld({
            switches: { storageStatusCase: "upper", storageOffReads: "DEFAULT" },
        });
        assert.deepEqual(await storage(), { status: "DEFAULT" });
        simulator.changeWorld({ switches: { storageOffReads: "absent" } });
        assert.equal(await storage(), undefined);
    });

    it("answers 2500 for both calls in a world without settings", async () => {
        simulator.changeWorld({ switches: { settingsEndpoint: "unknownPath" } });
        for (const result of [
            await client.get("/settings"),
            await client.post("/settings", storageOn("CH")),
        ]) {
            assert.equal(result.graphCode, 2500);
            assert.match(result.message ?? "", /Unknown path components: \/settings/);
        }
    });

    describe("by the body of /register", () => {
        it("is refused with code 12 from v21 on, with the status that the world gives it", async () => {
            for (const version of ["v21.0", "v24.0", "v26.0"]) {
                const path = `/${version}/${NUMBER}/register`;
                assert.equal((await client.post(path, IN_SWITZERLAND)).graphCode, 12);
            }
            simulator.changeWorld({ switches: { code12HttpStatus: 403 } });
            assert.equal((await client.post("/register", IN_SWITZERLAND)).httpStatus, 403);
            assert.equal(simulator.number(NUMBER).registered, false);
        });

        it("is set up to v20, and off again by registering without a region", async () => {
            const path = `/v20.0/${NUMBER}/register`;
            await client.post(path, IN_SWITZERLAND);
            assert.equal(simulator.number(NUMBER).storage.dataLocalizationRegion, "CH");
            await client.post("/deregister");
            await client.post(path, REGISTRATION);
            assert.equal(simulator.number(NUMBER).storage.status, "IN_COUNTRY_STORAGE_DISABLED");
        });

        it("is not changed by registering a registered number again", async () => {
            await client.post(`/v20.0/${NUMBER}/register`, IN_SWITZERLAND);
            const other = { ...IN_SWITZERLAND, data_localization_region: "DE" };
            assert.equal((await client.post(`/v20.0/${NUMBER}/register`, other)).httpStatus, 200);
            assert.equal(simulator.number(NUMBER).storage.dataLocalizationRegion, "CH");
        });

        it("goes by the version that serves: one that is over follows the oldest usable one", async () => {
            simulator.clock.set("2026-09-24T00:00:00Z");
            for (const version of ["v13.0", "v14.0", "v15.0", "v16.0", "v17.0", "v20.0"]) {
                const path = `/${version}/${NUMBER}/register`;
                const { graphCode, headers } = await client.post(path, IN_SWITZERLAND);
                assert.equal(graphCode, 12, version);
                assert.equal(headers.get("facebook-api-version"), "v21.0");
            }
            assert.equal(simulator.number(NUMBER).registered, false);
            simulator.clock.set(LAST_DAY_OF_V20);
            const early = await client.post(`/v13.0/${NUMBER}/register`, IN_SWITZERLAND);
            assert.equal(early.httpStatus, 200);
            assert.equal(early.headers.get("facebook-api-version"), "v20.0");
            assert.equal(simulator.number(NUMBER).storage.dataLocalizationRegion, "CH");
        });

        it("is accepted on v24 where the world follows the registration guide", async () => {
            simulator.changeWorld({ switches: { bodyRegion: "accepted" } });
            await client.post("/register", IN_SWITZERLAND);
            assert.equal(simulator.number(NUMBER).storage.dataLocalizationRegion, "CH");
        });

        it("is none for meta_store_retention_minutes up to v20, which is code 12 from v21 on", async () => {
            for (const version of ["v21.0", "v24.0"]) {
                const path = `/${version}/${NUMBER}/register`;
                assert.equal((await client.post(path, WITHOUT_STORAGE)).graphCode, 12);
            }
            await client.post(`/v20.0/${NUMBER}/register`, WITHOUT_STORAGE);
            const none = { status: "NO_STORAGE_ENABLED", retentionMinutes: 60 };
            assert.deepEqual(simulator.number(NUMBER).storage, none);
            await client.post("/deregister");
            await client.post(`/v20.0/${NUMBER}/register`, REGISTRATION);
            assert.equal(simulator.number(NUMBER).storage.status, "IN_COUNTRY_STORAGE_DISABLED");
        });

        it("is refused for other minutes, and for minutes beside a region", async () => {
            const path = `/v20.0/${NUMBER}/register`;
            for (const wrong of [
                { ...WITHOUT_STORAGE, meta_store_retention_minutes: 59 },
                { ...WITHOUT_STORAGE, meta_store_retention_minutes: "sixty" },
                { ...WITHOUT_STORAGE, data_localization_region: "CH" },
            ]) {
                assert.equal((await client.post(path, wrong)).graphCode, 100);
            }
            assert.equal(simulator.number(NUMBER).registered, false);
        });

        it("is none on v24 too where the world follows the registration guide, or nothing at all", async () => {
            simulator.changeWorld({ switches: { bodyRegion: "ignored" } });
            assert.equal((await client.post("/register", WITHOUT_STORAGE)).httpStatus, 200);
            assert.equal(simulator.number(NUMBER).storage.status, "DEFAULT");
            await client.post("/deregister");
            simulator.changeWorld({ switches: { bodyRegion: "accepted" } });
            await client.post("/register", WITHOUT_STORAGE);
            assert.equal(simulator.number(NUMBER).storage.status, "NO_STORAGE_ENABLED");
        });

        it("is ignored where the world says so", async () => {
            simulator.changeWorld({ switches: { bodyRegion: "ignored" } });
            assert.equal((await client.post("/register", IN_SWITZERLAND)).httpStatus, 200);
            assert.equal(simulator.number(NUMBER).storage.status, "DEFAULT");
        });
    });

    it("is read but not written by settings up to v20", async () => {
        const path = `/v20.0/${NUMBER}/settings`;
        assert.equal((await client.get(path)).httpStatus, 200);
        assert.equal((await client.post(path, storageOn("CH"))).graphCode, 100);
        assert.equal(simulator.number(NUMBER).storage.status, "DEFAULT");
        simulator.clock.set("2026-09-24T00:00:00Z");
        assert.equal((await client.post(path, storageOn("CH"))).httpStatus, 200, "v21.0 answers");
    });

    it("is demanded from a migrated number until it is written, and again after deregistering", async () => {
        simulator.changeNumber(NUMBER, { rememberedRegion: "IN" });
        const first = await client.post("/register", REGISTRATION);
        assert.deepEqual(
            [first.graphCode, /Expected data localization region: 'IN'/.test(first.message ?? "")],
            [100, true],
        );
        await client.post("/settings", STORAGE_OFF);
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
        await client.post("/deregister");
        assert.equal((await client.post("/register", REGISTRATION)).graphCode, 100);
        simulator.changeWorld({ switches: { migratedNumberRemembersRegion: false } });
        assert.equal((await client.post("/register", REGISTRATION)).httpStatus, 200);
    });

    it("is switched off when somebody else deregisters the number", async () => {
        simulator.changeNumber(NUMBER, {
            registered: true,
            storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" },
        });
        simulator.changeNumber(NUMBER, { registered: false });
        assert.deepEqual(await storage(), { status: "IN_COUNTRY_STORAGE_DISABLED" });
    });
});
