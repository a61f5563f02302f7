import type { Simulator } from "../../../simulator/src/Simulator";

/** The number of every test. */
export const NUMBER = "106540352242922";

/** Its account. */
export const ACCOUNT = "102290129340398";

/** The token that may do everything. */
export const TOKEN = "EAA-fake-token";

/** The body of a registration. */
export const REGISTRATION = { messaging_product: "whatsapp", pin: "012345" };

/** An answer of the simulator. */
export interface GraphResult {
    /** The HTTP status. */
    readonly httpStatus: number;
    /** The JSON body. */
    readonly body: Readonly<Record<string, unknown>>;
    /** The error's code; undefined for a success. */
    readonly graphCode: number | undefined;
    /** The error's subcode. */
    readonly graphSubcode: number | undefined;
    /** The error's message. */
    readonly message: string | undefined;
    /** The headers. */
    readonly headers: Headers;
}

/** A caller of the simulator. */
export interface GraphClient {
    /** Sends a GET; a path without version is on the number, on v24.0. */
    readonly get: (path: string) => Promise<GraphResult>;
    /** Sends a POST. */
    readonly post: (path: string, body?: object) => Promise<GraphResult>;
    /** Sends a DELETE. */
    readonly delete: (path: string) => Promise<GraphResult>;
}

/**
 * A caller with a token.
 *
 * @param simulator - the simulator that it calls
 * @param token - its token
 */
export function graphClient(simulator: Simulator, token = TOKEN): GraphClient {
    const call = async (method: string, path: string, body?: object): Promise<GraphResult> => {
        const address = /^\/v\d/.test(path) ? path : `/v24.0/${NUMBER}${path}`;
        const response = await fetch(`${simulator.url}${address}`, {
            method,
            headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return resultOf(response);
    };
    return {
        get: (path) => call("GET", path),
        post: (path, body) => call("POST", path, body),
        delete: (path) => call("DELETE", path),
    };
}

/**
 * The result in an HTTP answer.
 *
 * @param response - the answer
 */
export async function resultOf(response: Response): Promise<GraphResult> {
    const body = (await response.json()) as Readonly<Record<string, unknown>>;
    const error = (body["error"] ?? {}) as Readonly<Record<string, unknown>>;
    return {
        httpStatus: response.status,
        body,
        graphCode: error["code"] as number | undefined,
        graphSubcode: error["error_subcode"] as number | undefined,
        message: error["message"] as string | undefined,
        headers: response.headers,
    };
}

/** A write of local storage. */
export function storageOn(region: string): object {
    return {
        storage_configuration: {
            status: "IN_COUNTRY_STORAGE_ENABLED",
            data_localization_region: region,
        },
    };
}

/** A write that switches local storage off. */
export const STORAGE_OFF = { storage_configuration: { status: "IN_COUNTRY_STORAGE_DISABLED" } };
