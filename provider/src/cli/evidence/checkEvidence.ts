import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import type { KeyObject } from "node:crypto";

import { parsedJson } from "../../graph/jsonObject";
import { CommandFailure } from "../CommandFailure";
import { numberInAnswer, storageInAnswer } from "./asRead";
import { digestOf } from "./digestOf";
import { type Envelope, envelopeIn, isSignedBy, keyIdOf, PAYLOAD_TYPE } from "./Envelope";
import type { EvidenceStatement, NumberEvidence, Reading } from "./Evidence";
import {
    DECLARED_FILE,
    declaredFileText,
    ENVELOPE_FILE,
    PAGE_FILE,
    STAMP_FILE,
} from "./evidenceFiles";
import { judge, summaryOf } from "./judge";
import { statementFrom } from "./statementFrom";
import { checkTimeStamp } from "./timeStamp";

/**
 * One check and what came of it.
 *
 * - `holds`: it was checked and is correct.
 * - `fails`: it was checked and is not.
 * - `unchecked`: it is there, but there is nothing to check it with.
 * - `absent`: there is nothing to check.
 */
export interface Check {
    readonly name: CheckName;
    readonly outcome: "holds" | "fails" | "unchecked" | "absent";
    /** What was seen, as a sentence without its full stop. */
    readonly detail: string;
}

type CheckName = "schema" | "signature" | "time stamp" | "answers" | "readings" | "page";

/** What an evidence is checked with. */
export interface CheckWith {
    /** The folder of the evidence. */
    readonly folder: string;
    /** The public key of its signature. */
    readonly publicKey?: KeyObject;
    /** Certificates that must vouch for its time stamp; PEM. */
    readonly timestampCa?: readonly string[];
}

/** An evidence that was checked. */
export interface CheckedEvidence {
    readonly checks: readonly Check[];
    /** Absent if the file holds no statement of the schema. */
    readonly statement?: EvidenceStatement;
}

/**
 * Checks an evidence with the files in its folder, and with keys that come from elsewhere. Sends
 * nothing.
 *
 * @throws CommandFailure if there is no evidence.
 */
export async function checkEvidence(options: CheckWith): Promise<CheckedEvidence> {
    const file = join(options.folder, ENVELOPE_FILE);
    if (!existsSync(file)) {
        const cause = "there is no such file. Give the folder that an evidence was written to";
        throw new CommandFailure(`read ${file}`, cause);
    }
    const bytes = readFileSync(file);
    const envelope = envelopeIn(bytes.toString("utf8"));
    if (envelope === undefined) {
        return { checks: [fails("schema", `${ENVELOPE_FILE} is not a DSSE envelope`)] };
    }
    const around = [signatureCheck(envelope, options), await stampCheck(bytes, options)];
    const payload = Buffer.from(envelope.payload, "base64").toString("utf8");
    const reading = await statementFrom(parsedJson(payload));
    if (reading.kind === "problem" || envelope.payloadType !== PAYLOAD_TYPE) {
        const reason = reading.kind === "problem" ? reading.reason : "the payload is another type";
        return { checks: [fails("schema", reason), ...around] };
    }
    const { statement } = reading;
    return {
        checks: [
            holds("schema", "it is a statement of the published schema"),
            ...around,
            answersCheck(statement, options),
            readingsCheck(statement, options),
            pageCheck(digestOf(bytes), options),
        ],
        statement,
    };
}

function holds(name: CheckName, detail: string): Check {
    return { name, outcome: "holds", detail };
}

function fails(name: CheckName, detail: string): Check {
    return { name, outcome: "fails", detail };
}

function signatureCheck(envelope: Envelope, { publicKey }: CheckWith): Check {
    const name = "signature";
    const [first] = envelope.signatures;
    if (first === undefined) {
        const detail = "it is not signed, so anybody may have written or changed it";
        return publicKey === undefined
            ? { name, outcome: "absent", detail }
            : fails(name, "a public key was given, and it is not signed");
    }
    if (publicKey === undefined) {
        const detail = "it is signed, and no --public-key was given to check that with";
        return { name, outcome: "unchecked", detail };
    }
    return isSignedBy(envelope, publicKey)
        ? holds(name, `signed with the key ${keyIdOf(publicKey)}`)
        : fails(name, "it was changed, or another key signed it");
}

async function stampCheck(bytes: Uint8Array, { folder, timestampCa }: CheckWith): Promise<Check> {
    const name = "time stamp";
    const file = join(folder, STAMP_FILE);
    if (!existsSync(file)) {
        const detail = "it has no time stamp, so its times come from the machine that ran it";
        return timestampCa === undefined
            ? { name, outcome: "absent", detail }
            : fails(name, "certificates were given, and it has no time stamp");
    }
    const stamp = await checkTimeStamp(readFileSync(file), bytes, timestampCa ?? []);
    if (typeof stamp === "string") return fails(name, stamp);
    const { at, by, isTrusted } = stamp;
    if (isTrusted) return holds(name, `it existed at ${at}, says ${by}`);
    const detail = `it says ${at} by ${by}, and no --timestamp-ca was given to check whose stamp it is`;
    return { name, outcome: "unchecked", detail };
}

/** The files beside the statement are the files that it names, byte by byte. */
function answersCheck(statement: EvidenceStatement, { folder }: CheckWith): Check {
    const name = "answers";
    const { subject, predicate } = statement;
    for (const { name: file, digest } of subject) {
        const path = join(folder, file);
        if (!existsSync(path)) return fails(name, `${file} is missing`);
        if (digestOf(readFileSync(path)) !== digest.sha256)
            return fails(name, `${file} was changed`);
    }
    const digests = new Map(subject.map((one) => [one.name, one.digest.sha256]));
    const kept = answersOf(predicate.numbers).filter(({ file }) => file !== undefined);
    const foreign = kept.find(({ file, sha256 }) => digests.get(file ?? "") !== sha256);
    if (foreign !== undefined)
        return fails(name, `${foreign.file ?? ""} is not a file of the statement`);
    if (digests.size !== kept.length + 1) return fails(name, "an answer belongs to no number");
    if (digests.get(DECLARED_FILE) !== digestOf(declaredFileText(predicate.numbers))) {
        return fails(name, `${DECLARED_FILE} names other numbers or declarations`);
    }
    return holds(name, `${kept.length} answers are unchanged, to the byte`);
}

function answersOf(numbers: readonly NumberEvidence[]) {
    return numbers
        .flatMap(({ number, storage }) => [number.answer, storage.answer])
        .filter((answer) => answer !== undefined);
}

/** The statement says what the answers say, and the verdicts follow from it. */
function readingsCheck({ predicate }: EvidenceStatement, { folder }: CheckWith): Check {
    const name = "readings";
    for (const one of predicate.numbers) {
        const { phoneNumberId, number, storage, verdict, findings } = one;
        if (!isInAnswer(number, folder, numberInAnswer)) {
            return fails(name, `the number ${phoneNumberId} reads differently in Meta's answer`);
        }
        if (!isInAnswer(storage, folder, storageInAnswer)) {
            return fails(
                name,
                `the storage of ${phoneNumberId} reads differently in Meta's answer`,
            );
        }
        const judged = judge(one, { number, storage });
        if (judged.verdict !== verdict || !isDeepStrictEqual(judged.findings, findings)) {
            return fails(name, `the verdict on ${phoneNumberId} does not follow from its readings`);
        }
    }
    const { state, isWholeState } = predicate.scope;
    if (isWholeState && predicate.numbers.length !== state?.numbers) {
        return fails(name, "it claims to cover the whole state, but covers a part of it");
    }
    return isDeepStrictEqual({ ...summaryOf(predicate.numbers) }, { ...predicate.summary })
        ? holds(name, "readings and verdicts follow from the answers")
        : fails(name, "the summary counts other numbers");
}

function isInAnswer<T>(
    { read, answer }: Reading<T>,
    folder: string,
    readAgain: (body: string) => T | undefined,
): boolean {
    if (read === undefined || answer?.file === undefined) return true;
    const path = join(folder, answer.file);
    return existsSync(path) && isDeepStrictEqual(readAgain(readFileSync(path, "utf8")), read);
}

function pageCheck(digest: string, { folder }: CheckWith): Check {
    const name = "page";
    const path = join(folder, PAGE_FILE);
    if (!existsSync(path)) return { name, outcome: "absent", detail: `there is no ${PAGE_FILE}` };
    return readFileSync(path, "utf8").includes(digest)
        ? holds(name, `${PAGE_FILE} was made from this evidence; its own text is not signed`)
        : fails(name, `${PAGE_FILE} was made from another evidence`);
}
