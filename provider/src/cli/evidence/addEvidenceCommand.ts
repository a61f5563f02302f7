import type { Command } from "commander";

import { withConnectionOptions } from "../connect";
import { STATE_OPTION } from "../NumberRecords";
import { newCommand, type Shell } from "../Shell";
import { addVerifyEvidenceCommand } from "./addVerifyEvidenceCommand";
import type { EvidenceOptions } from "./EvidenceOrder";

/** Adds `evidence`: what Meta answers about where data rests, to be shown to somebody else. */
export function addEvidenceCommand(program: Command, shell: Shell): void {
    const description =
        "Write down where numbers' data rests, as Meta answers now. Files for an auditor: Meta's answers, a statement about them, signed and stamped on request, and a page for people. Exits with 1 if a number is not as declared or cannot be read.";
    const evidence = newCommand(program, "evidence", description);
    evidence.enablePositionalOptions();
    const command = withConnectionOptions(evidence)
        .option("--state <file>", STATE_OPTION)
        .option("--numbers <id...>", "phone number ids, digits (default: all of the state)")
        .option("--output <folder>", "where to write the files")
        .option("--overwrite", "overwrite an existing evidence")
        .option("--sign-key <file>", "private key that signs it: Ed25519 or ECDSA P-256, PEM")
        .option("--timestamp-url <url>", "service that stamps it with the time (RFC 3161)")
        .option("--earlier <folder...>", "earlier evidences, for the history on the page")
        .option("--run-by <name>", "who runs this (default: from the pipeline or machine)");
    command.action(() => {
        const options = command.opts<EvidenceOptions>();
        return shell.run(command, async () => {
            // Loaded only for this command, with the packages that it needs.
            const { makeEvidence } = await import("./makeEvidence");
            return makeEvidence(shell, options);
        });
    });
    addVerifyEvidenceCommand(evidence, shell);
}
