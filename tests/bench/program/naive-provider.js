"use strict";

// A first attempt: one request to register, one to deregister, and nothing is read back. It counts
// nothing and repeats nothing, and a preview knows nothing. It is here for comparison.
let config;

exports.configure = (request) => {
    config = request.config;
    return Promise.resolve();
};

exports.create = async ({ phoneNumberId, pin, dataLocalizationRegion }) => {
    await post(phoneNumberId, "register", {
        messaging_product: "whatsapp",
        pin,
        data_localization_region: dataLocalizationRegion,
    });
    return { id: phoneNumberId, outs: { phoneNumberId, pin } };
};

exports.delete = async (id) => {
    await post(id, "deregister", { messaging_product: "whatsapp" });
};

async function post(id, verb, body) {
    const url = `${config.require("whatsapp:graphUrl")}/v24.0/${id}/${verb}`;
    const answer = await fetch(url, {
        method: "POST",
        headers: {
            authorization: `Bearer ${config.require("whatsapp:accessToken")}`,
            "content-type": "application/json",
        },
        body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${verb} was answered with ${answer.status}`);
}
