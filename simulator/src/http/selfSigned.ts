/** A key and its self-signed certificate. */
export interface KeyPair {
    /** The private key, PEM; it never leaves the process. */
    readonly key: string;
    /** The certificate, PEM; a client that trusts it reaches the simulator. */
    readonly cert: string;
}

const DAYS = 7;

/**
 * Makes a key and its certificate, for loopback and the given names.
 *
 * @param hosts - names and addresses besides loopback, in the form of a URL
 */
export async function selfSigned(hosts: readonly string[]): Promise<KeyPair> {
    // Loaded here, because it loads slowly and is rarely needed.
    const { generate } = await import("selfsigned");
    const now = Date.now();
    const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
        keyType: "ec",
        algorithm: "sha256",
        // It is valid from an earlier time, because clients' clocks differ.
        notBeforeDate: new Date(now - 3_600_000),
        notAfterDate: new Date(now + DAYS * 24 * 3_600_000),
        extensions: [
            { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
            { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
            { name: "extKeyUsage", serverAuth: true },
            {
                name: "subjectAltName",
                altNames: ["localhost", "127.0.0.1", "[::1]", ...hosts].map(altName),
            },
        ],
    });
    return { key, cert };
}

type AltName =
    { readonly type: 7; readonly ip: string } | { readonly type: 2; readonly value: string };

function altName(host: string): AltName {
    const address = host.replace(/^\[(.*)\]$/, "$1");
    return /^[\d.]+$|:/.test(address) ? { type: 7, ip: address } : { type: 2, value: host };
}
