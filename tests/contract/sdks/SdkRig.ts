import { startSimulator, type Simulator, type SimulatorOptions } from "pulumi-whatsapp-simulator";

import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";

import { Client, experimental } from "./greatDetail.mjs";

export const phoneNumberId = "106540352242922";
export const wabaId = "102290129340398";
const accessToken = "EAA-fake-token";

type OpenApiClient = ReturnType<typeof experimental.createClient>;

/** Every path of Meta's OpenAPI file requires this besides the body. */
export interface OpenApiParameters {
    readonly header: {
        readonly Authorization: string;
        readonly "Content-Type": "application/json";
    };
    readonly path: { readonly Version: string; readonly "Phone-Number-ID": string };
}

/**
 * A simulator, and public SDKs that use it through their own options only. People wrote them for
 * Meta's servers and never saw this simulator.
 */
export class SdkRig {
    readonly simulator: Simulator;
    /** The client that `@great-detail/whatsapp` generates from Meta's OpenAPI file. */
    readonly openApi: OpenApiClient;

    private constructor(simulator: Simulator) {
        this.simulator = simulator;
        this.openApi = experimental.createClient({ baseUrl: simulator.url });
    }

    static async start(options: SimulatorOptions = {}): Promise<SdkRig> {
        return new SdkRig(await startSimulator({ now: "2026-11-22T12:00:00.000Z", ...options }));
    }

    /** `@kapso/whatsapp-cloud-api`. It builds its address as Meta's guides do. */
    kapso(
        options: { readonly token?: string; readonly graphVersion?: string } = {},
    ): WhatsAppClient {
        const { token = accessToken, graphVersion = "v24.0" } = options;
        return new WhatsAppClient({
            accessToken: token,
            baseUrl: this.simulator.url,
            graphVersion,
        });
    }

    /**
     * The hand-written client of `@great-detail/whatsapp`. Only with the slash after the version
     * does the version reach the server. A spec shows what happens without it.
     */
    greatDetail(options: { readonly token?: string; readonly graphVersion?: string } = {}): Client {
        const { token = accessToken, graphVersion = "v24.0/" } = options;
        const headers = { Authorization: `Bearer ${token}` };
        return new Client({
            baseUrl: this.simulator.url,
            graphVersion,
            // Its pauses between repeats use real time.
            request: { headers, retry: 0 },
        });
    }

    openApiParameters(id = phoneNumberId): OpenApiParameters {
        return {
            header: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
            path: { Version: "v24.0", "Phone-Number-ID": id },
        };
    }

    /** What the simulator received since the last look: `POST /v24.0/1/register {"pin":"******"}`. */
    received(): readonly string[] {
        const lines = this.simulator.requests().map(({ method, path, query, body = {} }) => {
            const search = Object.entries(query).map(([name, value]) => `${name}=${value}`);
            const address = search.length === 0 ? path : `${path}?${search.join("&")}`;
            const isEmpty = Object.keys(body).length === 0;
            return isEmpty
                ? `${method} ${address}`
                : `${method} ${address} ${JSON.stringify(body)}`;
        });
        this.simulator.clearRequests();
        return lines;
    }

    /** The code that was sent to the phone. A person would read it there. */
    codeOnThePhone(): string {
        return this.simulator.number(phoneNumberId).code ?? "";
    }
}
