/** A key and its self-signed certificate. */
export interface KeyPair {
    /** The private key, PEM; it never leaves the process. */
    readonly key: string;
    /** The certificate, PEM; a client that trusts it reaches the simulator. */
    readonly cert: string;
}

const DAYS = 7;

/**
 * A new key and its certificate, for loopback and the names that were told.
 *
 * @param hosts - names and addresses beside loopback, as a URL has them
 */
export async function selfSigned(hosts: readonly string[]): Promise<KeyPair> {
    // Loaded here, because it is slow to load and rarely needed.
    const { generate } = await import("selfsigned");
    const now = Date.now();
    const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
        keyType: "ec",
        algorithm: "sha256",
        // Clients' clocks differ.
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
