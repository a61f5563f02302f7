import { createHmac } from "node:crypto";

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
