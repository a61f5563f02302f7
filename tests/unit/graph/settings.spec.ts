import assert from "node:assert/strict";
import {
    getStorageConfiguration,
    setStorageConfiguration,
    type StorageConfiguration,
} from "../../../provider/src/graph/settings";
import { graphErrorOf, graphFixture, PHONE_NUMBER_ID } from "./graphFixture";
import { graphError, json, LoopbackServer } from "./LoopbackServer";

const PATH = `/v24.0/${PHONE_NUMBER_ID}/settings`;

const READINGS: readonly (readonly [string, unknown, StorageConfiguration])[] = [
    ["no configuration", {}, { state: "off" }],
    ["null", { storage_configuration: null }, { state: "off" }],
    [
        "a region",
        {
            storage_configuration: {
                status: "IN_COUNTRY_STORAGE_ENABLED",
                data_localization_region: "CH",
            },
        },
        { state: "on", status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" },
    ],
    [
        "a region in lower case",
        {
            storage_configuration: {
                status: "in_country_storage_enabled",
                data_localization_region: "ch",
            },
        },
        { state: "on", status: "in_country_storage_enabled", dataLocalizationRegion: "CH" },
    ],
    [
        "no storage",
        { storage_configuration: { status: "NO_STORAGE_ENABLED", retention_minutes: 60 } },
        { state: "noStorage", status: "NO_STORAGE_ENABLED", retentionMinutes: 60 },
    ],
    ...["IN_COUNTRY_STORAGE_DISABLED", "DISABLED", "DEFAULT", "default"].map(
        (status) =>
            [
                status,
                { storage_configuration: { status } },
                { state: "off", status },
            ] as const satisfies readonly [string, unknown, StorageConfiguration],
    ),
    [
        "a new word",
        { storage_configuration: { status: "MOON" } },
        { state: "unknown", status: "MOON" },
    ],
    ["an object without a status", { storage_configuration: {} }, { state: "unknown" }],
    ["another type", { storage_configuration: "on" }, { state: "unknown" }],
];

describe("storage settings", () => {
    let server: LoopbackServer;
    before(async () => {
        server = await LoopbackServer.start();
    });
    after(async () => {
        await server.stop();
    });

    for (const [name, answer, storage] of READINGS) {
        it(`reads ${name} as ${storage.state}`, async () => {
            server.react(json(answer));
            const { transport } = graphFixture(server.url);
            assert.deepEqual(await getStorageConfiguration(transport, PHONE_NUMBER_ID), {
                kind: "answered",
                storage,
            });
            assert.equal(server.received[0]?.path, PATH);
        });
    }

    for (const [name, error] of [
        ["an unknown path", { code: 2500, message: "Unknown path components: /settings" }],
        [
            "an unknown field",
            { code: 100, message: "(#100) Tried accessing nonexisting field (settings)" },
        ],
    ] as const) {
        it(`is unavailable after ${name}`, async () => {
            server.react(graphError(error));
            const { transport } = graphFixture(server.url);
            const reading = await getStorageConfiguration(transport, PHONE_NUMBER_ID);
            assert.equal(reading.kind, "unavailable");
            assert.equal(reading.error.graphCode, error.code);
        });
    }

    for (const error of [{ code: 190 }, { code: 100, error_subcode: 33 }, { code: 200 }]) {
        it(`throws code ${error.code}, which says nothing about the settings`, async () => {
            server.react(graphError(error));
            const { transport } = graphFixture(server.url);
            const thrown = await graphErrorOf(getStorageConfiguration(transport, PHONE_NUMBER_ID));
            assert.equal(thrown.graphCode, error.code);
        });
    }

    for (const [wanted, configuration] of [
        [
            { kind: "region", region: "CH" },
            { status: "IN_COUNTRY_STORAGE_ENABLED", data_localization_region: "CH" },
        ],
        [{ kind: "off" }, { status: "IN_COUNTRY_STORAGE_DISABLED" }],
        [
            { kind: "noStorage", retentionMinutes: 60 },
            { status: "NO_STORAGE_ENABLED", retention_minutes: 60 },
        ],
    ] as const) {
        it(`writes ${wanted.kind} with nothing else in the request`, async () => {
            server.react(json({ success: true }));
            const { transport } = graphFixture(server.url);
            const outcome = await setStorageConfiguration(transport, PHONE_NUMBER_ID, wanted);
            assert.equal(outcome.kind, "accepted");
            assert.equal(server.received[0]?.method, "POST");
            assert.equal(server.received[0].path, PATH);
            assert.deepEqual(JSON.parse(server.received[0].body), {
                storage_configuration: configuration,
            });
        });
    }
});
