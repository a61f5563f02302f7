import { readFileSync } from "node:fs";
import { join } from "node:path";

import { regions } from "../../decisions/regions";
import { countOf } from "../accountNumbers";
import type { EarlierEvidence } from "./earlierEvidences";
import {
    type AnswerEvidence,
    type Evidence,
    type NumberEvidence,
    type Verdict,
    VERDICTS,
} from "./Evidence";
import type { Seal } from "./evidenceReport";
import { stripOf } from "./historyStrip";
import { declaredPlace, historyOf, placeOf, type Stretch } from "./history";
import { NEVER_PROVED } from "./provedBy";
import { EVIDENCE_FOLDER } from "./statementFrom";

/** What a page is made from. */
export interface PageSource {
    readonly evidence: Evidence;
    /** Evidences that were made before, for the history. */
    readonly earlier: readonly EarlierEvidence[];
    readonly seal: Seal;
}

/** The page of an evidence: one HTML file that loads nothing. */
export async function evidencePage(source: PageSource): Promise<string> {
    const { Eta } = await import("eta");
    const template = readFileSync(join(EVIDENCE_FOLDER, "page.eta"), "utf8");
    return new Eta({ autoEscape: true }).renderString(template, pageView(source));
}

/** What the template shows, in its order. */
export function pageView({ evidence, earlier, seal }: PageSource) {
    const { summary, numbers, graphUrl } = evidence;
    const rows = numbers.map(rowOf);
    return {
        headline: headlineOf(evidence),
        isGood: summary.agrees === summary.numbers && summary.numbers > 0,
        madeAt: timeText(evidence.madeAt),
        counts: [
            { label: "as declared", count: summary.agrees, tone: "agrees" },
            { label: "not as declared", count: summary.differs, tone: "differs" },
            { label: "could not be read", count: summary.unread, tone: "unread" },
            { label: "nothing declared", count: summary.undeclared, tone: "undeclared" },
        ],
        facts: factsOf(evidence, seal),
        isSigned: seal.keyId !== undefined,
        foreignUrl: graphUrl === "https://graph.facebook.com" ? undefined : graphUrl,
        problems: rows.filter(({ verdict }) => verdict !== "agrees"),
        customers: customersOf(rows),
        history: historyView(evidence, earlier),
        neverProved: NEVER_PROVED,
        traces: numbers.flatMap(tracesOf),
        seal,
    };
}

function headlineOf({ summary, scope }: Evidence): string {
    const { numbers, agrees } = summary;
    if (numbers === 0) return "No number was asked for";
    const whose =
        agrees === numbers ? `all ${countOf(numbers)}` : `${agrees} of ${countOf(numbers)}`;
    const part = scope.state !== undefined && !scope.isWholeState ? ", a part of the stack," : "";
    return `The data of ${numbers === 1 && agrees === 1 ? "the number" : whose}${part} rests where that is declared`;
}

function factsOf({ madeBy, scope, graphUrl }: Evidence, seal: Seal) {
    const { state } = scope;
    const facts: readonly (readonly [label: string, value: string | undefined])[] = [
        ["Made by", madeBy.runBy],
        ["With", `${madeBy.package.name} ${madeBy.package.version}`],
        ["Commit", madeBy.commit],
        ["Run", madeBy.runUrl],
        ["Read at", graphUrl],
        ["Declarations from", state && `${state.file}, which declares ${countOf(state.numbers)}`],
        ["Signed", seal.keyId === undefined ? "no" : `yes, with the key ${seal.keyId}`],
        ["Time stamp", seal.stampedBy === undefined ? "none" : `by ${seal.stampedBy}`],
    ];
    return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

const VERDICT_TEXTS: Readonly<Record<Verdict, string>> = {
    agrees: "✓ as declared",
    differs: "✗ not as declared",
    unread: "? could not be read",
    undeclared: "– nothing declared",
};

/** One number as the tables show it. */
function rowOf(one: NumberEvidence) {
    const { number, storage, declared } = one;
    return {
        phoneNumberId: one.phoneNumberId,
        label: labelOf(one),
        customer: customerOf(one),
        declared: placeText(declaredPlace(declared)),
        read: placeText(placeOf(storage.read) ?? "not read"),
        status: number.read === undefined ? "not read" : statusText(number.read),
        verdict: one.verdict,
        verdictText: VERDICT_TEXTS[one.verdict],
        findings: one.findings,
        at: timeText(storage.at),
    };
}

type Row = ReturnType<typeof rowOf>;

function labelOf({ number, resource }: NumberEvidence): string {
    // A number stays in one line.
    const displayed = number.read?.displayPhoneNumber?.replaceAll(" ", "\u00A0");
    const words = [number.read?.verifiedName, displayed];
    const named = words.filter((word) => word !== undefined).join(", ");
    return named === "" ? (resource ?? "a number without a name") : named;
}

function statusText({ registered, status }: NonNullable<NumberEvidence["number"]["read"]>): string {
    const word = registered ? "registered" : "not registered";
    return status === undefined ? word : `${word} (${status})`;
}

function customerOf({ tokenName, wabaId, number }: NumberEvidence): string {
    const account = wabaId ?? number.read?.wabaId;
    if (tokenName !== undefined) return tokenName;
    return account === undefined ? "no customer is known" : `account ${account}`;
}

const PLACES: Readonly<Record<string, string>> = {
    off: "no region (local storage is off)",
    "no storage": "nowhere after an hour (No Storage)",
    nothing: "nothing",
};

function placeText(place: string): string {
    if (Object.hasOwn(regions, place)) {
        return `${place}, ${regions[place as keyof typeof regions]}`;
    }
    return Object.hasOwn(PLACES, place) ? (PLACES[place] ?? place) : place;
}

/** The rows of each customer, and how many there are in each region; differences first. */
function customersOf(rows: readonly Row[]) {
    const customers = [...groupedBy(rows, ({ customer }) => customer)].map(([name, group]) => ({
        name,
        regions: [...groupedBy(group, ({ read }) => read)]
            .map(([place, there]) => ({ place, count: there.length }))
            .sort((a, b) => a.place.localeCompare(b.place)),
        rows: [...group].sort((a, b) => rankOf(a) - rankOf(b) || a.read.localeCompare(b.read)),
    }));
    const worst = ({ rows: of }: { readonly rows: readonly Row[] }) => Math.min(...of.map(rankOf));
    return customers.sort((a, b) => worst(a) - worst(b));
}

function rankOf({ verdict }: Row): number {
    return VERDICTS.indexOf(verdict);
}

function groupedBy<T>(
    all: readonly T[],
    keyOf: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
    const groups = new Map<string, readonly T[]>();
    for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
    return groups;
}

/** Undefined if there is nothing before this evidence. */
function historyView(evidence: Evidence, earlier: readonly EarlierEvidence[]) {
    if (earlier.length === 0) return undefined;
    const evidences = [...earlier.map((one) => one.evidence), evidence];
    const present = new Set(evidence.numbers.map(({ phoneNumberId }) => phoneNumberId));
    const known = evidences.flatMap(({ numbers }) => numbers);
    const labels = new Map(known.map((one) => [one.phoneNumberId, labelOf(one)]));
    const times = evidences.map(({ madeAt }) => Date.parse(madeAt));
    const numbers = historyOf(evidences);
    const scale = {
        fromMs: Math.min(...times),
        untilMs: Math.max(...times),
        places: [
            ...new Set(numbers.flatMap((one) => one.stretches.flatMap(({ place }) => place ?? []))),
        ].sort(),
    };
    return {
        from: dayText(scale.fromMs),
        until: dayText(scale.untilMs),
        count: evidences.length,
        notOurs: earlier.filter(({ signature }) => signature !== "sameKey").length,
        numbers: numbers.map(({ phoneNumberId, stretches }) => ({
            phoneNumberId,
            label: labels.get(phoneNumberId) ?? "",
            since: sinceText(stretches.at(-1), present.has(phoneNumberId)),
            strip: stripOf(stretches, scale),
            texts: stretches.map(stretchText),
        })),
    };
}

function sinceText(last: Stretch | undefined, isPresent: boolean): string {
    if (!isPresent) return "Not among the numbers of this evidence.";
    if (last === undefined) return "It was never read.";
    const { place, from } = last;
    if (place === undefined) return `Not known since ${timeText(from)}.`;
    return `Read without a gap since ${timeText(from)}: ${placeText(place)}.`;
}

function stretchText({ place, from, until, readings }: Stretch): string {
    const time = from === until ? timeText(from) : `${timeText(from)} to ${timeText(until)}`;
    if (place === undefined) return `${time}: not known`;
    return `${time}: ${placeText(place)}, ${readings} ${readings === 1 ? "reading" : "readings"}`;
}

function tracesOf(one: NumberEvidence) {
    const traceOf = (what: string, at: string, answer: AnswerEvidence | undefined) =>
        answer === undefined
            ? []
            : [{ what, at: timeText(at), phoneNumberId: one.phoneNumberId, ...answer }];
    return [
        ...traceOf("number", one.number.at, one.number.answer),
        ...traceOf("storage", one.storage.at, one.storage.answer),
    ];
}

function timeText(at: string): string {
    return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function dayText(timeMs: number): string {
    return new Date(timeMs).toISOString().slice(0, 10);
}
