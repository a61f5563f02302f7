import type { Simulator } from "pulumi-whatsapp-simulator";

import { playground } from "./playground";

const { phoneNumberId, pin, accessToken } = playground;

/** Resets the number, and says how to continue by hand. */
export function whatToTypeNext(simulator: Pick<Simulator, "url" | "changeNumber">): string {
    const { url } = simulator;
    simulator.changeNumber(phoneNumberId, { pin, attempts: { register: [], deregister: [] } });
    return `The simulator goes on at ${url} until Ctrl-C. In another terminal:

    cd examples/single-number
    export WHATSAPP_ACCESS_TOKEN=${accessToken}
    pulumi stack init playground
    pulumi config set whatsapp:graphUrl ${url}
    pulumi config set number:phoneNumberId ${phoneNumberId}
    pulumi config set --secret number:pin ${pin}
    pulumi config set number:dataLocalizationRegion CH
    pulumi preview
    pulumi up

Then act as somebody else, and see what a refresh finds:

    curl -X PATCH --json '{ "registered": false }' ${url}/_simulator/numbers/${phoneNumberId}
    pulumi refresh --diff
    pulumi up

Which requests came in, without tokens and PINs:

    curl ${url}/_simulator/requests

When done: pulumi destroy, then pulumi stack rm playground`;
}
