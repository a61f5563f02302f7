import { journalPlace, noteMeeting } from "../../../provider/src/journal/journalPlace";
import { RequestJournal } from "../../../provider/src/journal/RequestJournal";
import type { CommandLineRun } from "../../unit/cli/commandLineRun";
import type { BrokenSetup } from "./brokenSetups";
import { phoneNumberId, SimulatedCommandLine } from "./SimulatedCommandLine";

/** What `doctor` says about a setup, and the requests that it sent. */
export interface Consultation extends CommandLineRun {
    readonly letters: string;
}

/** Runs `doctor` for one number in a broken setup. */
export async function consultation(
    setup: BrokenSetup,
    more: readonly string[] = [],
): Promise<Consultation> {
    const commandLine = await SimulatedCommandLine.start(setup.world);
    try {
        await noteSpent(commandLine, setup);
        Object.assign(commandLine.env, setup.env);
        if (setup.isNetworkDown === true) await commandLine.simulator.close();
        const args = ["doctor", "--number", phoneNumberId, ...(setup.args ?? []), ...more];
        const run = await commandLine.run(args);
        return { ...run, letters: commandLine.simulator.letters() };
    } finally {
        await commandLine.stop();
    }
}

/** The table of the docs: what is broken, and the first line that says it. */
export async function doctorTable(setups: readonly BrokenSetup[]): Promise<string> {
    const rows = ["| what is broken | the first line |", "| --- | --- |"];
    for (const setup of setups) {
        const { stdout } = await consultation(setup);
        const [first = ""] = stdout.split("\n");
        const line = first
            .replace(/Trace \S+\.$/, "Trace AbC1dEf2.")
            .replace(/ --graph-url \S+\d/, "")
            .replaceAll("|", "\\|");
        rows.push(`| ${setup.name} | ${line} |`);
    }
    return rows.join("\n");
}

async function noteSpent(
    { simulator, env }: SimulatedCommandLine,
    { spent }: BrokenSetup,
): Promise<void> {
    if (spent === undefined) return;
    const request = { phoneNumberId, stack: undefined, ...spent };
    noteMeeting(env, simulator.url);
    const journal = new RequestJournal((await journalPlace(env, simulator.url)).folder);
    journal.begin(request);
    journal.complete(request, spent);
}
