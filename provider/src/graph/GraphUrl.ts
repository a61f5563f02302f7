import { createHmac } from "node:crypto";

/** The base address of the Graph API, checked. */
export interface GraphUrl {
    /** Scheme, host and path without the last slash, for example `https://graph.facebook.com`. */
    readonly base: string;
    /** Whether it leads to this machine: then no proxy is used. */
    readonly isLoopback: boolean;
}

/**
 * Checks the base address of the Graph API.
 *
 * Every request carries a token: plain http is allowed only to this machine (the simulator). A name
 * and password in the address are refused, because they would end up in logs.
 *
 * @throws Error that names `whatsapp:graphUrl` and never repeats the address itself.
 */
export function parseGraphUrl(text: string): GraphUrl {
    if (!URL.canParse(text)) {
        throw refusal("it is not a URL");
    }
    const url = new URL(text);
    if (url.username !== "" || url.password !== "") {
        throw refusal("it holds a user name or a password");
    }
    if (url.search !== "" || url.hash !== "") {
        throw refusal("it holds a query or a fragment");
    }
    const isLoopback = isLoopbackHost(url.hostname);
    if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback)) {
        throw refusal("an access token is sent only over https, and over http only to loopback");
    }
    return { base: url.origin + url.pathname.replace(/\/+$/, ""), isLoopback };
}

function refusal(cause: string): Error {
    return new Error(
        `Cannot use "whatsapp:graphUrl": ${cause}. ` +
            'Set it to an address such as "https://graph.facebook.com", or leave it out.',
    );
}

/**
 * Says whether the host of a URL is this machine. The URL parser has already brought every spelling
 * of an IPv4 address to four numbers.
 */
export function isLoopbackHost(hostname: string): boolean {
    return (
        hostname === "localhost" ||
        hostname === "[::1]" ||
        /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
    );
}

/**
 * The parameters that prove to Meta that the app itself is asking: none without an app secret,
 * else `appsecret_proof`, the HMAC-SHA256 of the token with the app secret as key, in hex
 * (https://developers.facebook.com/docs/graph-api/guides/secure-requests, read 2026-11-22).
 */
export function appSecretProof(
    accessToken: string,
    appSecret: string | undefined,
): Readonly<Record<string, string>> {
    if (appSecret === undefined) {
        return {};
    }
    return { appsecret_proof: createHmac("sha256", appSecret).update(accessToken).digest("hex") };
}
