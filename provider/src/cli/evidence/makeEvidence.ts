import { createPublicKey } from "node:crypto";
import { resolve } from "node:path";

import { withoutUndefined } from "../../graph/jsonObject";
import { CommandFailure } from "../CommandFailure";
import { commandConfiguration } from "../connect";
import { packageVersion } from "../packageVersion";
import type { Report } from "../Report";
import type { Shell } from "../Shell";
import { digestOf } from "./digestOf";
import { earlierEvidences } from "./earlierEvidences";
import { envelopeOf } from "./Envelope";
import { type Evidence, type EvidenceStatement, PREDICATE_TYPE, STATEMENT_TYPE } from "./Evidence";
import {
    DECLARED_FILE,
    declaredFileText,
    ENVELOPE_FILE,
    PAGE_FILE,
    STAMP_FILE,
    subjectsOf,
} from "./evidenceFiles";
import { type EvidenceOptions, evidenceOrder } from "./EvidenceOrder";
import { evidencePage } from "./evidencePage";
import { evidenceReport } from "./evidenceReport";
import { summaryOf } from "./judge";
import { makerOf } from "./maker";
import { readNumbers } from "./readNumbers";
import { requestTimeStamp } from "./timeStamp";
import { writeFiles } from "./writeFiles";

/**
 * Reads numbers from Meta and writes an evidence.
 *
 * @throws WrongUse or CommandFailure if nothing can be read or written at all.
 */
export async function makeEvidence(shell: Shell, options: EvidenceOptions): Promise<Report> {
    const { folder } = shell.surroundings;
    const order = evidenceOrder(folder, options);
    const { graphUrl, requestTimeoutMs } = commandConfiguration(shell, options);
    const publicKey = order.privateKey && createPublicKey(order.privateKey);
    const earlier = await earlierEvidences(folder, options.earlier ?? [], publicKey);
    const { numbers, answers, advice } = await readNumbers(shell, options, order.numbers);
    const files = new Map<string, Uint8Array>([
        [DECLARED_FILE, Buffer.from(declaredFileText(numbers))],
        ...answers,
    ]);
    const predicate: Evidence = {
        madeAt: shell.surroundings.now().toISOString(),
        madeBy: makerOf(shell.surroundings, packageVersion(), options.runBy),
        graphUrl,
        scope: order.scope,
        summary: summaryOf(numbers),
        numbers,
    };
    const statement = statementOf(predicate, files);
    const envelope = envelopeOf(jsonBytes(statement), order.privateKey);
    const envelopeBytes = jsonBytes(envelope);
    const stamp = await stamped(envelopeBytes, order.timestampUrl, requestTimeoutMs);
    const [signature] = envelope.signatures;
    const seal = withoutUndefined({
        keyId: signature?.keyid,
        stampedBy: stamp.response && new URL(order.timestampUrl ?? "").host,
        sha256: digestOf(envelopeBytes),
    });
    const page = await evidencePage({ evidence: predicate, earlier, seal });
    files.set(ENVELOPE_FILE, envelopeBytes);
    if (stamp.response !== undefined) files.set(STAMP_FILE, stamp.response);
    files.set(PAGE_FILE, Buffer.from(page));
    writeFiles(resolve(folder, order.output), files);
    return evidenceReport(predicate, {
        output: order.output,
        seal,
        stampFailure: stamp.failure,
        advice,
    });
}

function statementOf(
    predicate: Evidence,
    files: ReadonlyMap<string, Uint8Array>,
): EvidenceStatement {
    return {
        _type: STATEMENT_TYPE,
        subject: subjectsOf(files),
        predicateType: PREDICATE_TYPE,
        predicate,
    };
}

function jsonBytes(value: unknown): Uint8Array {
    return Buffer.from(`${JSON.stringify(value)}\n`);
}

interface StampOutcome {
    readonly response?: Uint8Array;
    /** Why there is no stamp, though one was asked for. */
    readonly failure?: string;
}

/** Without a stamp the readings are still written. */
async function stamped(
    bytes: Uint8Array,
    url: string | undefined,
    timeoutMs: number,
): Promise<StampOutcome> {
    if (url === undefined) return {};
    try {
        return { response: await requestTimeStamp(bytes, { url, timeoutMs }) };
    } catch (thrown) {
        if (!(thrown instanceof CommandFailure)) throw thrown;
        return { failure: thrown.message };
    }
}
