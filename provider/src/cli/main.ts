import { processSurroundings } from "./processSurroundings";
import { runCommandLine } from "./runCommandLine";

void main();

async function main(): Promise<void> {
    process.exitCode = await runCommandLine(process.argv.slice(2), processSurroundings());
}
