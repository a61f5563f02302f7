import { join } from "node:path";

import { withoutUndefined } from "../../graph/jsonObject";
import { countOf } from "../accountNumbers";
import type { Report, Style } from "../Report";
import type { Evidence, NumberEvidence } from "./Evidence";
import { PAGE_FILE } from "./evidenceFiles";

/** What protects an evidence from unnoticed changes. */
export interface Seal {
    /** Digest of the envelope's file. */
    readonly sha256: string;
    /** Which key signed it; absent if none did. */
    readonly keyId?: string;
    /** Who stamped it with the time; absent if nobody did. */
    readonly stampedBy?: string;
}

/** What the command wrote. */
interface Written {
    readonly output: string;
    readonly seal: Seal;
    /** Why there is no stamp, though one was asked for. */
    readonly stampFailure: string | undefined;
    /** What to do about tokens that are missing. */
    readonly advice: readonly string[];
}

/**
 * What was found. Exits with 1 if a number is not as declared, cannot be read, or is missing from
 * the state, or if the service gave no stamp.
 */
export function evidenceReport(evidence: Evidence, written: Written): Report {
    const { numbers, scope, summary } = evidence;
    const { output, seal, stampFailure, advice } = written;
    const found = numbers.filter(({ verdict }) => verdict !== "agrees");
    // Without a state there is nothing to compare with, and nothing is missing.
    const isComplaint = ({ verdict }: NumberEvidence): boolean =>
        verdict !== "undeclared" || scope.state !== undefined;
    const findings = found.map(({ phoneNumberId, verdict, findings }) => ({
        phoneNumberId,
        verdict,
        findings,
    }));
    return {
        json: withoutUndefined({ output, summary, findings, advice, seal, stampFailure }),
        lines: (style) => [
            `${countOf(summary.numbers)}: ${summary.agrees} as declared, ${summary.differs} not, ${summary.unread} not read, ${summary.undeclared} with nothing to compare`,
            ...found.flatMap((one) =>
                one.findings.map((finding) => {
                    const line = `${one.phoneNumberId}: ${finding}`;
                    return isComplaint(one) ? style.bad(line) : style.doubtful(line);
                }),
            ),
            ...advice.map((line) => `${line.replace(/\.$/, "")}.`),
            ...sealLines(written, style),
            `Written to ${output}. Open ${join(output, PAGE_FILE)}, and check it with: npx pulumi-whatsapp evidence verify ${output}`,
        ],
        exitCode: found.some(isComplaint) || stampFailure !== undefined ? 1 : 0,
    };
}

function sealLines({ seal, stampFailure }: Written, style: Style): readonly string[] {
    return [
        seal.keyId === undefined
            ? style.doubtful(
                  "Not signed: anybody can change it unnoticed. Give --sign-key to sign it.",
              )
            : `Signed with the key ${seal.keyId}.`,
        ...(seal.stampedBy === undefined ? [] : [`Stamped with the time by ${seal.stampedBy}.`]),
        ...(stampFailure === undefined ? [] : [style.bad(`Not stamped. ${stampFailure}`)]),
    ];
}
