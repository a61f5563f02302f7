import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { argv, exit, stderr, stdout } from "node:process";

import { findRealEngine } from "../real/findRealEngine";
import { recordedScenarios, recordingsDir } from "../replay/RecordedScenario";
import { recordNativeLife } from "./recordNativeLife";
import { recordScenario } from "./recordScenario";

// A life of the real resource. The other scenarios use the recordings' own provider.
const nativeName = "native-plugin";

/**
 * Makes the recordings again with the `pulumi` on the PATH. Arguments: `--out <folder>` (default:
 * the recordings), then names of scenarios (default: all).
 */
async function record(args: readonly string[]): Promise<void> {
    const engine = await findRealEngine();
    if (engine === undefined) {
        stderr.write(
            "Cannot record: no pulumi command was found on PATH. Install it, then run again.\n",
        );
        exit(1);
    }
    const outIndex = args.indexOf("--out");
    const out = outIndex < 0 ? recordingsDir : path.resolve(args[outIndex + 1] ?? ".");
    const names =
        outIndex < 0
            ? args
            : args.filter((_arg, index) => index < outIndex || index > outIndex + 1);
    if (outIndex < 0 && (names.length === 0 || names.includes(nativeName))) {
        await recordNativeLife(engine);
        stdout.write(`recorded ${nativeName} with ${engine.name}\n`);
    }
    copySubject(path.join(out, "subject"));
    for (const scenario of recordedScenarios()) {
        if (names.length > 0 && !names.includes(scenario.scenario)) continue;
        await recordScenario(engine, scenario, out);
        stdout.write(`recorded ${scenario.scenario} with ${engine.name}\n`);
    }
}

function copySubject(target: string): void {
    const source = path.join(recordingsDir, "subject");
    if (source === target) return;
    mkdirSync(target, { recursive: true });
    for (const file of readdirSync(source)) {
        copyFileSync(path.join(source, file), path.join(target, file));
    }
}

void record(argv.slice(2));
