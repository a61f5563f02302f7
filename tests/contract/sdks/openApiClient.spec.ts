import assert from "node:assert/strict";

import { phoneNumberId, SdkRig } from "./SdkRig";

const NUMBER = "/{Version}/{Phone-Number-ID}";
const SETTINGS = "/{Version}/{Phone-Number-ID}/settings";
const CH = { status: "IN_COUNTRY_STORAGE_ENABLED", data_localization_region: "CH" };

interface StorageBody {
    readonly storage_configuration: { readonly enabled: boolean; readonly region?: string };
}

// Its types are generated from Meta's own OpenAPI file. So everything that compiles here follows
// that file.
describe("the OpenAPI client of @great-detail/whatsapp against the simulator", () => {
    let rig: SdkRig;
    const truth = () => rig.simulator.number(phoneNumberId);
    const writeStorage = (body: StorageBody) =>
        rig.openApi.POST(SETTINGS, { params: rig.openApiParameters(), body });
    const setPin = (pin: string, id = phoneNumberId) =>
        rig.openApi.POST(NUMBER, { params: rig.openApiParameters(id), body: { pin } });

    beforeEach(async () => {
        rig = await SdkRig.start();
    });

    afterEach(() => rig.simulator.close());

    it("sets another PIN on a registered number without the old one, and counts no registration", async () => {
        rig.simulator.changeNumber(phoneNumberId, { registered: true, pin: "012345" });
        const { data } = await setPin("000001");
        assert.deepEqual(data, { success: true });
        assert.deepEqual(rig.received(), [`POST /v24.0/${phoneNumberId} {"pin":"******"}`]);
        const { pin, attempts } = truth();
        assert.deepEqual({ pin, ...attempts }, { pin: "000001", register: 0, deregister: 0 });
    });

    it("is refused a PIN with 133010 while the number is not registered", async () => {
        const { error, response } = await setPin("000001");
        assert.equal(response.status, 400);
        assert.equal(error?.error.code, 133010);
        assert.equal(truth().pin, null);
    });

    it("is answered 100 with subcode 33 for a number that the token does not reach", async () => {
        const { error, response } = await setPin("000001", "1");
        assert.equal(response.status, 400);
        assert.deepEqual([error?.error.code, error?.error.error_subcode], [100, 33]);
        assert.equal(error?.error.type, "GraphMethodException");
    });

    // The file and Meta's local storage guide (read 2026-11-22) contradict each other about the
    // body. The simulator follows the guide, like code that is known to work with Meta.
    it("has its storage refused in the file's own form, and taken in the guide's", async () => {
        const ofTheFile = { storage_configuration: { enabled: true, region: "CH" } };
        const refused = await writeStorage(ofTheFile);
        assert.equal(refused.response.status, 400);
        assert.match(JSON.stringify(refused.error), /IN_COUNTRY_STORAGE_ENABLED/);
        assert.equal(truth().storage.status, "DEFAULT");
        const ofTheGuide: object = { storage_configuration: CH };
        const taken = await writeStorage(ofTheGuide as StorageBody);
        assert.deepEqual(taken.data, { success: true });
        assert.deepEqual(rig.received(), [
            `POST /v24.0/${phoneNumberId}/settings ${JSON.stringify(ofTheFile)}`,
            `POST /v24.0/${phoneNumberId}/settings ${JSON.stringify(ofTheGuide)}`,
        ]);
        assert.deepEqual(truth().storage, {
            status: "IN_COUNTRY_STORAGE_ENABLED",
            dataLocalizationRegion: "CH",
        });
    });

    // The file writes the status in lower case, the guide in upper case. A switch has both.
    it("reads storage in the guide's words, and with a switch in the file's", async () => {
        const storage = {
            status: "IN_COUNTRY_STORAGE_ENABLED",
            dataLocalizationRegion: "CH",
        } as const;
        rig.simulator.changeNumber(phoneNumberId, { storage });
        const read = async (): Promise<unknown> => {
            const params = rig.openApiParameters();
            const { data } = await rig.openApi.GET(SETTINGS, { params });
            return data?.storage_configuration;
        };
        assert.deepEqual(await read(), CH);
        rig.simulator.changeWorld({ switches: { storageStatusCase: "lower" } });
        assert.deepEqual(await read(), { ...CH, status: "in_country_storage_enabled" });
    });
});
