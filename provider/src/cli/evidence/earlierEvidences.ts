import type { KeyObject } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

import { parsedJson } from "../../graph/jsonObject";
import { CommandFailure } from "../CommandFailure";
import { envelopeIn, isSignedBy } from "./Envelope";
import type { Evidence } from "./Evidence";
import { ENVELOPE_FILE } from "./evidenceFiles";
import { statementFrom } from "./statementFrom";

/** An evidence that was made before. */
export interface EarlierEvidence {
    readonly evidence: Evidence;
    /** Whether the present key signed it. */
    readonly signature: "sameKey" | "otherKey" | "none";
}

/**
 * Finds earlier evidences: in folders, and in the folders in these.
 *
 * @throws CommandFailure that names the file which is none.
 */
export async function earlierEvidences(
    folder: string,
    paths: readonly string[],
    key: KeyObject | undefined,
): Promise<readonly EarlierEvidence[]> {
    const files = paths.flatMap((path) => envelopesIn(path, resolve(folder, path)));
    const evidences: EarlierEvidence[] = [];
    for (const file of new Set(files)) evidences.push(await earlierEvidence(file, key));
    return evidences;
}

function envelopesIn(path: string, folder: string): readonly string[] {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
        throw new CommandFailure(
            `read ${path}`,
            "there is no such folder. Give --earlier folders that hold evidences",
        );
    }
    const folders = readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join(folder, name));
    return [folder, ...folders]
        .map((one) => join(one, ENVELOPE_FILE))
        .filter((file) => existsSync(file));
}

async function earlierEvidence(file: string, key: KeyObject | undefined): Promise<EarlierEvidence> {
    const envelope = envelopeIn(readFileSync(file, "utf8"));
    const payload = Buffer.from(envelope?.payload ?? "", "base64").toString("utf8");
    const reading = await statementFrom(parsedJson(payload));
    if (envelope === undefined || reading.kind === "problem") {
        throw new CommandFailure(
            `read ${file}`,
            "it is not an evidence of this package. Move it away, or give --earlier other folders",
        );
    }
    const isSame = key !== undefined && isSignedBy(envelope, key);
    const isSigned = envelope.signatures.length > 0;
    return {
        evidence: reading.statement.predicate,
        signature: isSame ? "sameKey" : isSigned ? "otherKey" : "none",
    };
}
