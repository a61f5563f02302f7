import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";

import { isObject, isSecret, secretSignature, signatureKey, type Secret } from "./PropertyMap";

const algorithm = "aes-256-gcm";
// AES-GCM is defined for nonces of 96 bits.
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts the secrets of a state file, with a key that comes from a passphrase. */
export class SecretCipher {
    readonly #key: Buffer;
    // A secret that does not change keeps its ciphertext. So an unchanged state is stored
    // unchanged.
    readonly #known = new WeakMap<Secret, string>();

    constructor(passphrase: string, salt: string) {
        // Cost 2^10 instead of the usual 2^14, because the key protects a test's state for seconds
        // only.
        this.#key = scryptSync(passphrase, salt, 32, { N: 1024 });
    }

    /** The value with every secret in it replaced by its ciphertext. */
    encrypted(value: unknown): unknown {
        if (isSecret(value)) {
            return { [signatureKey]: secretSignature, ciphertext: this.#ciphertextOf(value) };
        }
        return mapped(value, (item) => this.encrypted(item));
    }

    /** The value with every ciphertext in it replaced by the secret. */
    decrypted(value: unknown): unknown {
        if (isSecret(value) && "ciphertext" in value && typeof value.ciphertext === "string") {
            const secret: Secret = {
                [signatureKey]: secretSignature,
                value: this.#decrypt(value.ciphertext),
            };
            this.#known.set(secret, value.ciphertext);
            return secret;
        }
        return mapped(value, (item) => this.decrypted(item));
    }

    #ciphertextOf(secret: Secret): string {
        const known = this.#known.get(secret);
        if (known !== undefined) return known;
        const nonce = randomBytes(nonceBytes);
        const cipher = createCipheriv(algorithm, this.#key, nonce);
        const body = Buffer.concat([
            cipher.update(JSON.stringify(secret.value), "utf8"),
            cipher.final(),
        ]);
        const text = Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
        this.#known.set(secret, text);
        return text;
    }

    #decrypt(ciphertext: string): unknown {
        const bytes = Buffer.from(ciphertext, "base64");
        const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, nonceBytes));
        decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const body = bytes.subarray(nonceBytes + tagBytes);
        return JSON.parse(
            Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8"),
        );
    }
}

function mapped(value: unknown, map: (item: unknown) => unknown): unknown {
    if (Array.isArray(value)) return value.map(map);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]));
}
