import { accessSync, constants, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

// On Linux, a file system in memory. A journal waits for the disk at each line.
const memory = "/dev/shm";

/**
 * Makes a folder for the journal of a test. It is in memory if the machine has such a file system.
 */
export function scratchFolder(prefix: string): string {
    return mkdtempSync(path.join(isWritable(memory) ? memory : tmpdir(), prefix));
}

function isWritable(folder: string): boolean {
    try {
        accessSync(folder, constants.W_OK);
        return true;
    } catch {
        return false;
    }
}
