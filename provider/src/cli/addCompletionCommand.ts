import { Argument, type Command } from "commander";

import { completionScript, SHELLS } from "./completionScript";
import { newCommand, type Shell } from "./Shell";

/** Adds `completion`: a script that completes commands and options in a shell. */
export function addCompletionCommand(program: Command, shell: Shell): void {
    const description =
        'Print a script that completes commands and options. In bash and zsh: eval "$(npx pulumi-whatsapp completion bash)".';
    const command = newCommand(program, "completion", description).addArgument(
        new Argument("<shell>", "the shell that reads it").choices(SHELLS),
    );
    command.action((name: (typeof SHELLS)[number]) =>
        shell.run(command, () => {
            const script = completionScript(program, name);
            return { json: { script }, lines: () => script.trimEnd().split("\n"), exitCode: 0 };
        }),
    );
}
