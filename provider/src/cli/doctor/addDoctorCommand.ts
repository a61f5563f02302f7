import { type Command, Option } from "commander";

import { textOf, withoutUndefined } from "../../graph/jsonObject";
import { readTextFile, WrongUse } from "../CommandFailure";
import {
    connectionFor,
    type ConnectionOptions,
    optionsOfEach,
    phoneNumberIdFrom,
    type SeveralTokens,
    wabaIdFrom,
    withSeveralTokens,
} from "../connect";
import { NumberRecords, numbersInState, STATE_OPTION } from "../NumberRecords";
import type { Report, Style } from "../Report";
import { changingNumbers } from "../review/changingNumbers";
import { previewFrom } from "../review/Preview";
import { newCommand, type Shell } from "../Shell";
import { diagnose, worstFirst } from "./diagnose";
import { examine } from "./examine";
import type { Finding } from "./Finding";

interface DoctorOptions extends SeveralTokens {
    readonly waba?: readonly string[];
    readonly number?: readonly string[];
    readonly withBackup?: boolean;
    readonly state?: string;
    readonly preview?: string;
}

/** Adds `doctor`: what would stop a registration now, the cause in its first line. */
export function addDoctorCommand(program: Command, shell: Shell): void {
    const description =
        "Look at the token, the Graph version, accounts and numbers, and say what would stop a registration now. Only reads; exits with 1 if there is a problem.";
    const command = withSeveralTokens(newCommand(program, "doctor", description))
        .option("--waba <id...>", "check these accounts (default: those that the token names)")
        .option("--number <id...>", "check these numbers, and only what they need")
        .option("--state <file>", STATE_OPTION)
        .option(
            "--preview <file>",
            'check the numbers that change, from what "pulumi preview --json" printed',
        )
        .option("--with-backup", "the program declares a backup: numbers may still be On-Premises")
        .addOption(
            new Option("--local-storage-recipe <recipe>", "as whatsapp:localStorageRecipe")
                .choices(["auto", "settings", "register"])
                .default("auto"),
        );
    command.action(() => {
        const options = command.opts<DoctorOptions>();
        return shell.run(command, () => consult(shell, options));
    });
}

async function consult(shell: Shell, options: DoctorOptions): Promise<Report> {
    const { surroundings } = shell;
    const inStates = numbersInState(options.state, surroundings);
    const orders = ordersFrom(shell, options);
    if (orders.length === 0) return nothingChanges;
    const findings: Finding[] = [];
    for (const { connect, ...order } of orders) {
        const connection = connectionFor(shell, connect);
        const { graphUrl } = connection.configuration;
        const records = await NumberRecords.open(surroundings, graphUrl, inStates);
        const facts = await examine({
            ...order,
            connection,
            now: surroundings.now(),
            memoryOf: (phoneNumberId) => records.memoryOf(phoneNumberId),
        });
        const ofToken = diagnose(facts);
        const isSeveral = orders.length > 1;
        findings.push(...(isSeveral ? namingToken(ofToken, connection.tokenName) : ofToken));
    }
    return doctorReport(worstFirst(withoutRepetition(findings)));
}

/** What is checked with one token. */
interface Order {
    readonly connect: ConnectionOptions;
    readonly wabaIds: readonly string[];
    readonly phoneNumberIds: readonly string[];
    readonly hasBackup: boolean;
}

function ordersFrom(shell: Shell, options: DoctorOptions): readonly Order[] {
    const wabaIds = (options.waba ?? []).map(wabaIdFrom);
    const phoneNumberIds = (options.number ?? []).map(phoneNumberIdFrom);
    if (options.preview !== undefined) return ordersOfPreview(shell, options.preview, options);
    const each = optionsOfEach(options);
    if (each.length > 1 && wabaIds.length + phoneNumberIds.length > 0) {
        throw new WrongUse(
            "several tokens check all the accounts that they name: leave out --waba and --number, or give one --token-name.",
        );
    }
    const hasBackup = options.withBackup ?? false;
    return each.map((one) => ({ connect: one, wabaIds, phoneNumberIds, hasBackup }));
}

/** The numbers that a preview changes, each with the token and the address that its stack has. */
function ordersOfPreview(shell: Shell, path: string, options: DoctorOptions): readonly Order[] {
    const given = [options.waba, options.number, options.tokenName];
    if (given.some((one) => one !== undefined)) {
        throw new WrongUse(
            "option --preview: the preview says which numbers and tokens; leave out --waba, --number and --token-name.",
        );
    }
    const { folder } = shell.surroundings;
    const preview = previewFrom(path, readTextFile({ folder, path, option: "--preview" }));
    const { graphUrl, graphApiVersion, localStorageRecipe, withBackup = false } = options;
    const connect = {
        localStorageRecipe,
        graphUrl: graphUrl ?? textOf(preview.config, "whatsapp:graphUrl"),
        graphApiVersion: graphApiVersion ?? textOf(preview.config, "whatsapp:graphApiVersion"),
    };
    const changing = changingNumbers(preview);
    const tokenNames = [...new Set(changing.map(({ tokenName }) => tokenName))];
    return tokenNames.map((tokenName) => {
        const numbers = changing.filter((one) => one.tokenName === tokenName);
        return {
            connect: withoutUndefined({ ...connect, tokenName }),
            wabaIds: [],
            phoneNumberIds: numbers.map(({ phoneNumberId }) => phoneNumberId),
            hasBackup: withBackup || numbers.some(({ hasBackup }) => hasBackup),
        };
    });
}

const nothingChanges: Report = {
    json: { ok: true, findings: [] },
    lines: () => ["The preview changes no number: there is nothing to check."],
    exitCode: 0,
};

/** The same findings, with the token's name if they are about the token. */
function namingToken(
    findings: readonly Finding[],
    tokenName: string | undefined,
): readonly Finding[] {
    return findings.map((finding) =>
        finding.subject === "access token" && tokenName !== undefined
            ? { ...finding, subject: `access token ${tokenName}` }
            : finding,
    );
}

/** With several tokens, the Graph version and shared accounts are found more than once. */
function withoutRepetition(findings: readonly Finding[]): readonly Finding[] {
    return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** The findings, the most important first. Exits with 1 where there is a problem. */
function doctorReport(findings: readonly Finding[]): Report {
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

// More would push the findings off the screen.
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
