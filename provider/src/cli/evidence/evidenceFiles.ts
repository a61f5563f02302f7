import type { NumberEvidence, FileDigest } from "./Evidence";
import { digestOf } from "./digestOf";

/** The statement in its envelope. */
export const ENVELOPE_FILE = "evidence.dsse.json";

/** The time stamp of the envelope: a response of RFC 3161. */
export const STAMP_FILE = "evidence.tsr";

/** The same for people. */
export const PAGE_FILE = "evidence.html";

/** Which numbers were asked for, and what is declared of them. */
export const DECLARED_FILE = "declared.json";

/** The bytes of the file that says what was asked for. */
export function declaredFileText(numbers: readonly NumberEvidence[]): string {
    const asked = numbers.map(({ phoneNumberId, resource, tokenName, wabaId, declared }) => ({
        phoneNumberId,
        resource,
        tokenName,
        wabaId,
        declared,
    }));
    return `${JSON.stringify({ numbers: asked }, undefined, 4)}\n`;
}

/** The files that a statement is about, with their digests. */
export function subjectsOf(files: ReadonlyMap<string, Uint8Array>): readonly FileDigest[] {
    return [...files].map(([name, bytes]) => ({ name, digest: { sha256: digestOf(bytes) } }));
}
