import { randomBytes, X509Certificate } from "node:crypto";

import type { SignedData, TSTInfo } from "pkijs";

import { CommandFailure } from "../CommandFailure";

/** SHA-256 and the purpose of a time-stamping certificate, as ASN.1 names them. */
const SHA_256 = "2.16.840.1.101.3.4.2.1";
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
const EXTENDED_KEY_USAGE = "2.5.29.37";

/** Granted, and granted with modifications (RFC 3161, 2.4.2). */
const GRANTED: ReadonlySet<number> = new Set([0, 1]);

/** A response has a few kilobytes; anything much longer is no response. */
const LONGEST_RESPONSE_BYTES = 256 * 1024;

/** What a time stamp says. */
export interface StampedTime {
    /** The time of the service; ISO 8601. */
    readonly at: string;
    /** The subject of the certificate that signed it. */
    readonly by: string;
    /** Whether a trusted certificate vouches for it. */
    readonly isTrusted: boolean;
}

/** A time stamp to be asked for. */
interface StampRequest {
    /** Address of the service. */
    readonly url: string;
    readonly timeoutMs: number;
}

/**
 * Gets a time stamp for bytes from a service (RFC 3161), and checks that the answer is about them.
 *
 * @returns the service's response in DER.
 * @throws CommandFailure with the reason.
 */
export async function requestTimeStamp(
    bytes: Uint8Array,
    { url, timeoutMs }: StampRequest,
): Promise<Uint8Array> {
    const attempt = `get a time stamp from ${new URL(url).host}`;
    const { MessageImprint, TimeStampReq } = await import("pkijs");
    const { Integer } = await import("asn1js");
    const nonce = new Integer({ valueHex: Uint8Array.from([1, ...randomBytes(8)]).buffer });
    const request = new TimeStampReq({
        version: 1,
        messageImprint: await MessageImprint.create("SHA-256", bufferOf(bytes)),
        nonce,
        certReq: true,
    });
    const response = await sent(attempt, { url, timeoutMs }, request.toSchema().toBER());
    const stamp = await stampIn(response);
    if (typeof stamp === "string") throw new CommandFailure(attempt, stamp);
    if (stamp.info.nonce?.isEqual(nonce) !== true) {
        throw new CommandFailure(attempt, "the answer belongs to another request");
    }
    const checked = await checkedStamp(stamp, bytes, []);
    if (typeof checked === "string") throw new CommandFailure(attempt, checked);
    return response;
}

async function sent(
    attempt: string,
    { url, timeoutMs }: StampRequest,
    body: ArrayBuffer,
): Promise<Uint8Array> {
    const next = "Check --timestamp-url, then run again";
    let response: Response;
    let answer: Uint8Array;
    try {
        response = await fetch(url, {
            method: "POST",
            headers: { "Content-Type": "application/timestamp-query" },
            body,
            signal: AbortSignal.timeout(timeoutMs),
        });
        answer = new Uint8Array(await response.arrayBuffer());
    } catch (thrown) {
        const isLate = thrown instanceof Error && thrown.name === "TimeoutError";
        const reason = isLate ? "it gave no answer in time" : "it cannot be reached";
        throw new CommandFailure(attempt, `${reason}. ${next}`);
    }
    if (!response.ok) {
        throw new CommandFailure(attempt, `it answered HTTP ${response.status}. ${next}`);
    }
    if (answer.length > LONGEST_RESPONSE_BYTES) {
        throw new CommandFailure(attempt, `its answer is too long for a time stamp. ${next}`);
    }
    return answer;
}

/**
 * Checks a time stamp: is it about these bytes, is its signature valid, was it made with a
 * certificate for this purpose, and does a trusted certificate vouch for that one?
 *
 * @param trusted - certificates in PEM; without any nobody knows whose stamp it is.
 * @returns what it says, or why it does not hold.
 */
export async function checkTimeStamp(
    response: Uint8Array,
    bytes: Uint8Array,
    trusted: readonly string[],
): Promise<StampedTime | string> {
    const stamp = await stampIn(response);
    return typeof stamp === "string" ? stamp : checkedStamp(stamp, bytes, trusted);
}

interface Stamp {
    readonly signed: SignedData;
    readonly info: TSTInfo;
}

async function stampIn(response: Uint8Array): Promise<Stamp | string> {
    const { SignedData, TimeStampResp, TSTInfo } = await import("pkijs");
    const { OctetString } = await import("asn1js");
    try {
        const { status, timeStampToken } = TimeStampResp.fromBER(bufferOf(response));
        if (!GRANTED.has(status.status) || timeStampToken === undefined) {
            return "the service refused to stamp it";
        }
        const signed = new SignedData({ schema: timeStampToken.content as never });
        const content = signed.encapContentInfo.eContent?.getValue();
        if (content === undefined) return "it holds no time";
        // The library checks an octet string in one piece only; BER allows several.
        signed.encapContentInfo.eContent = new OctetString({ valueHex: content });
        return { signed, info: TSTInfo.fromBER(content) };
    } catch {
        return "it is not a readable time stamp";
    }
}

async function checkedStamp(
    { signed, info }: Stamp,
    bytes: Uint8Array,
    trusted: readonly string[],
): Promise<StampedTime | string> {
    const { Certificate } = await import("pkijs");
    if (info.messageImprint.hashAlgorithm.algorithmId !== SHA_256) {
        return "it was made with another digest than SHA-256";
    }
    if (!(await info.verify({ data: bufferOf(bytes) }).catch(() => false))) {
        return "it is about other bytes";
    }
    const trustedCerts = trusted.map((pem) => Certificate.fromBER(derOf(pem)));
    try {
        const { signatureVerified, signerCertificate } = await signed.verify({
            signer: 0,
            data: bufferOf(bytes),
            trustedCerts,
            checkChain: trustedCerts.length > 0,
            extendedMode: true,
        });
        if (signatureVerified !== true || !signerCertificate) {
            return "its signature is not valid";
        }
        const purpose = signerCertificate.extensions?.find(
            ({ extnID }) => extnID === EXTENDED_KEY_USAGE,
        )?.parsedValue as { readonly keyPurposes?: readonly string[] } | undefined;
        if (purpose?.keyPurposes?.includes(TIME_STAMPING) !== true) {
            return "it was signed with a certificate that is not for time stamps";
        }
        const certificate = new X509Certificate(Buffer.from(signerCertificate.toSchema().toBER()));
        return {
            at: info.genTime.toISOString(),
            by: certificate.subject.replaceAll("\n", ", "),
            isTrusted: trustedCerts.length > 0,
        };
    } catch (thrown) {
        // Code 5 of the library: the certificates do not lead to a trusted one.
        const code = (thrown as { readonly code?: number }).code;
        return code === 5
            ? "no certificate of --timestamp-ca vouches for its certificate"
            : "its signature is not valid";
    }
}

/** The certificates in a PEM file, each as its own text. */
export function certificatesIn(pem: string, path: string): readonly string[] {
    const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    try {
        found.forEach((one) => new X509Certificate(one));
        if (found.length > 0) return found;
    } catch {
        // Said below.
    }
    throw new CommandFailure(
        `read ${path}`,
        "it holds no certificates. Give --timestamp-ca the PEM file of the time-stamping service",
    );
}

function derOf(pem: string): ArrayBuffer {
    return bufferOf(new X509Certificate(pem).raw);
}

/** The bytes in a buffer of their own, which is what the library takes. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
    return Uint8Array.from(bytes).buffer;
}
