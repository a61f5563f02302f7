import { writeFileSync } from "node:fs";

import type { Engine } from "../Engine";
import { nativeLife, nativeRecording } from "../replay/NativeLife";

/** Runs the life through the native plugin on the real engine, and writes what the engine did. */
export async function recordNativeLife(engine: Engine): Promise<void> {
    const records = await nativeLife(engine);
    writeFileSync(nativeRecording, `${JSON.stringify(records, undefined, 1)}\n`);
}
