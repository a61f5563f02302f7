import assert from "node:assert/strict";

import { phoneNumberId, SdkRig, wabaId } from "./SdkRig";

const NUMBER = `/v24.0/${phoneNumberId}`;
const CH = { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" };
const OFF = { status: "IN_COUNTRY_STORAGE_DISABLED" };
const NOT_VERIFIED = { id: phoneNumberId, codeVerificationStatus: "NOT_VERIFIED" } as const;

// One SDK acts, and the other reads the result. Neither shares code with the provider.
describe("a number's whole life, led by two public SDKs", () => {
    let rig: SdkRig;

    const seen = async (): Promise<string> => {
        const fields = ["status", "platform_type", "code_verification_status"] as const;
        const { phoneNumbers } = rig.greatDetail();
        const number = await phoneNumbers
            .getPhoneNumber({ phoneNumberID: phoneNumberId, fields: [...fields] })
            .json();
        return fields.map((field) => number[field]).join(" ");
    };

    beforeEach(async () => {
        rig = await SdkRig.start({ world: { numbers: [NOT_VERIFIED] } });
    });

    afterEach(() => rig.simulator.close());

    it("reads as Meta's states in every step, and every step arrives as Meta's guides have it", async () => {
        const { phoneNumbers } = rig.kapso();
        const states = [await seen()];

        await phoneNumbers.requestCode({ phoneNumberId, codeMethod: "SMS", language: "en_US" });
        await phoneNumbers.verifyCode({ phoneNumberId, code: rig.codeOnThePhone() });
        states.push(await seen());
        await phoneNumbers.settings.update({ phoneNumberId, storageConfiguration: CH });
        await phoneNumbers.register({ phoneNumberId, pin: "012345" });
        states.push(await seen());
        await phoneNumbers.deregister({ phoneNumberId });
        states.push(await seen());
        await phoneNumbers.settings.update({ phoneNumberId, storageConfiguration: OFF });
        await phoneNumbers.register({ phoneNumberId, pin: "012345" });
        states.push(await seen());
        const params = rig.openApiParameters();
        await rig.openApi.POST("/{Version}/{Phone-Number-ID}", { params, body: { pin: "000001" } });
        await phoneNumbers.register({ phoneNumberId, pin: "000001" });

        assert.deepEqual(states, [
            "UNVERIFIED NOT_APPLICABLE NOT_VERIFIED",
            "PENDING NOT_APPLICABLE VERIFIED",
            "CONNECTED CLOUD_API VERIFIED",
            "DISCONNECTED NOT_APPLICABLE VERIFIED",
            "CONNECTED CLOUD_API VERIFIED",
        ]);
        const registration = '{"messaging_product":"whatsapp","pin":"******"}';
        assert.deepEqual(
            rig.received().filter((line) => line.startsWith("POST")),
            [
                `POST ${NUMBER}/request_code {"code_method":"SMS","language":"en_US"}`,
                `POST ${NUMBER}/verify_code {"code":"******"}`,
                `POST ${NUMBER}/settings {"storage_configuration":{"status":"IN_COUNTRY_STORAGE_ENABLED","data_localization_region":"CH"}}`,
                `POST ${NUMBER}/register ${registration}`,
                `POST ${NUMBER}/deregister`,
                `POST ${NUMBER}/settings {"storage_configuration":{"status":"IN_COUNTRY_STORAGE_DISABLED"}}`,
                `POST ${NUMBER}/register ${registration}`,
                `POST ${NUMBER} {"pin":"******"}`,
                `POST ${NUMBER}/register ${registration}`,
            ],
        );
        const { registered, pin, storage, attempts } = rig.simulator.number(phoneNumberId);
        assert.deepEqual(
            { registered, pin, storage, attempts },
            {
                registered: true,
                pin: "000001",
                storage: OFF,
                attempts: { register: 3, deregister: 1 },
            },
        );
    });

    it("shows the same region to both, in their own words", async () => {
        await rig.kapso().phoneNumbers.settings.update({ phoneNumberId, storageConfiguration: CH });
        const kapso = await rig.kapso().phoneNumbers.settings.get({ phoneNumberId });
        assert.deepEqual(kapso["storageConfiguration"], CH);
        const params = rig.openApiParameters();
        const { data } = await rig.openApi.GET("/{Version}/{Phone-Number-ID}/settings", { params });
        assert.deepEqual(data?.storage_configuration, {
            status: "IN_COUNTRY_STORAGE_ENABLED",
            data_localization_region: "CH",
        });
    });

    it("lists on its account what the other SDK has registered", async () => {
        const listed = async (): Promise<readonly string[]> => {
            const { data } = await rig
                .greatDetail()
                .phoneNumbers.listPhoneNumbers({ businessAccountID: wabaId, fields: ["status"] })
                .json();
            return data.map(({ id, status }) => `${id} ${status}`);
        };
        assert.deepEqual(await listed(), [`${phoneNumberId} UNVERIFIED`]);
        rig.simulator.changeNumber(phoneNumberId, { codeVerificationStatus: "VERIFIED" });
        await rig.kapso().phoneNumbers.register({ phoneNumberId, pin: "012345" });
        rig.received();
        assert.deepEqual(await listed(), [`${phoneNumberId} CONNECTED`]);
        assert.deepEqual(rig.received(), [`GET /v24.0/${wabaId}/phone_numbers?fields=status`]);
    });
});
