import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

import { isJsonObject, memberOf, parsedJson, textOf } from "../../graph/jsonObject";
import { CommandFailure } from "../CommandFailure";
import { digestOf } from "./digestOf";

/** What in-toto calls a statement in an envelope. */
export const PAYLOAD_TYPE = "application/vnd.in-toto+json";

/** A DSSE envelope (secure-systems-lab/dsse v1.0.2, read 2026-11-29). */
export interface Envelope {
    readonly payloadType: string;
    /** The statement's bytes in base64. */
    readonly payload: string;
    /** Empty without a signature. */
    readonly signatures: readonly Signature[];
}

/** One signature over the envelope's type and payload. */
interface Signature {
    /** SHA-256 of the public key (SubjectPublicKeyInfo, DER) in hexadecimal digits. */
    readonly keyid: string;
    /** In base64; of ECDSA in DER. */
    readonly sig: string;
}

/**
 * Puts a payload into an envelope.
 *
 * @param privateKey - signs it; without it the envelope has no signature.
 */
export function envelopeOf(payload: Uint8Array, privateKey?: KeyObject): Envelope {
    const encoded = preAuthEncoding(PAYLOAD_TYPE, payload);
    const signatures =
        privateKey === undefined
            ? []
            : [
                  {
                      keyid: keyIdOf(createPublicKey(privateKey)),
                      sig: sign(digestFor(privateKey), encoded, privateKey).toString("base64"),
                  },
              ];
    return {
        payloadType: PAYLOAD_TYPE,
        payload: Buffer.from(payload).toString("base64"),
        signatures,
    };
}

/** Whether one of the signatures is that of a key. */
export function isSignedBy(
    { payloadType, payload, signatures }: Envelope,
    key: KeyObject,
): boolean {
    const encoded = preAuthEncoding(payloadType, Buffer.from(payload, "base64"));
    return signatures.some(({ sig }) =>
        verify(digestFor(key), encoded, key, Buffer.from(sig, "base64")),
    );
}

/** The envelope that a file's text holds; undefined if it holds none. */
export function envelopeIn(text: string): Envelope | undefined {
    const value = parsedJson(text);
    const signatures = memberOf(value, "signatures");
    const payload = memberOf(value, "payload");
    const payloadType = textOf(value, "payloadType");
    if (payloadType === undefined || typeof payload !== "string") return undefined;
    if (!Array.isArray(signatures) || !signatures.every(isSignature)) return undefined;
    return { payloadType, payload, signatures };
}

function isSignature(value: unknown): value is Signature {
    return isJsonObject(value) && textOf(value, "sig") !== undefined;
}

/** DSSE's encoding of what is signed: type and payload with their lengths in bytes. */
function preAuthEncoding(payloadType: string, payload: Uint8Array): Buffer {
    const type = Buffer.from(payloadType);
    const head = `DSSEv1 ${type.length} ${payloadType} ${payload.length} `;
    return Buffer.concat([Buffer.from(head), payload]);
}

/** A key's id: the digest of the public key. */
export function keyIdOf(publicKey: KeyObject): string {
    return digestOf(publicKey.export({ type: "spki", format: "der" }));
}

/** Ed25519 takes the message itself; ECDSA takes its SHA-256. */
function digestFor(key: KeyObject): string | null {
    return key.asymmetricKeyType === "ed25519" ? null : "sha256";
}

/**
 * The private key in the text of a PEM file.
 *
 * @throws CommandFailure that repeats nothing of it.
 */
export function privateKeyIn(pem: string, path: string): KeyObject {
    return usableKey(`use ${path} to sign`, () => createPrivateKey(pem));
}

/**
 * The public key in the text of a PEM file.
 *
 * @throws CommandFailure that repeats nothing of it.
 */
export function publicKeyIn(pem: string, path: string): KeyObject {
    return usableKey(`use ${path} to check the signature`, () => createPublicKey(pem));
}

function usableKey(attempt: string, load: () => KeyObject): KeyObject {
    const right = "Give a PEM file with an Ed25519 or an ECDSA P-256 key that has no passphrase";
    let key: KeyObject;
    try {
        key = load();
    } catch {
        throw new CommandFailure(attempt, `it is not a readable key. ${right}`);
    }
    const curve = key.asymmetricKeyDetails?.namedCurve;
    const isUsable =
        key.asymmetricKeyType === "ed25519" ||
        (key.asymmetricKeyType === "ec" && curve === "prime256v1");
    if (isUsable) return key;
    throw new CommandFailure(attempt, `it is a key of another kind. ${right}`);
}
