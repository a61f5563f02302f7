import { existsSync, readFileSync } from "node:fs";

import type { EngineLog, Severity } from "../Engine";

interface DiagnosticEvent {
    readonly urn?: string;
    readonly message: string;
    readonly severity: string;
}

const severities: ReadonlyMap<string, Severity> = new Map([
    ["debug", "debug"],
    ["info", "info"],
    ["info#err", "info"],
    ["warning", "warning"],
    ["error", "error"],
]);

/** The messages in the command line's event log. */
export function eventLogMessages(file: string): readonly EngineLog[] {
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as { readonly diagnosticEvent?: DiagnosticEvent })
        .flatMap(({ diagnosticEvent: event }) => (event === undefined ? [] : [messageOf(event)]));
}

function messageOf({ urn, message, severity }: DiagnosticEvent): EngineLog {
    // Colours are written as directives such as <{%reset%}>, whatever the colour option says.
    const plain = message.replace(/<\{%[a-z0-9 ]*%\}>/g, "").trimEnd();
    return { severity: severities.get(severity) ?? "info", urn: urn ?? "", message: plain };
}
