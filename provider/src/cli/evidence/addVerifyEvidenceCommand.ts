import { resolve } from "node:path";

import type { Command } from "commander";

import { newCommand, type Shell } from "../Shell";
import type { VerifyOptions } from "./verifyEvidence";

/** Adds `evidence verify`: whether an evidence is what somebody wrote down. Sends nothing. */
export function addVerifyEvidenceCommand(evidence: Command, shell: Shell): void {
    const description =
        "Check an evidence: its signature, time stamp, answers and schema, and say what it proves. Sends nothing. Exits with 1 if a check fails or could not be done.";
    const command = newCommand(evidence, "verify", description)
        .argument("<folder>", "the folder that the evidence was written to")
        .option("--public-key <file>", "the public key of its signature, PEM")
        .option("--timestamp-ca <file>", "certificates of the time-stamping service, PEM");
    command.action((folder: string) => {
        const options = command.opts<VerifyOptions>();
        return shell.run(command, async () => {
            const { verifyEvidence } = await import("./verifyEvidence");
            const { folder: here } = shell.surroundings;
            return verifyEvidence(here, resolve(here, folder), options);
        });
    });
}
