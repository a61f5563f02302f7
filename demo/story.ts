import { Command } from "commander";

import { Narrator } from "./Narrator";
import { storySteps } from "./storySteps";
import { tellStory } from "./tellStory";

void main();

async function main(): Promise<void> {
    const program = new Command("npm start --")
        .description(
            "The life of one WhatsApp Business phone number under Pulumi, in under a minute,\n" +
                "against a simulated Graph API. Nothing leaves this machine.",
        )
        .option("--keep", "leave the simulator running, and say what to type next")
        .allowExcessArguments(false)
        .parse();
    const { keep = false } = program.opts<{ readonly keep?: boolean }>();
    process.exitCode = await tellStory({ steps: storySteps, narrator: new Narrator(), keep });
}
