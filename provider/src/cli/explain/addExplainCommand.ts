import type { Command } from "commander";

import { graphNumber } from "../shell/graphNumber";
import { newCommand } from "../shell/newCommand";
import type { Shell } from "../shell/Shell";
import { explanationOf } from "./explanationOf";

/** Adds `explain`: what an error code of Meta's means and what to do about it. */
export function addExplainCommand(program: Command, shell: Shell): void {
    const command = newCommand(
        program,
        "explain",
        "Say what an error code of Meta's means for a registration, and what to do about it.",
    )
        .argument("<code>", "Meta's error code, such as 133016", graphNumber)
        .option("--subcode <number>", "Meta's error_subcode, where there is one", graphNumber);
    command.action((graphCode: number) => {
        const { subcode } = command.opts<{ readonly subcode?: number }>();
        return shell.run(command, () => explanationOf(graphCode, subcode));
    });
}
