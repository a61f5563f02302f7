import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import { readWorldFile, startSimulator, type WorldInput } from "pulumi-whatsapp-simulator";

import { executableOnPath } from "../../tests/engine/real/executableOnPath";
import { RealProject } from "../../tests/engine/real/RealProject";
import { pulumiOnPath, runPulumi } from "../../tests/engine/real/runPulumi";
import { playground } from "../playground";

/** The output of `pulumi preview` on a terminal. */
export type TerminalOutput = (columns: number) => Promise<string>;

/**
 * A preview that moves the number of examples/single-number from CH to DE, as Pulumi's own engine
 * shows it in a terminal. Undefined if it cannot be made. It needs `pulumi`, and `script` of Linux,
 * which runs a command in a terminal.
 */
export function previewOutput(): TerminalOutput | undefined {
    const command = pulumiOnPath();
    const script = executableOnPath("script");
    if (command === undefined || script === undefined || process.platform !== "linux") {
        return undefined;
    }
    return (columns) => previewInTerminal({ command, script, columns });
}

interface Tools {
    readonly command: string;
    readonly script: string;
    readonly columns: number;
}

async function previewInTerminal({ command, script, columns }: Tools): Promise<string> {
    const world = (await readWorldFile(playground.worldFile)) as WorldInput;
    const simulator = await startSimulator({ world, worldName: playground.worldFile });
    const project = new RealProject(command, { programDir: playground.programDir });
    const surroundings = {
        cwd: project.dir,
        env: project.environment({
            WHATSAPP_ACCESS_TOKEN: playground.accessToken,
            WHATSAPP_JOURNAL_DIR: path.join(project.dir, "journal"),
            TERM: "xterm-256color",
        }),
    };
    const pulumi = async (...args: readonly string[]): Promise<void> => {
        const run = await runPulumi(command, [...args, "--non-interactive"], surroundings);
        if (run.exitCode !== 0) throw new Error(`pulumi ${args.join(" ")}: ${run.stderr}`);
    };
    const region = "number:dataLocalizationRegion";
    try {
        await pulumi("stack", "init", "dev");
        await pulumi("config", "set", "whatsapp:graphUrl", simulator.url);
        await pulumi("config", "set", "number:phoneNumberId", playground.phoneNumberId);
        await pulumi("config", "set", "--secret", "number:pin", playground.pin);
        await pulumi("config", "set", region, "CH");
        await pulumi("up", "--yes", "--skip-preview");
        await pulumi("config", "set", region, "DE");
        const typed = `stty cols ${columns} rows 60; pulumi preview --color always`;
        const { stdout } = await promisify(execFile)(
            script,
            ["--quiet", "--return", "--command", typed, "/dev/null"],
            surroundings,
        );
        return stdout;
    } finally {
        await simulator.close();
        rmSync(project.dir, { recursive: true, force: true });
    }
}
