import { createHash, webcrypto, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import * as asn1js from "asn1js";
import * as pkijs from "pkijs";

const COMMON_NAME = "2.5.4.3";
const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
const CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
const ECDSA = { name: "ECDSA", namedCurve: "P-256" };

/** How a service misbehaves. */
export type Misbehaviour = "http500" | "refuses" | "otherNonce" | "otherBytes" | "otherPurpose";

/** A small time-stamping service of RFC 3161. It makes its own certificates. */
export class TimeStampService {
    readonly url: string;
    /** The certificates that a verifier has to trust, PEM. */
    readonly certificate: string;
    /** How many requests came. */
    requests = 0;
    misbehaviour: Misbehaviour | undefined;
    readonly #server: Server;
    readonly #keys: Keys;

    private constructor(server: Server, keys: Keys) {
        this.#server = server;
        this.#keys = keys;
        this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
        this.certificate = new X509Certificate(Buffer.from(keys.ca.toSchema().toBER())).toString();
    }

    /**
     * @param purpose - what its certificate is for.
     */
    static async start(purpose: "timeStamps" | "code" = "timeStamps"): Promise<TimeStampService> {
        const keys = await newKeys(purpose === "code" ? CODE_SIGNING : TIME_STAMPING);
        const server = createServer().listen(0, "127.0.0.1");
        await once(server, "listening");
        const service = new TimeStampService(server, keys);
        server.on("request", (request, response) => {
            void service.#answer(request).then((body) => {
                response.writeHead(body === undefined ? 500 : 200, {
                    "Content-Type": "application/timestamp-reply",
                });
                response.end(body);
            });
        });
        return service;
    }

    async stop(): Promise<void> {
        this.#server.closeAllConnections();
        this.#server.close();
        await once(this.#server, "close");
    }

    async #answer(request: IncomingMessage): Promise<Buffer | undefined> {
        this.requests += 1;
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const asked = pkijs.TimeStampReq.fromBER(Uint8Array.from(Buffer.concat(chunks)).buffer);
        if (this.misbehaviour === "http500") return undefined;
        if (this.misbehaviour === "refuses") {
            const status = new pkijs.PKIStatusInfo({ status: pkijs.PKIStatus.rejection });
            return berOf(new pkijs.TimeStampResp({ status }));
        }
        if (this.misbehaviour === "otherNonce") asked.nonce = new asn1js.Integer({ value: 7 });
        if (this.misbehaviour === "otherBytes") {
            asked.messageImprint = await pkijs.MessageImprint.create("SHA-256", new Uint8Array(3));
        }
        return berOf(await responseTo(asked, this.#keys));
    }
}

interface Keys {
    readonly privateKey: webcrypto.CryptoKey;
    /** The certificate whose key signs the stamps. */
    readonly certificate: pkijs.Certificate;
    /** The certificate whose key signed that certificate. */
    readonly ca: pkijs.Certificate;
}

async function newKeys(purpose: string): Promise<Keys> {
    const caKeys = await keyPair();
    const ca = await newCertificate({
        name: "Little Time Stamp Root",
        publicKey: caKeys.publicKey,
        extension: extension("2.5.29.19", new pkijs.BasicConstraints({ cA: true })),
    });
    await ca.sign(caKeys.privateKey, "SHA-256");
    const { privateKey, publicKey } = await keyPair();
    const certificate = await newCertificate({
        name: "Little Time Stamp Service",
        publicKey,
        extension: extension("2.5.29.37", new pkijs.ExtKeyUsage({ keyPurposes: [purpose] })),
        issuer: ca,
    });
    await certificate.sign(caKeys.privateKey, "SHA-256");
    return { privateKey, certificate, ca };
}

function keyPair(): Promise<webcrypto.CryptoKeyPair> {
    return webcrypto.subtle.generateKey(ECDSA, true, ["sign", "verify"]);
}

function extension(extnID: string, value: pkijs.PkiObject): pkijs.Extension {
    const extnValue = (value.toSchema() as asn1js.Sequence).toBER();
    return new pkijs.Extension({ extnID, critical: true, extnValue });
}

interface CertificateParts {
    readonly name: string;
    readonly publicKey: webcrypto.CryptoKey;
    readonly extension: pkijs.Extension;
    readonly issuer?: pkijs.Certificate;
}

async function newCertificate(parts: CertificateParts): Promise<pkijs.Certificate> {
    const certificate = new pkijs.Certificate();
    const value = new asn1js.Utf8String({ value: parts.name });
    certificate.version = 2;
    certificate.serialNumber = new asn1js.Integer({ value: parts.issuer === undefined ? 1 : 2 });
    certificate.subject.typesAndValues.push(
        new pkijs.AttributeTypeAndValue({ type: COMMON_NAME, value }),
    );
    certificate.issuer = (parts.issuer ?? certificate).subject;
    certificate.notBefore.value = new Date(Date.now() - 86_400_000);
    certificate.notAfter.value = new Date(Date.now() + 86_400_000);
    certificate.extensions = [parts.extension];
    await certificate.subjectPublicKeyInfo.importKey(parts.publicKey);
    return certificate;
}

async function responseTo(
    asked: pkijs.TimeStampReq,
    { privateKey, certificate }: Keys,
): Promise<pkijs.TimeStampResp> {
    const info = new pkijs.TSTInfo({
        version: 1,
        policy: "1.2.3.4.5",
        messageImprint: asked.messageImprint,
        serialNumber: new asn1js.Integer({ value: 42 }),
        genTime: new Date(),
        ...(asked.nonce === undefined ? {} : { nonce: asked.nonce }),
    });
    const content = info.toSchema().toBER();
    const signed = new pkijs.SignedData({
        version: 3,
        encapContentInfo: new pkijs.EncapsulatedContentInfo({
            eContentType: pkijs.id_eContentType_TSTInfo,
        }),
        signerInfos: [
            new pkijs.SignerInfo({
                version: 1,
                sid: new pkijs.IssuerAndSerialNumber({
                    issuer: certificate.issuer,
                    serialNumber: certificate.serialNumber,
                }),
                signedAttrs: new pkijs.SignedAndUnsignedAttributes({
                    type: 0,
                    attributes: attributesOf(content, certificate),
                }),
            }),
        ],
        certificates: [certificate],
    });
    // Set here, the value stays in one piece, as DER requires.
    signed.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: content });
    await signed.sign(privateKey, 0, "SHA-256");
    return new pkijs.TimeStampResp({
        status: new pkijs.PKIStatusInfo({ status: pkijs.PKIStatus.granted }),
        timeStampToken: new pkijs.ContentInfo({
            contentType: pkijs.id_ContentType_SignedData,
            content: signed.toSchema(true),
        }),
    });
}

/** RFC 3161 and CMS require these to be signed together with the time. */
function attributesOf(content: ArrayBuffer, certificate: pkijs.Certificate): pkijs.Attribute[] {
    const octets = (bytes: Uint8Array) =>
        new asn1js.OctetString({ valueHex: Uint8Array.from(bytes).buffer });
    const certificateId = new asn1js.Sequence({
        value: [octets(digestOf(certificate.toSchema().toBER()))],
    });
    return [
        new pkijs.Attribute({
            type: CONTENT_TYPE,
            values: [new asn1js.ObjectIdentifier({ value: pkijs.id_eContentType_TSTInfo })],
        }),
        new pkijs.Attribute({ type: MESSAGE_DIGEST, values: [octets(digestOf(content))] }),
        new pkijs.Attribute({
            type: SIGNING_CERTIFICATE_V2,
            values: [
                new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [certificateId] })] }),
            ],
        }),
    ];
}

function digestOf(bytes: ArrayBuffer): Buffer {
    return createHash("sha256").update(new Uint8Array(bytes)).digest();
}

function berOf(value: pkijs.TimeStampResp): Buffer {
    return Buffer.from(value.toSchema().toBER());
}
