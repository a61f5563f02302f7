import type { Command } from "commander";

import { graphNumber } from "../shell/graphNumber";
import { newCommand } from "../shell/newCommand";
import type { Shell } from "../shell/Shell";
import { explanationOf } from "./explanationOf";

interface ExplainOptions {
    readonly subcode?: number;
    readonly text?: string;
}

/** Adds `explain`: what an error code of Meta's means and what to do about it. */
export function addExplainCommand(program: Command, shell: Shell): void {
    const command = newCommand(
        program,
        "explain",
        "Say what an error code of Meta's means for a registration, and what to do about it.",
    )
        .argument("<code>", "Meta's error code, such as 133016", graphNumber)
        .option("--subcode <number>", "Meta's error_subcode, where there is one", graphNumber)
        .option("--text <text>", "Meta's message, which tells errors of one code apart");
    command.action((graphCode: number) => {
        const { subcode, text } = command.opts<ExplainOptions>();
        return shell.run(command, () => explanationOf(graphCode, { subcode, text }));
    });
}
