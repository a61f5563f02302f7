import type { Report } from "../shell/Report";
import type { Style } from "../shell/Style";
import type { Finding } from "./Finding";

/** The findings, the most important first. Exits with 1 where there is a problem. */
export function doctorReport(findings: readonly Finding[]): Report {
    const hasProblem = findings.some(({ severity }) => severity === "problem");
    const isWell = findings.every(({ severity }) => severity === "note");
    return {
        json: { ok: !hasProblem, findings },
        lines: (style) => [
            ...(isWell ? [wellLine(findings, style)] : []),
            ...findings.map((finding) => lineOf(finding, style)),
        ],
        exitCode: hasProblem ? 1 : 0,
    };
}

// More than these would push what was found off the screen.
const NAMED_AT_MOST = 3;

/** Meta tells nobody of a block, nor of the PIN: of a number that is down nobody knows all. */
function wellLine(findings: readonly Finding[], style: Style): string {
    const down = findings
        .filter(({ registered }) => registered === false)
        .map(({ subject }) => subject);
    if (down.length === 0) {
        return style.good("All is well: nothing would stop a registration now.");
    }
    const named = down.slice(0, NAMED_AT_MOST).join(", ");
    const more = down.length - NAMED_AT_MOST;
    const subjects = more > 0 ? `${named} and ${more} more` : named;
    const words =
        down.length === 1
            ? "is NOT registered: `pulumi up` registers it"
            : "are NOT registered: `pulumi up` registers those that are declared";
    return style.doubtful(`Nothing known here would stop a registration; ${subjects} ${words}.`);
}

function lineOf(finding: Finding, style: Style): string {
    const { subject, cause, nextStep, fbtraceId } = finding;
    const trace = fbtraceId === undefined ? undefined : `Trace ${fbtraceId}`;
    const sentences = [cause, nextStep, trace].flatMap((part) =>
        part === undefined ? [] : [withoutFullStop(part)],
    );
    return `${wordOf(finding, style)} ${subject}: ${sentences.join(". ")}.`;
}

/** Meta's own words end in quotation marks, often with a full stop inside. */
function withoutFullStop(text: string): string {
    return text.replace(/[.\s]+("?)[.\s]*$/, "$1");
}

function wordOf({ severity }: Finding, style: Style): string {
    switch (severity) {
        case "problem":
            return style.bad("Problem:");
        case "warning":
            return style.doubtful("Warning:");
        case "note":
            return style.faint("Note:");
    }
}
