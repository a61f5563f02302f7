import { createHmac, timingSafeEqual } from "node:crypto";
import type { World } from "../world/World";
import type { TokenInput } from "../world/worldSchema";
import { REGISTRATION_SCOPES } from "../world/defaultWorld";
import type { GraphRefusal } from "./GraphRefusal";
import { parameterText } from "./parameterText";
import { proofInvalid, proofMissing, tokenMissing, tokenUnusable } from "./platformRefusals";

/** The caller, or why the caller has no access. */
export type Caller =
    | {
          /** A usable token. */
          readonly kind: "known";
          /** The token; undefined for the app's own token (`<app id>|<app secret>`). */
          readonly token: TokenInput | undefined;
      }
    | {
          /** No usable token. */
          readonly kind: "refused";
          /** Why. */
          readonly refusal: GraphRefusal;
      };

/**
 * Finds out who calls.
 *
 * @param world - the world with its tokens
 * @param value - the token as sent; undefined for none
 * @param proof - `appsecret_proof` as sent
 */
export function authenticate(world: World, value: string | undefined, proof: unknown): Caller {
    if (value === undefined) return { kind: "refused", refusal: tokenMissing() };
    if (isAppToken(world, value)) return { kind: "known", token: undefined };
    const token = world.tokens.find((each) => each.token === value);
    const refusal = refusalOfToken(world, token) ?? refusalOfProof(world, value, proof);
    return refusal === undefined ? { kind: "known", token } : { kind: "refused", refusal };
}

/**
 * The token of a request: from the header, else from the parameters. Graph accepts both.
 *
 * @param authorization - the `Authorization` header
 * @param parameters - query and body
 */
export function tokenOf(
    authorization: string | undefined,
    parameters: Readonly<Record<string, unknown>>,
): string | undefined {
    const bearer = /^(?:Bearer|OAuth)\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1];
    if (bearer !== undefined) return bearer;
    const parameter = parameters["access_token"];
    return typeof parameter === "string" && parameter !== "" ? parameter : undefined;
}

/**
 * The name of a token in the list of requests.
 *
 * @param world - the world with its tokens
 * @param value - the token as sent
 */
export function tokenLabel(world: World, value: string | undefined): string {
    if (value === undefined) return "none";
    if (isAppToken(world, value)) return "app";
    return world.tokens.find((each) => each.token === value)?.name ?? "unknown";
}

/**
 * Whether a token can be used now.
 *
 * @param token - a token of the world
 * @param now - the world's time
 */
export function isUsable(token: TokenInput, now: Date): boolean {
    return subcodeOf(token, now) === undefined;
}

/**
 * The permissions of a token.
 *
 * @param token - a token of the world
 */
export function scopesOf(token: TokenInput): readonly string[] {
    return token.scopes ?? REGISTRATION_SCOPES;
}

/**
 * Whether a token sees an account or a number.
 *
 * @param token - a token of the world
 * @param target - the account, and the number if it is one
 */
export function reaches(
    token: TokenInput,
    target: { readonly wabaId: string; readonly phoneNumberId?: string },
): boolean {
    const { wabaIds, phoneNumberIds } = token;
    if (wabaIds === undefined && phoneNumberIds === undefined) return true;
    if (wabaIds?.includes(target.wabaId) === true) return true;
    return (
        target.phoneNumberId !== undefined &&
        phoneNumberIds?.includes(target.phoneNumberId) === true
    );
}

function refusalOfToken(world: World, token: TokenInput | undefined): GraphRefusal | undefined {
    const { invalidTokenHttpStatus } = world.switches;
    if (token === undefined) return tokenUnusable(invalidTokenHttpStatus);
    const subcode = subcodeOf(token, world.clock.now());
    return subcode === undefined ? undefined : tokenUnusable(invalidTokenHttpStatus, subcode);
}

function subcodeOf(token: TokenInput, now: Date): number | undefined {
    if (typeof token.invalidSubcode === "number") return token.invalidSubcode;
    const { expiresAt } = token;
    if (typeof expiresAt !== "string") return undefined;
    return Date.parse(expiresAt) <= now.getTime() ? 463 : undefined;
}

function refusalOfProof(world: World, token: string, proof: unknown): GraphRefusal | undefined {
    const { secret, requireProof } = world.app;
    if (secret === null) return undefined;
    if (proof === undefined) return requireProof ? proofMissing() : undefined;
    const right = createHmac("sha256", secret).update(token).digest("hex");
    return sameText(parameterText(proof), right) ? undefined : proofInvalid();
}

function sameText(left: string, right: string): boolean {
    return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

function isAppToken(world: World, value: string): boolean {
    return world.app.secret !== null && value === `${world.app.id}|${world.app.secret}`;
}
